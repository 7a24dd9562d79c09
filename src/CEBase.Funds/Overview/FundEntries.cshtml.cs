using CEBase.Funds.Budgets;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.Overview;

/// <summary>记账明细: the entries behind the overview's figures, each leading to its claim and papers.</summary>
[RequirePermission(Permissions.View)]
internal sealed class FundEntriesModel(IDatabase database, FundRepository funds, TimeProvider clock) : PageModel
{
    public const int Size = 50;

    [FromQuery(Name = "fund")] public long? FundId { get; set; }
    [FromQuery] public int Year { get; set; }
    [FromQuery] public string? Use { get; set; }
    [FromQuery] public PostingKind? Act { get; set; }

    /// <summary>The figure that the entries are to add up to.</summary>
    [FromQuery] public FundStanding? Standing { get; set; }

    [FromQuery] public int? Month { get; set; }

    /// <summary>From January to the month, as the chart adds up, instead of the month alone.</summary>
    [FromQuery] public bool ToDate { get; set; }

    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public Fund Fund { get; private set; } = null!;
    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public IReadOnlyList<EntryRow> All { get; private set; } = [];
    public IEnumerable<EntryRow> Rows => All.Skip((P - 1) * Size).Take(Size);

    /// <summary>What came in less what was taken back; null where acts of different kinds stand together, whose sum says nothing.</summary>
    public Money? Total => Act is null && Standing is null ? null : All.Sum(Counted);

    /// <summary>What an entry counts with.</summary>
    public Money Counted(EntryRow entry) => Standing is { } figure ? entry.Of(figure) : entry.Signed;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await database.ReadAsync<int>(async db =>
        {
            Funds = await funds.ListAsync(db);
            Fund = Funds.FirstOrDefault(f => FundId is null || f.Id == FundId) ?? throw Refusal.NotFound("没有这项经费。");
            All = [.. Sorted((await EntryRepository.OfFundAsync(db, Fund.Id, Year, Use ?? "")).Where(e => (Act is null || e.Act == Act) && (Standing is null || Counted(e) != Money.Zero) && (Month is null || InMonth(e.Day))))];
            return 0;
        }, cancel);
        P = Math.Clamp(P, 1, 100_000);
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        using var book = new Workbook("记账明细", $"{Fund.Name}记账明细", $"{(Year == 0 ? "全部年度" : $"{Year} 年预算")}，截至 {clock.GetUtcNow().InTable()}；{(Standing is { } figure ? $"{figure.Label()}的增减" : "冲销为负数")}；单位：元",
            ["日期", "事项", "条款", "细目", "班号", "来自", "事由", "经办", "理由", "金额"]);
        foreach (var e in All)
        {
            book.Add(e.Day, e.ActLabel, UseItems.Short(e.UseCode), $"{e.Year} {e.Item}", e.ClassNo, e.Origin.Label, e.OriginTitle, e.PostedByName, e.Reason, Counted(e));
        }
        if (Total is not null)
        {
            book.AddSums("合计", 10);
        }
        return File(book.Finish(), Workbook.MediaType, $"记账明细-{Fund.Code}.xlsx");
    }

    private IEnumerable<EntryRow> Sorted(IEnumerable<EntryRow> rows)
    {
        Func<EntryRow, object>? key = Sort?.TrimStart('-') switch
        {
            "day" => e => e.Day,
            "act" => e => (int)e.Act,
            "line" => e => $"{e.Year} {e.UseCode} {e.Item}",
            "by" => e => e.PostedByName,
            "amount" => e => Counted(e).Fen,
            _ => null,
        };
        return key is null ? rows : Sort!.StartsWith('-') ? rows.OrderByDescending(key) : rows.OrderBy(key);
    }

    /// <summary>As the chart counts: what was paid before or after the budget's year stands in its first or last month.</summary>
    private bool InMonth(DateOnly day)
    {
        var month = Year == 0 || day.Year == Year ? day.Month : day.Year < Year ? 1 : 12;
        return ToDate ? month <= Month : month == Month;
    }
}
