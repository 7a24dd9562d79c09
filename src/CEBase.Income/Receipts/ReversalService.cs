using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>Takes a receipt off the bill it was put to by mistake: the bill owes again, the money waits again, and both rows stay.</summary>
[RestsOn("BJTU:38", How = "到账记录只增不改，认错的另记一笔冲正，款项回到待认领")]
internal sealed class ReversalService(IEnumerable<IReceiptSource> sources, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    public const string Series = "CZ";

    /// <summary>What stands on the receipt now.</summary>
    public static async Task<ReversalFacts> FactsAsync(DbScope db, Receipt receipt)
    {
        var bill = (await Receivable.FindAsync(db, receipt.ReceivableId))!;
        var open = await db.FirstAsync<string>("SELECT number FROM refund WHERE receivable_id = @Id AND state IN ('asked', 'approved')", new { bill.Id });
        var back = await db.FirstAsync<string>("SELECT f.number FROM refund_part p JOIN refund f ON f.id = p.refund_id WHERE p.receipt_id = @Id AND f.state = 'paid' ORDER BY f.id LIMIT 1", new { receipt.Id });
        var invoice = bill.PayerKind == PayerKind.Learner && bill.InvoiceId is { } id ? await db.FirstAsync<string>("SELECT invoice_no FROM invoice WHERE id = @id", new { id }) : null;
        return new ReversalFacts(receipt.IsReversed, back, open, invoice);
    }

    /// <summary>Asks for the reversal.</summary>
    /// <exception cref="Refusal"><c>not_yours</c>, <c>reason_missing</c>, <c>reversal_open</c>, what the rule blocks.</exception>
    public async Task<ReversalRequest> AskAsync(DbScope db, string receiptNumber, string? reason, ICurrentUser user)
    {
        if (!user.Has(Permissions.ReceiptsRecord))
        {
            throw new Refusal("not_yours", "到账冲正由财务人员申请。") { Status = 403 };
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "请写明认错在哪里，批准人据此判断。") { Field = "Reason" };
        }
        await DocumentNumbers.LockAsync(db, Series, clock.Today().Year);
        var receipt = await Receipt.FindAsync(db, receiptNumber) ?? throw Refusal.NotFound($"没有编号为 {receiptNumber} 的到账。");
        if (await ReversalRequest.OfReceiptAsync(db, receipt.Id) is { State: ReversalWorkflow.Asked } open)
        {
            throw new Refusal("reversal_open", $"这笔到账已由{open.AskedByName}申请冲正（{open.Number}），等待另一人批准。") { Status = 409 };
        }
        if (ReversalRule.Check(await FactsAsync(db, receipt)).FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw new Refusal(stop.Rule, stop.Sentence) { Status = 409 };
        }
        var id = await db.InsertAsync("""
            INSERT INTO reversal_request (number, state, state_since, receipt_id, reason, asked_by, asked_by_name, asked_at)
            VALUES (@number, 'asked', @Now, @ReceiptId, @Reason, @AccountId, @DisplayName, @Now)
            """, new
        {
            number = await DocumentNumbers.NextAsync(db, Series, clock.Today().Year), Now = clock.GetUtcNow(), ReceiptId = receipt.Id, Reason = reason.Trim(), user.AccountId, user.DisplayName,
        });
        await trace.AppendAsync(db, new TraceEntry(ReversalRequest.RecordType, id, "receipt_reversal_ask") { To = ReversalWorkflow.Asked, Comment = reason.Trim() }, user);
        return (await ReversalRequest.FindAsync(db, id))!;
    }

    /// <summary>Reverses the receipt of an approved request, once: the money waits again, the bill owes again.</summary>
    public async Task ReverseAsync(DbScope db, long requestId, ICurrentUser user)
    {
        var request = (await ReversalRequest.FindAsync(db, requestId))!;
        var receipt = (await Receipt.FindAsync(db, request.ReceiptId))!;
        // The money before the bill, as wherever both are held.
        await sources.Single(s => s.Means == receipt.Means).ReopenAsync(db, receipt, user);
        await db.FirstAsync<string>("SELECT state FROM receivable WHERE id = @ReceivableId" + db.Dialect.ForUpdate, new { receipt.ReceivableId });
        if (await db.ExecuteAsync("UPDATE receivable SET received = received - @Amount, version = version + 1 WHERE id = @ReceivableId AND received - @Amount >= refunded",
            new { receipt.ReceivableId, receipt.Amount }) == 0)
        {
            throw new Refusal(ReversalRule.Refunded, $"{receipt.BillNumber} 退过费，余下的款项不足 {receipt.Amount} 元，不能冲正。") { Status = 409 };
        }
        await db.ExecuteAsync("""
            INSERT INTO receipt_reversal (receipt_id, request_id, amount, reversed_at, reversed_by, reversed_by_name) VALUES (@ReceiptId, @requestId, @Amount, @Now, @AccountId, @DisplayName)
            """, new { ReceiptId = receipt.Id, requestId, receipt.Amount, Now = clock.GetUtcNow(), user.AccountId, user.DisplayName });
        await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, receipt.ReceivableId, "receipt_reverse") { Comment = $"{receipt.Number}，{receipt.Amount} 元，{request.Number}：{request.Reason}" }, user);
        var bill = (await Receivable.FindAsync(db, receipt.ReceivableId))!;
        if (bill.State == ReceivableWorkflow.Settled)
        {
            await engine.TakeOrRefuseAsync(db, Receivable.RecordType, bill.Id, ReceivableWorkflow.Reopen, request.Number);
        }
        else if (bill.State == ReceivableWorkflow.Cancelled && bill.LeftOn is not null && bill.Received < bill.Owed)
        {
            await engine.TakeOrRefuseAsync(db, Receivable.RecordType, bill.Id, ReceivableWorkflow.Owe, request.Number);
        }
    }
}
