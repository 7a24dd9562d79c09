namespace CEBase.Income.Bills;

/// <summary>Numbers and days that were written down once. Writing the same again is harmless; anything else is refused, so that nobody's entry is lost without a word.</summary>
internal static class WriteOnce
{
    /// <param name="done">What was done before: 已登记开票.</param>
    /// <param name="values">What it is called, what is kept, what was typed now, and its field.</param>
    /// <exception cref="Refusal"><c>kept_differs</c> at the first field that differs.</exception>
    public static void Same(string done, params IReadOnlyList<(string Label, string Kept, string Typed, string Field)> values)
    {
        if (values.FirstOrDefault(v => v.Kept != v.Typed) is { Label: not null } other)
        {
            throw new Refusal("kept_differs", $"刚才有人{done}：{string.Join("，", values.Select(v => $"{v.Label} {v.Kept}"))}。您填写的{other.Label} {other.Typed} 没有登记。请核对，保留的有误再按更正办理。") { Field = other.Field, Status = 409 };
        }
    }
}
