namespace CEBase.Funds.Reconciliation;

/// <summary>
/// A period's reconciliation: compared, signed by the base, signed by the finance office, closed. With the first signature its months and all that it
/// has counted are its own, so that no month, claim or carried item stands in two signed periods.
/// </summary>
[RestsOn("BJTU:38", How = "对账期间：基地与财务两方由不同的人签字后结账，同一个月、同一张单只在一个期间里签字")]
internal sealed class PeriodWorkflow(PeriodSigning signing, TimeProvider clock) : TableWorkflow<ReconciliationPeriod>("reconciliation_month", clock)
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

    public static IReadOnlyList<StateDefinition> States { get; } =
        [new(Open, "核对中", StateTone.Waiting), new(BaseSigned, "基地已签", StateTone.Active), new(Closed, "已结账", StateTone.Done)];

    public override WorkflowDefinition Definition { get; } = new(RecordType, "对账期间", States,
        [
            new StepDefinition(SignForBase, "基地签字", [Open], BaseSigned, Permissions.SignForBase),
            new StepDefinition(SignForFinance, "财务签字并结账", [BaseSigned], Closed, Permissions.Reconcile),
            new StepDefinition(GiveBack, "退回核对", [BaseSigned], Open, Permissions.Reconcile) { AsksComment = true, IsGrave = true },
        ]);

    protected override string? SinceColumn => null;

    /// <summary>As shown.</summary>
    public static StateDefinition StateOf(string state) => States.First(s => s.Name == state);

    protected override Task<ReconciliationPeriod?> ReadAsync(DbScope db, long recordId) => PeriodRepository.FindAsync(db, recordId);

    protected override void Describe(StepSet<ReconciliationPeriod> steps)
    {
        steps.On(SignForBase)
            .Gate("推定、差异说明与签字人", typeof(SignRule), (step, period) => signing.JudgeAsync(step.Db, period, step.User.AccountId))
            .Then(async (step, period) =>
            {
                await ClosedMonths.SignAsync(step.Db, period.Period, period.Id);
                await CountAsync(step.Db, period.Id);
                await step.Db.ExecuteAsync("UPDATE reconciliation_month SET base_signer_id = @AccountId WHERE id = @Id", new { period.Id, step.User.AccountId });
            });
        // What the base has passed with a reason is shown; only unexplained differences are asked of both.
        steps.On(SignForFinance).Gate("推定、差异说明与签字人", typeof(SignRule), async (step, period) =>
        [
            .. (await signing.JudgeAsync(step.Db, period, step.User.AccountId)).Select(f => f.Severity == Severity.Review && f.Rule != "funds.unexplained"
                ? f with { Severity = Severity.Note, Sentence = f.Sentence + "（基地签字时已写明理由）" } : f),
        ]);
        steps.On(GiveBack).Then(async (step, period) =>
        {
            await ClosedMonths.FreeAsync(step.Db, period.Id);
            await step.Db.ExecuteAsync("DELETE FROM reconciliation_counted WHERE period_id = @Id", new { period.Id });
            await step.Db.ExecuteAsync("UPDATE reconciliation_month SET base_signer_id = NULL WHERE id = @Id", new { period.Id });
        });
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
}
