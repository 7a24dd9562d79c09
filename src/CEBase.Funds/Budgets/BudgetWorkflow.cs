using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>The life of a version: drafted by one person, approved by another, superseded by the next.</summary>
internal sealed class BudgetWorkflow(FundRepository funds, FundLedger ledger, IServiceProvider services, TimeProvider clock) : TableWorkflow<Budget>("budget", clock)
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

    public override WorkflowDefinition Definition { get; } = new(Budget.RecordType, "经费预算",
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

    protected override Task<Budget?> ReadAsync(DbScope db, long recordId) => BudgetRepository.FindAsync(db, recordId);

    protected override void Describe(StepSet<Budget> steps)
    {
        steps.On(Submit, Approve).Gate("预算细目与总额", FitsAsync);
        steps.On(Approve).Gate("由另一人批准", (step, b) => SecondPersonRule.Check(step.User.AccountId, (b.DraftedBy, "起草人"))).Then(PlanAsync);
    }

    /// <summary>Only one version of a fund is in force, and the database holds that: the one before goes first.</summary>
    public override async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to)
    {
        if (to == Approved && await db.ScalarAsync<long?>("SELECT id FROM budget WHERE state = 'approved' AND fund_id = (SELECT fund_id FROM budget WHERE id = @recordId)", new { recordId }) is { } before)
        {
            // An effect would come too late: the engine itself, which is made from the workflows, is asked before the move.
            await services.GetRequiredService<WorkflowEngine>().TakeAsync(db, new StepRequest(Budget.RecordType, before, Supersede), SystemUser.Instance);
        }
        return await base.MoveAsync(db, recordId, from, to);
    }

    /// <summary>The version fits its fund. In a write the fund is held before its lines, as the ledger holds them; the figures judged here stay as they are until the plan is posted.</summary>
    private async Task<IReadOnlyList<Finding>> FitsAsync(StepContext step, Budget budget)
    {
        var db = step.Db;
        if (db.Transaction is not null)
        {
            await db.FirstAsync<long>("SELECT id FROM fund WHERE id = @FundId" + db.Dialect.ForUpdate, new { budget.FundId });
            await db.QueryAsync<long>("SELECT id FROM fund_line WHERE fund_id = @FundId ORDER BY id" + db.Dialect.ForUpdate, new { budget.FundId });
        }
        return
        [
            .. BudgetRule.Check(new BudgetFacts((await funds.FindAsync(db, budget.FundId))!, budget, await BudgetRepository.ItemsAsync(db, budget.Id), await FundLineRepository.OfFundAsync(db, budget.FundId))),
        ];
    }

    /// <summary>Moves the plan of every line to what the version says, by entries of the difference; cuts first, so that the total is never passed on the way.</summary>
    private async Task PlanAsync(StepContext step, Budget budget)
    {
        var db = step.Db;
        var wanted = new Dictionary<long, Money>();
        foreach (var item in await BudgetRepository.ItemsAsync(db, budget.Id))
        {
            var line = await ledger.LineAsync(db, budget.FundId, item.Year, item.UseCode, item.Item, item.ClassId);
            wanted[line] = item.Amount;
            await db.ExecuteAsync("UPDATE fund_line SET from_month = @FromMonth, until_month = @UntilMonth WHERE id = @line", new { line, item.FromMonth, item.UntilMonth });
        }
        var lines = (await FundLineRepository.OfFundAsync(db, budget.FundId)).Where(l => l.Year >= budget.FromYear && l.Year <= budget.UntilYear).ToList();
        var changes = lines.Select(l => (Line: l, By: wanted.GetValueOrDefault(l.Id) - l.Planned)).Where(c => c.By != Money.Zero).OrderBy(c => c.By).ToList();
        await ledger.PostAsync(db,
            [.. changes.Select(c => new Posting(c.Line.Id, c.By < Money.Zero ? PostingKind.Cut : PostingKind.Plan, c.By < Money.Zero ? -c.By : c.By, EntrySources.Budget, budget.Id))], step.User);
    }
}
