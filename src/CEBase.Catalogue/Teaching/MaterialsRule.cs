namespace CEBase.Catalogue.Teaching;

/// <summary>A class has materials, and somebody has looked at them not too long ago.</summary>
[RestsOn("NPU:14", "BJTU:22", How = "讲义教材登记版本和最近审阅日期，超过参数规定的月数须审阅更新或说明理由")]
internal static class MaterialsRule
{
    public const string None = "materials.none";
    public const string Due = "materials.review-due";

    /// <param name="materials">What the class uses.</param>
    /// <param name="day">First day of the class: what counts is how old they are then.</param>
    /// <param name="months">After so many months a review is due; null when the base has set none.</param>
    public static IEnumerable<Finding> Check(IReadOnlyList<Material> materials, DateOnly day, int? months)
    {
        if (materials.Count == 0)
        {
            yield return Finding.Review(None, "还没有登记本班的教材或讲义，请在“教材资料”页登记，或说明理由。", "NPU:14");
        }
        var due = months is { } limit ? materials.Where(m => m.IsDue(day, limit)).ToList() : [];
        if (due.Count > 0)
        {
            yield return Finding.Review(Due, $"有 {due.Count} 份资料到 {day.InTable()} 已超过 {months} 个月没有审阅：{string.Join("、", due.Take(4).Select(m => $"《{m.Title}》"))}。请审阅或换新版，或说明理由。", "NPU:14", "BJTU:22");
        }
    }
}

/// <summary>Gathers what the rule on materials asks for.</summary>
internal sealed class MaterialFacts(MaterialRepository materials, IEnumerable<IParameters> parameters)
{
    /// <summary>After so many months a review is due.</summary>
    public const string MonthsParameter = "materials.review-months";

    /// <summary>The number of months, or null where the base has set none.</summary>
    public async Task<int?> MonthsAsync(DbScope db, DateOnly day) =>
        parameters.FirstOrDefault() is { } source ? (await source.TryGetAsync(db, MonthsParameter, day))?.Int : null;

    public async Task<IReadOnlyList<Finding>> CheckAsync(DbScope db, ClassCard row) =>
        [.. MaterialsRule.Check(await materials.OfClassAsync(db, row.CourseId, row.Id), row.StartsOn, await MonthsAsync(db, row.StartsOn))];
}
