using CEBase.Funds.Ledger;
using CEBase.Platform.Data;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Budgets;

/// <summary>What a use has, by stage.</summary>
internal sealed record UseSum(string Label, Money Paid, Money Claimed, Money Committed, Money Left);

/// <summary>经费总览: of one fund and year, what is planned, committed, claimed, paid and left.</summary>
[RequirePermission(Permissions.View)]
[RestsOn("NPU:19", How = "经费总览：按开支范围列预算、预占、已报、已付和可用")]
internal sealed class FundsOverviewModel(IDatabase database, FundBook funds, ICurrentUser user, TimeProvider clock) : PageModel
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
    public bool MayManage => user.Has(Permissions.BudgetManage);

    public string Sentence => $"{(Shown == 0 ? "全部年度" : $"{Shown} 年")}可用 {Sum(l => l.Remaining)} 元，预占和已报 {Sum(l => l.Committed + l.Claimed)} 元，已付 {Sum(l => l.Paid)} 元";

    public Money Sum(Func<FundLine, Money> of) => Total(Lines, of);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async session =>
    {
        Funds = await funds.ListAsync(session);
        Fund = Funds.FirstOrDefault(f => f.Id == FundId) ?? (Funds.Count > 0 ? Funds[0] : null);
        if (Fund is null)
        {
            return 0;
        }
        Overspend = await funds.OverspendAsync(session, Fund);
        var all = await FundLine.OfFundAsync(session, Fund.Id);
        Years = [.. all.Select(l => l.Year).Distinct().Order()];
        var today = clock.Today().Year;
        Shown = Year ?? (Years.Contains(today) ? today : 0);
        Lines = [.. all.Where(l => Shown == 0 || l.Year == Shown)];
        ByUse =
        [
            .. Lines.GroupBy(l => l.UseCode).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new UseSum(
                UseItems.Label(g.Key), Total(g, l => l.Paid), Total(g, l => l.Claimed), Total(g, l => l.Committed), Total(g, l => l.Remaining))),
        ];
        return 0;
    }, cancel);

    private static Money Total(IEnumerable<FundLine> lines, Func<FundLine, Money> of) => lines.Aggregate(Money.Zero, (sum, l) => sum + of(l));
}
