using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.Settlement;

/// <summary>The settlement goes from the adviser to finance to a leader, three persons. Its record number is the class's.</summary>
internal sealed class SettlementWorkflow(SettlementReader reader, IClassDirectory classes, Trace trace, TimeProvider clock) : IWorkflow
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

    public WorkflowDefinition Definition { get; } = new(ClassSettlement.RecordType, "班级经费决算",
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
    public async Task<string?> ReadStateAsync(DbScope db, long recordId)
    {
        if (db.Transaction is not null)
        {
            return await SettlementRepository.HoldAsync(db, recordId);
        }
        return await db.FirstAsync<string>("SELECT coalesce(s.state, 'open') FROM published_training_class c LEFT JOIN class_settlement s ON s.class_id = c.id WHERE c.id = @recordId", new { recordId });
    }

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) =>
        await db.ExecuteAsync("UPDATE class_settlement SET state = @to WHERE class_id = @recordId AND state = @from", new { recordId, from, to }) == 1;

    public async Task<bool> MayActAsync(DbScope db, long recordId, ICurrentUser user) => ExpenseAccess.SeesAll(user) || await ExpenseAccess.SeesClassAsync(db, recordId, user);

    public async Task ApplyAsync(StepContext step)
    {
        var (db, id) = (step.Session, step.RecordId);
        if (step.Step.Name == Submit)
        {
            await KeepAsync(db, id);
        }
        if (step.Step.Name == Sign)
        {
            await trace.AppendAsync(db, new TraceEntry(ClassSettlement.RecordType, id, SheetAct) { Attachments = [(await SettlementRepository.OfAsync(db, id)).SheetHash] }, step.User);
        }
        await db.ExecuteAsync(step.Step.Name switch
        {
            Submit => "UPDATE class_settlement SET submitted_by = @AccountId, submitted_by_name = @DisplayName, submitted_at = @Now WHERE class_id = @id",
            Confirm => "UPDATE class_settlement SET confirmed_by = @AccountId, confirmed_by_name = @DisplayName, confirmed_at = @Now WHERE class_id = @id",
            Sign => "UPDATE class_settlement SET signed_by = @AccountId, signed_by_name = @DisplayName, signed_at = @Now WHERE class_id = @id",
            _ => """
                UPDATE class_settlement SET total = 0, submitted_by = NULL, submitted_by_name = '', submitted_at = NULL, confirmed_by = NULL, confirmed_by_name = '', confirmed_at = NULL,
                  signed_by = NULL, signed_by_name = '', signed_at = NULL, sheet = '', sheet_hash = '' WHERE class_id = @id
                """,
        }, new { id, step.User.AccountId, step.User.DisplayName, Now = clock.GetUtcNow() });
    }

    /// <summary>The sheet as it is now is what the three sign.</summary>
    private async Task KeepAsync(DbScope db, long id)
    {
        var sheet = SettledSheet.Of(await reader.OfAsync(db, (await classes.GetAsync(db, [id]))[0]));
        var json = sheet.Write();
        await db.ExecuteAsync("UPDATE class_settlement SET total = @Total, sheet = @json, sheet_hash = @Hash WHERE class_id = @id", new { id, sheet.Total, json, Hash = SettledSheet.HashOf(json) });
    }
}

/// <summary>The costs are settled, at each of the three signatures.</summary>
internal abstract class SettledGate(string step, SettlementReader reader, IClassDirectory classes) : IStepGate
{
    public string RecordType => ClassSettlement.RecordType;

    public string Step { get; } = step;

    public string Label => "报销办结与人天成本";

    public IReadOnlyList<Type> Rules => [typeof(SettlementRule)];

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext context)
    {
        if ((await classes.GetAsync(context.Session, [context.RecordId])).FirstOrDefault() is not { } card)
        {
            return [];
        }
        var view = await reader.OfAsync(context.Session, card);
        return [.. SettlementRule.Check(view.Facts, await SettlementReader.IsEmptyAsync(context.Session, card.Id)), .. SettlementRule.Unchanged(Unsigned(view))];
    }

    /// <summary>Income may come in while a settlement waits; costs and person-days may not move.</summary>
    private static IReadOnlyList<string> Unsigned(SettlementView view) => view.Record.Settled is { } settled ? [.. settled.CostChanges(SettledSheet.Of(view))] : view.Changes;
}

/// <summary>Before handing in.</summary>
internal sealed class SubmitSettlementGate(SettlementReader reader, IClassDirectory classes) : SettledGate(SettlementWorkflow.Submit, reader, classes);

/// <summary>Before finance confirms.</summary>
internal sealed class ConfirmSettlementGate(SettlementReader reader, IClassDirectory classes) : SettledGate(SettlementWorkflow.Confirm, reader, classes);

/// <summary>Before a leader signs.</summary>
internal sealed class SignSettlementGate(SettlementReader reader, IClassDirectory classes) : SettledGate(SettlementWorkflow.Sign, reader, classes);

/// <summary>Finance isn't who handed it in.</summary>
internal sealed class SettlementConfirmerGate : IStepGate
{
    public string RecordType => ClassSettlement.RecordType;

    public string Step => SettlementWorkflow.Confirm;

    public string Label => "由另一人核对";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) =>
        [.. SecondPersonRule.Check(step.User.AccountId, ((await SettlementRepository.OfAsync(step.Session, step.RecordId)).SubmittedBy, "提交人"))];
}

/// <summary>The leader is a third person.</summary>
internal sealed class SettlementSignerGate : IStepGate
{
    public string RecordType => ClassSettlement.RecordType;

    public string Step => SettlementWorkflow.Sign;

    public string Label => "由第三人签字";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var record = await SettlementRepository.OfAsync(step.Session, step.RecordId);
        return [.. SecondPersonRule.Check(step.User.AccountId, (record.SubmittedBy, "提交人"), (record.ConfirmedBy, "核对人"))];
    }
}
