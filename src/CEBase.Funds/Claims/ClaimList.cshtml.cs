using CEBase.Funds.Budgets;
using CEBase.Funds.Expenses;

namespace CEBase.Funds.Claims;

/// <summary>报销单: those this user may see, with the view in the address.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class ClaimListModel(ListServices services, FundRepository funds, OverdueWork overdue) : ListPage<Claim>(services)
{
    /// <summary>In the place of a state: all that have waited too long at somebody's.</summary>
    public const string Stuck = "stuck";

    public bool MayCreate => CurrentUser.Has(Permissions.ClaimsManage);

    protected override async Task<ListQuery<Claim>> DescribeAsync(DbScope db)
    {
        var patience = await overdue.PatienceAsync(db, Today);
        var states = ListFilter.States(ClaimStates.All, "k.state");
        if (patience is var (days, since))
        {
            var stuck = await db.ScalarAsync<int>($"SELECT count(*) FROM claim k LEFT JOIN published_training_class c ON c.id = k.class_id WHERE {ClaimRepository.Seen(CurrentUser)} AND {Late}",
                new { Account = CurrentUser.AccountId ?? 0, since });
            states = states with { Options = [.. states.Options, new ListOption(Stuck, $"等待超过 {days} 天（{stuck}）", Late)] };
        }
        return new("报销单", ClaimRepository.Select, "k.id DESC")
        {
            Unit = "张", FileName = "报销单清单", Where = ClaimRepository.Seen(CurrentUser), Values = new Dictionary<string, object?> { ["since"] = patience?.Since },
            Search = ClaimRepository.Search, Filters = [states, ListFilter.Id("fund", "经费来源", "k.fund_id", Options.Of(await funds.ListAsync(db), f => f.Id, f => f.Name))],
            Columns =
            [
                new("编号", c => c.Number) { Sort = ("number", "k.number"), Link = Address },
                new("事由", c => c.Title) { Sort = ("title", "k.title"), Link = Address, Place = CellPlace.Head },
                new("经费来源", c => c.FundName) { Sort = ("fund", "f.name"), Place = CellPlace.Line, IsText = true },
                new("班号", c => c.ClassNo ?? "—") { Sort = ("class", "coalesce(c.class_no, '')") },
                new("填报人", c => c.ApplicantName) { Sort = ("applicant", "k.applicant_name"), Place = CellPlace.Skip },
                new("填报日期", c => c.CreatedAt.ChinaDay()) { OnlyExported = true },
                new("提交日", c => c.SubmittedAt?.ChinaDay()) { Sort = ("submitted", $"coalesce({ClaimRepository.SubmittedAt}, '')") },
                new("状态", c => ClaimStates.Of(c.State)) { Sort = ("state", StateOrder.Of("k.state", ClaimStates.All)) },
                new("凭证号", c => c.Voucher) { OnlyExported = true },
                new("付款日期", c => c.PaidOn) { OnlyExported = true },
                new("已等", c => Waited(c) is { } waited ? waited == 0 ? "今天" : $"{waited} 天" : "—")
                {
                    Sort = ("since", $"CASE WHEN {ClaimStates.IsWaiting} THEN 0 ELSE 1 END, k.state_since"), IsAlarming = c => Waited(c) > patience?.Days, NotExported = true,
                },
                new("金额（元）", c => c.Total) { Sort = ("amount", "k.total"), Place = CellPlace.Side, IsSummed = true },
            ],
        };
    }

    private const string Late = $"{ClaimStates.IsWaiting} AND k.state_since < @since";

    /// <summary>How many days a claim has lain where it is; null where nobody is to do anything.</summary>
    private int? Waited(Claim claim) => claim.IsWaiting ? Today.DayNumber - claim.StateSince.ChinaDay().DayNumber : null;

    private static string Address(Claim claim) => FundsAddresses.Claim(claim.Number);
}

/// <summary>Claims by number, matter, payee or invoice, among those the user may see.</summary>
internal sealed class ClaimSearch : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => user.Has(Permissions.ClaimsView)
        ? [.. (await ClaimRepository.SearchAsync(db, text, limit, user)).Select(c => new SearchHit("报销单", $"{c.Number} {c.Title}", $"{c.FundName}，{c.Total} 元，{c.ApplicantName}", FundsAddresses.Claim(c.Number)))]
        : [];
}
