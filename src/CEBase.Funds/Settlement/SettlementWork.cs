namespace CEBase.Funds.Settlement;

/// <summary>Settlements that wait for this user's signature.</summary>
internal sealed class SettlementWork(OverdueWork overdue) : IWorkProvider
{
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var items = new List<WorkItem>();
        if (user.Has(Permissions.ClaimsFinanceApprove))
        {
            await AddAsync(SettlementWorkflow.Submitted, "经费决算待财务核对", "submitted");
        }
        if (user.Has(Permissions.ClaimsUnitApprove))
        {
            await AddAsync(SettlementWorkflow.Confirmed, "经费决算待负责人签字", "confirmed");
        }
        return items;

        async Task AddAsync(string state, string text, string by) => items.AddRange(await overdue.ReadAsync(db, today, text, null, FundsAddresses.Settlement("{key}"), $"""
            SELECT c.class_no AS key, c.class_no || ' ' || c.name AS name, s.total AS amount, s.{by}_by_name || '{(by == "submitted" ? "提交" : "已核对")}' AS note, s.{by}_at AS since
            FROM class_settlement s JOIN published_training_class c ON c.id = s.class_id WHERE s.state = '{state}'
            """));
    }
}
