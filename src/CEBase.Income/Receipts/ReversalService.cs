using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>Asks for a receipt to be taken off the bill it was put to by mistake; another person approves it.</summary>
internal sealed class ReversalService(ReceiptRepository receipts, ReversalRepository reversals, Trace trace, TimeProvider clock)
{
    public const string Series = "CZ";

    /// <exception cref="Refusal"><c>not_allowed</c>, <c>reason_missing</c>, <c>reversal_open</c>, what the rule blocks.</exception>
    public async Task<ReversalRequest> AskAsync(DbScope db, string receiptNumber, string? reason, ICurrentUser user)
    {
        user.Demand(Permissions.ReceiptsRecord, "到账冲正由财务人员申请。");
        Field.Check(!string.IsNullOrWhiteSpace(reason), "reason_missing", "Reason", "请写明认错在哪里，批准人据此判断。");
        await DocumentNumbers.LockAsync(db, Series, clock.Today().Year);
        var receipt = await receipts.FindAsync(db, receiptNumber) ?? throw Refusal.NotFound($"没有编号为 {receiptNumber} 的到账。");
        if (await reversals.OfReceiptAsync(db, receipt.Id) is { State: ReversalWorkflow.Asked } open)
        {
            throw new Refusal("reversal_open", $"这笔到账已由{open.AskedByName}申请冲正（{open.Number}），等待另一人批准。") { Status = 409 };
        }
        ReversalRule.Check(await reversals.FactsAsync(db, receipt)).RefuseIfBlocked();
        var id = await reversals.InsertAsync(db, receipt.Id, await DocumentNumbers.NextAsync(db, Series, clock.Today().Year), reason!.Trim(), user, clock.GetUtcNow());
        await trace.AppendAsync(db, new TraceEntry(ReversalRequest.RecordType, id, "receipt_reversal_ask") { To = ReversalWorkflow.Asked, Comment = reason.Trim() }, user);
        return (await reversals.FindAsync(db, id))!;
    }
}
