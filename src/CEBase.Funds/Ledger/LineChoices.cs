namespace CEBase.Funds.Ledger;

/// <summary>Budget lines as the choices of a form.</summary>
internal static class LineChoices
{
    /// <summary>Grouped by fund, each with what is free.</summary>
    public static IReadOnlyList<SelectListItem> ByFund(IEnumerable<FundLine> lines) => By(lines, l => l.FundName);

    /// <summary>Grouped by whatever the form calls for.</summary>
    public static IReadOnlyList<SelectListItem> By(IEnumerable<FundLine> lines, Func<FundLine, string> group)
    {
        var groups = new Dictionary<string, SelectListGroup>();
        return
        [
            .. lines.Select(l => new SelectListItem($"{l.Label}，可用 {l.Remaining}", l.Id.ToString(CultureInfo.InvariantCulture))
            {
                Group = groups.TryGetValue(group(l), out var there) ? there : groups[group(l)] = new SelectListGroup { Name = group(l) },
            }),
        ];
    }
}
