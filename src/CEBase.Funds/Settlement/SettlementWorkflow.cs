using CEBase.Funds.Expenses;

namespace CEBase.Funds.Settlement;

/// <summary>The settlement goes from the adviser to finance to a leader, three persons. Its record number is the class's.</summary>
internal sealed class SettlementWorkflow(SettlementReader reader, IClassDirectory classes, Trace trace, TimeProvider clock) : TableWorkflow<ClassSettlement>("class_settlement", clock)
{
    /// <summary>The trace that holds the hash of the sheet that was signed.</summary>
    public const string SheetAct = "settlement_sheet";

    public const string Open = "open";
    public const string Submitted = "submitted";
    public const string Confirmed = "confirmed";
    public const string Signed = "signed";

    public const string Submit = "submit";
    public const string Confirm = "confirm";
    public const string Sign = "sign";
    public const string Return = "return";
    public const string SignReturn = "sign-return";
    public const string Reopen = "reopen";

    private readonly TimeProvider _clock = clock;

    public override WorkflowDefinition Definition { get; } = new(ClassSettlement.RecordType, "班级经费决算",
    [
        new(Open, "未办理", StateTone.Quiet),
        new(Submitted, "待财务核对", StateTone.Waiting),
        new(Confirmed, "待负责人签字", StateTone.Waiting),
        new(Signed, "已签字", StateTone.Done),
    ],
    [
        new(Submit, "提交决算", [Open], Submitted, Permissions.ClaimsManage),
        new(Confirm, "财务核对无误", [Submitted], Confirmed, Permissions.ClaimsFinanceApprove),
        new(Sign, "负责人签字", [Confirmed], Signed, Permissions.ClaimsUnitApprove),
        new(Return, "退回", [Submitted], Open, Permissions.ClaimsFinanceApprove) { AsksComment = true, IsGrave = true },
        new(SignReturn, "退回重办", [Confirmed], Open, Permissions.ClaimsUnitApprove) { AsksComment = true, IsGrave = true },
        new(Reopen, "重新办理", [Signed], Open, Permissions.ClaimsFinanceApprove) { AsksComment = true, IsGrave = true },
    ]);

    /// <summary>Every class has a settlement, open until somebody hands it in.</summary>
    public override async Task<string?> ReadStateAsync(DbScope db, long recordId) => db.Transaction is not null
        ? await SettlementRepository.HoldAsync(db, recordId)
        : await db.FirstAsync<string>("SELECT coalesce(s.state, 'open') FROM published_training_class c LEFT JOIN class_settlement s ON s.class_id = c.id WHERE c.id = @recordId", new { recordId });

    public override async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) =>
        await db.ExecuteAsync("UPDATE class_settlement SET state = @to WHERE class_id = @recordId AND state = @from", new { recordId, from, to }) == 1;

    protected override async Task<ClassSettlement?> ReadAsync(DbScope db, long recordId) => await SettlementRepository.OfAsync(db, recordId);

    protected override Task<bool> MayActAsync(DbScope db, ClassSettlement record, ICurrentUser user) => ExpenseAccess.SeesClassAsync(db, record.ClassId, user);

    protected override void Describe(StepSet<ClassSettlement> steps)
    {
        steps.On(Submit, Confirm, Sign).Gate("报销办结与人天成本", typeof(SettlementRule), SettledAsync);
        steps.On(Confirm).Gate("由另一人核对", (step, s) => SecondPersonRule.Check(step.User.AccountId, (s.SubmittedBy, "提交人")));
        steps.On(Sign).Gate("由第三人签字", (step, s) => SecondPersonRule.Check(step.User.AccountId, (s.SubmittedBy, "提交人"), (s.ConfirmedBy, "核对人")));
        steps.On(Submit).Then((step, s) => StoreSheetAsync(step.Db, s.ClassId)).Then((step, s) => SignedAsync(step, s, "submitted"));
        steps.On(Confirm).Then((step, s) => SignedAsync(step, s, "confirmed"));
        steps.On(Sign)
            .Then((step, s) => trace.AppendAsync(step.Db, new TraceEntry(ClassSettlement.RecordType, s.ClassId, SheetAct) { Attachments = [s.SheetHash] }, step.User))
            .Then((step, s) => SignedAsync(step, s, "signed"));
        steps.On(Return, SignReturn, Reopen).Then((step, s) => step.Db.ExecuteAsync("""
            UPDATE class_settlement SET total = 0, submitted_by = NULL, submitted_by_name = '', submitted_at = NULL, confirmed_by = NULL, confirmed_by_name = '', confirmed_at = NULL,
              signed_by = NULL, signed_by_name = '', signed_at = NULL, sheet = '', sheet_hash = '' WHERE class_id = @ClassId
            """, new { s.ClassId }));
    }

    /// <summary>The costs are settled, at each of the three signatures. Income may come in while a settlement waits; costs and person-days may not move.</summary>
    private async Task<IReadOnlyList<Finding>> SettledAsync(StepContext step, ClassSettlement record)
    {
        if ((await classes.GetAsync(step.Db, [record.ClassId])).FirstOrDefault() is not { } card)
        {
            return [];
        }
        var view = await reader.OfAsync(step.Db, card);
        IReadOnlyList<string> unsigned = view.Record.Settled is { } settled ? [.. settled.CostChanges(SettledSheet.Of(view))] : view.Changes;
        return [.. SettlementRule.Check(view.Facts, await SettlementReader.IsEmptyAsync(step.Db, card.Id)), .. SettlementRule.Unchanged(unsigned)];
    }

    private Task SignedAsync(StepContext step, ClassSettlement record, string by) => step.Db.ExecuteAsync(
        $"UPDATE class_settlement SET {by}_by = @AccountId, {by}_by_name = @DisplayName, {by}_at = @Now WHERE class_id = @ClassId",
        new { record.ClassId, step.User.AccountId, step.User.DisplayName, Now = _clock.GetUtcNow() });

    /// <summary>The sheet as it is now is what the three sign.</summary>
    private async Task StoreSheetAsync(DbScope db, long id)
    {
        var sheet = SettledSheet.Of(await reader.OfAsync(db, (await classes.GetAsync(db, [id]))[0]));
        var json = sheet.Write();
        await db.ExecuteAsync("UPDATE class_settlement SET total = @Total, sheet = @json, sheet_hash = @Hash WHERE class_id = @id", new { id, sheet.Total, json, Hash = SettledSheet.HashOf(json) });
    }
}
