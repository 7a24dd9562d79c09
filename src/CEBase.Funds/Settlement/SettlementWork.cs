using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;

namespace CEBase.Funds.Settlement;

/// <summary>Settlements that wait for this user's signature.</summary>
internal sealed class SettlementWork : IWorkProvider
{
    private const int Shown = 12;

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbSession session, ICurrentUser user, DateOnly today)
    {
        var items = new List<WorkItem>();
        if (user.Has(Permissions.ClaimsFinanceApprove))
        {
            await AddAsync(SettlementWorkflow.Submitted, "经费决算等待财务核对");
        }
        if (user.Has(Permissions.ClaimsUnitApprove))
        {
            await AddAsync(SettlementWorkflow.Confirmed, "经费决算等待负责人签字");
        }
        return items;

        async Task AddAsync(string state, string what)
        {
            var classes = await session.QueryAsync<string>(
                "SELECT c.class_no FROM class_settlement s JOIN training_class c ON c.id = s.class_id WHERE s.state = @state ORDER BY c.class_no LIMIT @Shown", new { state, Shown });
            items.AddRange(classes.Select(no => new WorkItem(WorkKind.Waiting, $"{no} 班{what}", $"/console/classes/{no}/settlement")));
        }
    }
}
