using CEBase.Funds.Budgets;
using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;

namespace CEBase.Funds.Claims;

/// <summary>What waits for this user: claims at the user's desk, the user's own returned ones, budgets and moves to be approved.</summary>
internal sealed class ClaimWork : IWorkProvider
{
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbSession session, ICurrentUser user, DateOnly today)
    {
        var items = new List<WorkItem>();
        if (user.Has(Permissions.ClaimsUnitApprove))
        {
            await AddAsync("claim", ClaimWorkflow.Checked, "报销单等待单位审批", $"/console/funds/claims?state={ClaimWorkflow.Checked}");
        }
        if (user.Has(Permissions.ClaimsFinanceApprove))
        {
            await AddAsync("claim", ClaimWorkflow.UnitApproved, "报销单等待财务审批", $"/console/funds/claims?state={ClaimWorkflow.UnitApproved}");
            await AddAsync("claim", ClaimWorkflow.Approved, "报销单待交财务处", $"/console/funds/claims?state={ClaimWorkflow.Approved}");
        }
        if (user.Has(Permissions.BudgetApprove))
        {
            await AddAsync("budget", BudgetWorkflow.Submitted, "预算等待批准", "/console/funds/budgets");
            await AddAsync("fund_move", MoveWorkflow.Asked, "调剂、结转或冲销等待批准", "/console/funds/moves");
        }
        if (user.Has(Permissions.ClaimsManage))
        {
            var returned = await session.QueryAsync<Claim>($"{Claim.Select} WHERE k.state = 'returned' AND k.applicant_id = @Account ORDER BY k.id DESC LIMIT 12", new { Account = user.AccountId ?? 0 });
            items.AddRange(returned.Select(c => new WorkItem(WorkKind.Stuck, $"{c.Number} {c.Title} 已退回，请修改", $"/console/funds/claims/{c.Number}")));
        }
        return items;

        async Task AddAsync(string table, string state, string text, string href)
        {
            var count = await session.ScalarAsync<int>($"SELECT count(*) FROM {table} WHERE state = @state", new { state });
            if (count > 0)
            {
                items.Add(new WorkItem(WorkKind.Waiting, text, href) { Count = count });
            }
        }
    }
}

/// <summary>Claims by number, matter, payee or invoice, among those the user may see.</summary>
internal sealed class ClaimSearch(ClaimQueries claims) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbSession session, string text, int limit, ICurrentUser user) => user.Has(Permissions.ClaimsView)
        ? [.. (await claims.ListAsync(session, new ClaimFilter { Q = text, Size = limit }, user)).Items.Select(c => new SearchHit("报销单", $"{c.Number} {c.Title}", $"{c.FundName}，{c.Total} 元，{c.ApplicantName}", $"/console/funds/claims/{c.Number}"))]
        : [];
}
