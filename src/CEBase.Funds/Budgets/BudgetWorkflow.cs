using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>The life of a version: drafted by one person, approved by another, superseded by the next.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="services">For the engine itself, which is made from the workflows.</param>
/// <param name="clock">The clock.</param>
internal sealed class BudgetWorkflow(FundLedger ledger, IServiceProvider services, TimeProvider clock) : IWorkflow
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Approved = "approved";
    public const string Superseded = "superseded";
    public const string Cancelled = "cancelled";

    public const string Submit = "submit";
    public const string Approve = "approve";
    public const string Return = "return";
    public const string Supersede = "supersede";
    public const string Cancel = "cancel";

    public WorkflowDefinition Definition { get; } = new(Budget.RecordType, "经费预算",
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Submitted, "待批准", StateTone.Waiting),
        new(Approved, "执行中", StateTone.Done),
        new(Superseded, "已被新版取代", StateTone.Quiet),
        new(Cancelled, "已作废", StateTone.Stopped),
    ],
    [
        new(Submit, "提交批准", [Draft], Submitted, Permissions.BudgetManage),
        new(Approve, "批准预算", [Submitted], Approved, Permissions.BudgetApprove),
        new(Return, "退回修改", [Submitted], Draft, Permissions.BudgetApprove) { AsksComment = true },
        new(Supersede, "由新版取代", [Approved], Superseded, Permissions.BudgetApprove) { IsAutomatic = true },
        new(Cancel, "作废草稿", [Draft], Cancelled, Permissions.BudgetManage) { AsksComment = true, IsGrave = true },
    ]);

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM budget WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to)
    {
        if (to == Approved)
        {
            await RetireAsync(db, recordId);
        }
        return await db.ExecuteAsync("UPDATE budget SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from",
            new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;
    }

    public Task ApplyAsync(StepContext step) => step.Step.Name == Approve ? PlanAsync(step.Session, step.RecordId, step.User) : Task.CompletedTask;

    /// <summary>Only one version of a fund is in force, and the database holds that: the one before goes first.</summary>
    private async Task RetireAsync(DbScope db, long recordId)
    {
        var before = await db.ScalarAsync<long?>("""
            SELECT id FROM budget WHERE state = 'approved' AND fund_id = (SELECT fund_id FROM budget WHERE id = @recordId)
            """, new { recordId });
        if (before is { } id)
        {
            await services.GetRequiredService<WorkflowEngine>().TakeAsync(db, new StepRequest(Budget.RecordType, id, Supersede), SystemUser.Instance);
        }
    }

    /// <summary>Moves the plan of every line to what the version says, by entries of the difference; cuts first, so that the total is never passed on the way.</summary>
    private async Task PlanAsync(DbScope db, long budgetId, ICurrentUser user)
    {
        var budget = (await BudgetRepository.FindAsync(db, budgetId))!;
        var wanted = new Dictionary<long, Money>();
        foreach (var item in await BudgetRepository.ItemsAsync(db, budgetId))
        {
            var line = await ledger.LineAsync(db, budget.FundId, item.Year, item.UseCode, item.Item, item.ClassId);
            wanted[line] = item.Amount;
            await db.ExecuteAsync("UPDATE fund_line SET from_month = @FromMonth, until_month = @UntilMonth WHERE id = @line", new { line, item.FromMonth, item.UntilMonth });
        }
        var lines = (await FundLineRepository.OfFundAsync(db, budget.FundId)).Where(l => l.Year >= budget.FromYear && l.Year <= budget.UntilYear).ToList();
        var changes = lines.Select(l => (Line: l, By: wanted.GetValueOrDefault(l.Id) - l.Planned)).Where(c => c.By != Money.Zero).OrderBy(c => c.By).ToList();
        await ledger.PostAsync(db,
            [.. changes.Select(c => new Posting(c.Line.Id, c.By < Money.Zero ? PostingKind.Cut : PostingKind.Plan, c.By < Money.Zero ? -c.By : c.By, EntrySources.Budget, budgetId))], user);
    }
}

/// <summary>The version fits its fund.</summary>
internal abstract class BudgetGate(FundRepository funds, string step) : IStepGate
{
    public string RecordType => Budget.RecordType;

    public string Step { get; } = step;

    public string Label => "预算细目与总额";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        if (await BudgetRepository.FindAsync(step.Session, step.RecordId) is not { } budget)
        {
            return [];
        }
        if (step.Session.Transaction is not null)
        {
            // The fund before its lines, as the ledger holds them; the figures judged here stay as they are until the plan is posted.
            await step.Session.FirstAsync<long>("SELECT id FROM fund WHERE id = @FundId" + step.Session.Dialect.ForUpdate, new { budget.FundId });
            await step.Session.QueryAsync<long>("SELECT id FROM fund_line WHERE fund_id = @FundId ORDER BY id" + step.Session.Dialect.ForUpdate, new { budget.FundId });
        }
        var facts = new BudgetFacts((await funds.FindAsync(step.Session, budget.FundId))!, budget, await BudgetRepository.ItemsAsync(step.Session, budget.Id),
            await FundLineRepository.OfFundAsync(step.Session, budget.FundId));
        return [.. BudgetRule.Check(facts)];
    }
}

/// <summary>Before it is handed in.</summary>
internal sealed class SubmitBudgetGate(FundRepository funds) : BudgetGate(funds, BudgetWorkflow.Submit);

/// <summary>Before it takes effect.</summary>
internal sealed class ApproveBudgetGate(FundRepository funds) : BudgetGate(funds, BudgetWorkflow.Approve);

/// <summary>Who drafted it doesn't approve it.</summary>
internal sealed class BudgetApproverGate : IStepGate
{
    public string RecordType => Budget.RecordType;

    public string Step => BudgetWorkflow.Approve;

    public string Label => "由另一人批准";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) =>
        await BudgetRepository.FindAsync(step.Session, step.RecordId) is { } budget ? [.. SecondPersonRule.Check(step.User.AccountId, (budget.DraftedBy, "起草人"))] : [];
}
