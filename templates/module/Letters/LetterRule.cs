namespace CEBase.Sample.Letters;

/// <summary>What a letter must be to be handed in and approved. A rule of your own carries its article: [RestsOn("NPU:13", How = "…")].</summary>
internal static class LetterRule
{
    public static IReadOnlyList<Finding> CheckSubmitting(Letter letter) =>
        letter.Body.Length == 0 ? [Finding.Block("letter.empty", "函件还没有正文，请补上后再提交。")] : [];

    public static IReadOnlyList<Finding> CheckApproving(Letter letter, long? approver) =>
        letter.WrittenBy == approver ? [Finding.Block("letter.second_person", "起草人不能批准自己的函件，请由另一人批准。")] : [];
}
