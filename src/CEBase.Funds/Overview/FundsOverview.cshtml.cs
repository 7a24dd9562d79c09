using CEBase.Funds.Budgets;
using CEBase.Funds.Ledger;
using CEBase.Funds.Settlement;

namespace CEBase.Funds.Overview;

/// <summary>What a use has, by stage.</summary>
internal sealed record UseSum(string Code, Money Planned, Money Paid, Money Claimed, Money Committed, Money Left);

/// <summary>What running a class cost a person-day, against the quota.</summary>
internal sealed record ClassRate(string ClassNo, string Name, int PersonDays, Money PerPersonDay, Money? Quota);

/// <summary>经费总览: of one fund and year, what is planned, committed, claimed, paid and left; how fast it is used, and what the rules say.</summary>
[RequirePermission(Permissions.View)]
[RestsOn("NPU:19", How = "经费总览：按开支范围列预算、预占、已报、已付和可用，按月对照进度，每个数可查到记账和单据")]
internal sealed class FundsOverviewModel(IDatabase database, FundRepository funds, ArticleFindings findings, IClassDirectory classes, SettlementReader settlements, IIncomeFigures income, ICurrentUser user, TimeProvider clock) : PageModel
{
    [FromQuery(Name = "fund")] public long? FundId { get; set; }
    [FromQuery] public int? Year { get; set; }

    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public Fund? Fund { get; private set; }
    public Severity Overspend { get; private set; }
    public IReadOnlyList<int> Years { get; private set; } = [];

    /// <summary>The year shown; zero is every year.</summary>
    public int Shown { get; private set; }

    public IReadOnlyList<FundLine> Lines { get; private set; } = [];
    public IReadOnlyList<UseSum> ByUse { get; private set; } = [];

    /// <summary>Months of the year shown; empty over every year.</summary>
    public IReadOnlyList<BurnMonth> Months { get; private set; } = [];

    public IReadOnlyList<ArticleCount> Articles { get; private set; } = [];

    /// <summary>Classes that this fund has a part in and whose attendance is confirmed, by their costs under the quota from all funds, the dearest first.</summary>
    public IReadOnlyList<ClassRate> Classes { get; private set; } = [];

    public string RateSentence => Classes.Count(c => c.Quota is { } q && c.PerPersonDay > q) is var over && over == 0
        ? $"{Classes.Count} 个班的每人天办班成本都在定额以内" : $"{Classes.Count} 个班中有 {over} 个的每人天办班成本超过定额";

    /// <summary>What training brought in over the years shown, less reversals and refunds; null for a fund that doesn't live on it.</summary>
    public Money? Received { get; private set; }

    public bool MayManage => user.Has(Permissions.BudgetManage);
    public string Query => $"fund={Fund!.Id}&year={Shown}";

    public string Sentence => $"{(Shown == 0 ? "全部年度" : $"{Shown} 年")}可用 {Sum(l => l.Remaining)} 元，预占和已报 {Sum(l => l.Committed + l.Claimed)} 元，已付 {Sum(l => l.Paid)} 元";

    public string BurnSentence
    {
        get
        {
            var (now, planned) = (Months.LastOrDefault(m => m.Paid is not null), Sum(l => l.Planned));
            return now is null || planned == Money.Zero ? $"{Shown} 年还没有付款"
                : $"到 {now.Month} 月末已付 {Share(now.Paid!.Value, planned)}，计划进度是 {Share(now.Planned, planned)}{(Lines.All(l => l.Months == PlanMonths.WholeYear) ? "（各科目都没有编列月份，按全年均摊）" : "")}";
        }
    }

    public Money Sum(Func<FundLine, Money> of) => Lines.Sum(of);

