namespace CEBase.Income.Bills;

/// <summary>What clashes with what others have done meanwhile, or with where a record stands.</summary>
internal static class Clash
{
    /// <param name="holds">Whether it does.</param>
    /// <param name="code">The refusal's code.</param>
    /// <param name="sentence">What to do.</param>
    /// <param name="field">The field it belongs to, or null.</param>
    /// <exception cref="Refusal">409.</exception>
    public static void When(bool holds, string code, string sentence, string? field = null)
    {
        if (holds)
        {
            throw new Refusal(code, sentence) { Field = field, Status = 409 };
        }
    }
}
