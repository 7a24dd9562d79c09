namespace CEBase.Catalogue.Classes;

/// <summary>Names of states as callers of the API and the command line write them.</summary>
internal static class ClassStateNames
{
    /// <summary>The state, or null when none was asked for.</summary>
    /// <exception cref="Refusal"><c>state_unknown</c>, with the list of those that may be asked for.</exception>
    public static string? Parse(string? text, IReadOnlyList<string> allowed)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        return allowed.Contains(text)
            ? text
            : throw new Refusal("state_unknown", $"没有名为“{text}”的状态。可用的有：{string.Join("、", allowed.Select(s => $"{s}（{ClassWords.States.LabelOf(s)}）"))}。") { Field = "state" };
    }
}
