namespace CEBase.Funds.Reconciliation;

/// <summary>
/// A period's reconciliation: compared, signed by the base, signed by the finance office, closed. With the first signature its months and all that it
/// has counted are its own, so that no month, claim or carried item stands in two signed periods.
/// </summary>
[RestsOn("BJTU:38", How = "对账期间：基地与财务两方由不同的人签字后结账，同一个月、同一张单只在一个期间里签字")]
internal sealed class PeriodWorkflow : IWorkflow
{
    /// <summary>Record type.</summary>
    public const string RecordType = "ReconciliationMonth";

    public const string Open = "open";
    public const string BaseSigned = "base_signed";
    public const string Closed = "closed";

    /// <summary>The base signs.</summary>
    public const string SignForBase = "sign_base";

    /// <summary>The finance office signs and closes.</summary>
    public const string SignForFinance = "sign_finance";

    /// <summary>Back to comparing.</summary>
    public const string GiveBack = "give_back";

    public WorkflowDefinition Definition { get; } = new(RecordType, "对账期间",
        [new StateDefinition(Open, "核对中", StateTone.Waiting), new StateDefinition(BaseSigned, "基地已签", StateTone.Active), new StateDefinition(Closed, "已结账", StateTone.Done)],
        [
            new StepDefinition(SignForBase, "基地签字", [Open], BaseSigned, Permissions.SignForBase),
            new StepDefinition(SignForFinance, "财务签字并结账", [BaseSigned], Closed, Permissions.Reconcile),
            new StepDefinition(GiveBack, "退回核对", [BaseSigned], Open, Permissions.Reconcile) { AsksComment = true, IsGrave = true },
        ]);

    public Task<string?> ReadStateAsync(DbScope db, long recordId) =>
        db.ScalarAsync<string>($"SELECT state FROM reconciliation_month WHERE id = @recordId{(db.Transaction is null ? "" : db.Dialect.ForUpdate)}", new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) =>
        await db.ExecuteAsync("UPDATE reconciliation_month SET state = @to WHERE id = @recordId AND state = @from", new { recordId, from, to }) > 0;

    public async Task ApplyAsync(StepContext step)
    {
        var (db, id) = (step.Session, step.RecordId);
        switch (step.Step.Name)
        {
            case SignForBase:
                await ClosedMonths.SignAsync(db, await PeriodAsync(db, id), id);
                await CountAsync(db, id);
                await db.ExecuteAsync("UPDATE reconciliation_month SET base_signer_id = @AccountId WHERE id = @id", new { id, step.User.AccountId });
                break;
            case GiveBack:
                await ClosedMonths.FreeAsync(db, id);
                await db.ExecuteAsync("DELETE FROM reconciliation_counted WHERE period_id = @id", new { id });
                await db.ExecuteAsync("UPDATE reconciliation_month SET base_signer_id = NULL WHERE id = @id", new { id });
                break;
        }
    }

    /// <summary>What the period counts, as it is kept when it is signed.</summary>
    public static IReadOnlyList<string> CountedOf(IEnumerable<PeriodEntry> entries) =>
    [
        .. entries.Where(e => e.Position is not null && (e.Side == Side.Own || e.CarriedFrom is not null))
            .Select(e => e.CarriedFrom is { } from ? EntryKeys.Counted(from) : EntryKeys.Counted(e.Part, e.Number, e.Amount)).Distinct().Order(StringComparer.Ordinal),
    ];

    private static async Task CountAsync(DbScope db, long id)
    {
        foreach (var key in CountedOf(await PeriodRepository.EntriesAsync(db, id)))
        {
            if (await db.ExecuteAsync("INSERT INTO reconciliation_counted (entry_key, period_id) VALUES (@key, @id) ON CONFLICT DO NOTHING", new { key, id }) == 0)
            {
                throw new Refusal("entry_counted", "本期的一笔刚刚在另一个期间的对账里签字。请重新核对后再签字。") { Status = 409 };
            }
        }
    }

    private static async Task<AccountingPeriod> PeriodAsync(DbScope db, long id) =>
        AccountingPeriod.OfKey((await db.ScalarAsync<string>("SELECT month FROM reconciliation_month WHERE id = @id", new { id }))!);
}