    /// <summary>Part of the whole in percent: 12.3%.</summary>
    public static string Share(Money part, Money whole) => whole == Money.Zero ? "—" : $"{(decimal)part.Fen / whole.Fen * 100:0.#}%";

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        await LoadAsync(db);
        if (Fund is null)
        {
            return 0;
        }
        Overspend = await funds.OverspendAsync(db, Fund);
        ByUse =
        [
            .. Lines.GroupBy(l => l.UseCode).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new UseSum(g.Key,
                g.Sum(l => l.Planned), g.Sum(l => l.Paid), g.Sum(l => l.Claimed), g.Sum(l => l.Committed), g.Sum(l => l.Remaining))),
        ];
        if (Shown > 0)
        {
            var payments = (await EntryRow.OfFundAsync(db, Fund.Id, Shown)).Where(e => e.Act == PostingKind.Pay).Select(e => (e.Day, e.ReversalOf is null ? e.Amount : -e.Amount));
            Months = Burn.Of(Shown, [.. Lines.Select(l => (l.Planned, l.Months))], payments, clock.Today());
        }
        Classes = await RatesAsync(db);
        Received = Fund.Kind == FundKind.Income ? await income.KeptAsync(db, Shown == 0 ? null : Shown) : null;
        Articles = ArticleFindings.Count(await findings.OfAsync(db, Fund.Id, Shown));
        return 0;
    }, cancel);

    /// <summary>The lines as a workbook: what is left stands as a formula of what moved it.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        await database.ReadAsync<int>(async db =>
        {
            await LoadAsync(db);
            return 0;
        }, cancel);
        if (Fund is null)
        {
            throw Refusal.NotFound("没有这项经费。");
        }
        var year = Shown == 0 ? "全部年度" : $"{Shown} 年";
        using var book = new Workbook("预算执行", $"{Fund.Name}预算执行表", $"{year}，截至 {clock.GetUtcNow().InTable()}；单位：元",
            ["年度", "条款", "开支范围", "细目", "班号", "计划月份", "预算", "超支放行", "预占", "已报", "已付", "可用"]);
        foreach (var line in Lines)
        {
            var row = book.Row + 1;
            book.Add(line.Year, UseItems.Short(line.UseCode), UseItems.Label(line.UseCode), line.Item, line.ClassNo, line.Months.Label, line.Planned, line.Allowed, line.Committed, line.Claimed, line.Paid,
                new Formula($"G{row}+H{row}-I{row}-J{row}-K{row}", Formula.MoneyFormat));
        }
        book.AddSums("合计", 7, 8, 9, 10, 11, 12);
        return File(book.Finish(), Workbook.MediaType, $"预算执行-{Fund.Code}-{year.Replace(" ", "", StringComparison.Ordinal)}.xlsx");
    }

    private async Task LoadAsync(DbScope db)
    {
        Funds = await funds.ListAsync(db);
        Fund = FundId is null ? Funds.FirstOrDefault() : Funds.FirstOrDefault(f => f.Id == FundId) ?? throw Refusal.NotFound("没有这项经费。");
        if (Fund is null)
        {
            return;
        }
        var all = await FundLine.OfFundAsync(db, Fund.Id);
        Years = [.. all.Select(l => l.Year).Distinct().Order()];
        var today = clock.Today().Year;
        Shown = Year ?? (Years.Contains(today) ? today : 0);
        Lines = [.. all.Where(l => Shown == 0 || l.Year == Shown)];
    }

    private async Task<IReadOnlyList<ClassRate>> RatesAsync(DbScope db)
    {
        var ids = await db.QueryAsync<long>("""
            SELECT DISTINCT l.class_id FROM claim_line l JOIN fund_line f ON f.id = l.fund_line_id
            WHERE l.class_id IS NOT NULL AND f.fund_id = @Id AND (@Shown = 0 OR f.year = @Shown)
            """, new { Fund!.Id, Shown });
        var rates = new List<ClassRate>();
        foreach (var card in await classes.GetAsync(db, [.. ids]))
        {
            var facts = await settlements.FactsAsync(db, card, await ClassCost.OfClassAsync(db, card.Id));
            if (facts.PerPersonDay is { } rate && rate > Money.Zero)
            {
                rates.Add(new ClassRate(card.ClassNo, card.Name, facts.Quota.PersonDays, rate, facts.Quota.Allowed is { } allowed ? facts.Quota.PerPersonDay(allowed) : null));
            }
        }
        return [.. rates.OrderByDescending(r => r.PerPersonDay)];
    }
}
