namespace CEBase.Funds.Budgets;

/// <summary>Budgets and moves that somebody else asked for, before those who approve them.</summary>
internal sealed class BudgetWork(OverdueWork overdue) : IWorkProvider
{
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today) => !user.Has(Permissions.BudgetApprove) ? [] :
    [
        .. await overdue.ReadAsync(db, today, "预算待批准", FundsAddresses.Budgets, FundsAddresses.Budgets + "/{key}", $"""
            SELECT CAST(b.id AS text) AS key, f.name || '：' || b.title AS name, '第 ' || b.version_no || ' 版，' || b.drafted_by_name || '起草' AS note, b.state_since AS since
            FROM budget b JOIN fund f ON f.id = b.fund_id WHERE b.state = '{BudgetWorkflow.Submitted}'
            """),
        .. await overdue.ReadAsync(db, today, "调剂、结转或冲销待批准", FundsAddresses.Moves, FundsAddresses.Move("{key}"), $"""
            SELECT m.number AS key, m.number || ' ' || m.reason AS name, m.amount, m.asked_by_name || '申请' AS note, m.state_since AS since FROM fund_move m WHERE m.state = '{MoveWorkflow.Asked}'
            """),
    ];
}
