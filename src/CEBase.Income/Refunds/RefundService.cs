using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.Refunds;

/// <summary>What the rule gives for a bill today.</summary>
internal sealed record RefundOffer(RefundGround Ground, RefundSum Sum, IReadOnlyList<Finding> Findings)
{
    public bool MayAsk => Findings.All(f => f.Severity != Severity.Block);
}

/// <summary>Gathers the facts of a refund, asks for it, and writes down that it was paid back.</summary>
[RestsOn("BJTU:35", How = "退费一人申请、另一人批准，金额按规则算出，退回原付款人")]
internal sealed class RefundService(RefundRepository refunds, ReceivableRepository bills, ReceiptRepository receipts, RefundFactsReader facts, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    public const string Series = "TF";

    /// <summary>What would be paid back, with what stands in the way.</summary>
    public async Task<RefundOffer> OfferAsync(DbScope db, Receivable bill)
    {
        var known = await facts.OfAsync(db, bill, bill.LeftOn ?? bill.StateSince.ChinaDay());
        var (ground, sum) = (known.Ground, RefundRule.Of(known));
        var hasLeft = !bill.IsLiving || ground is RefundGround.ContractReduced or RefundGround.ClassCancelled;
        return new RefundOffer(ground, sum, [.. RefundRule.Check(hasLeft, bill.Kept, sum)]);
    }

    /// <summary>Asks for the refund that the rule gives.</summary>
    /// <exception cref="Refusal">What the rule blocks; <c>refund_open</c> when one is under way; no reason.</exception>
    public async Task<Refund> AskAsync(DbScope db, string billNumber, string? reason, string? requestKey, ICurrentUser user)
    {
        await DocumentNumbers.LockAsync(db, Series, clock.Today().Year);
        if (requestKey is not null && await refunds.OfRequestAsync(db, requestKey) is { } before)
        {
            return before;
        }
        Field.Check(!string.IsNullOrWhiteSpace(reason), "reason_missing", "Reason", "请写明退费的情况，批准人据此判断。");
        var found = await bills.FindAsync(db, billNumber) ?? throw Refusal.NotFound($"没有编号为 {billNumber} 的缴费通知。");
        var bill = (await bills.LockAsync(db, found.Id))!;
        Clash.When((await refunds.OfBillAsync(db, bill.Id)).Any(r => r.IsUnderWay), "refund_open", "这张缴费通知已有退费在办理。");
        var offer = await OfferAsync(db, bill);
        offer.Findings.RefuseIfBlocked();
        return await InsertAsync(db, bill, offer, reason!.Trim(), requestKey, user);
    }

    /// <summary>Finance has paid it back.</summary>
    /// <exception cref="Refusal">
    /// A value is missing; the day lies before the request; the number is known (<c>refund_no_taken</c>); another number or day is kept already
    /// (<c>kept_differs</c>); a gate stops it.
    /// </exception>
    public async Task PayAsync(DbScope db, string number, string? paidNo, DateOnly? paidOn, ICurrentUser user)
    {
        var no = (paidNo ?? "").Trim();
        Field.Check(no.Length is > 0 and <= 100, "required", "PaidNo", "请填写财务退款流水号。");
        Field.Check(paidOn is not null && paidOn <= clock.Today(), "required", "PaidOn", "请填写退款日期，不晚于今天。");
        var day = paidOn!.Value;
        var refund = await refunds.LockAsync(db, number);
        if (refund.State == RefundWorkflow.Paid)
        {
            WriteOnce.Same("已登记退款", ("退款流水号", refund.PaidNo!, no, "PaidNo"), ("退款日期", refund.PaidOn!.Value.InTable(), day.InTable(), "PaidOn"));
            return;
        }
        Field.Check(day >= refund.AskedAt.ChinaDay(), "day_range", "PaidOn", $"退款日期不能早于申请退费的 {refund.AskedAt.ChinaDay().InTable()}。");
        if (await refunds.BearerOfAsync(db, no, but: refund.Id) is { } taken)
        {
            throw new Refusal("refund_no_taken", $"退款流水号 {no} 已登记在 {taken}。") { Field = "PaidNo", Status = 409 };
        }
        await refunds.SetPaidAsync(db, refund.Id, no, day);
        await engine.TakeOrRefuseAsync(db, Refund.RecordType, refund.Id, RefundWorkflow.Pay, $"流水号 {no}。", user);
    }

    private async Task<Refund> InsertAsync(DbScope db, Receivable bill, RefundOffer offer, string reason, string? requestKey, ICurrentUser user)
    {
        var number = await DocumentNumbers.NextAsync(db, Series, clock.Today().Year);
        var id = await refunds.InsertAsync(db, number, bill.Id, offer, reason, requestKey, user, clock.GetUtcNow());
        await SplitAsync(db, id, bill.Id, offer.Sum.Amount);
        await trace.AppendAsync(db, new TraceEntry(Refund.RecordType, id, "refund_ask") { To = RefundWorkflow.Asked, Comment = reason }, user);
        var refund = (await refunds.FindAsync(db, id))!;
        await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, bill.Id, "refund_ask") { Comment = $"{refund.Number}，{refund.Amount} 元。" }, user);
        return refund;
    }

    /// <summary>Goes back over the receipts, the last one first, leaving out what earlier refunds gave back of them.</summary>
    private async Task SplitAsync(DbScope db, long refundId, long billId, Money amount)
    {
        var (rest, back) = (amount, await refunds.PaidBackAsync(db, billId));
        foreach (var receipt in (await receipts.OfBillAsync(db, billId)).Where(r => !r.IsReversed).Reverse())
        {
            var left = receipt.Amount - back.GetValueOrDefault(receipt.Id);
            var part = left < rest ? left : rest;
            if (part > Money.Zero)
            {
                await refunds.AddPartAsync(db, refundId, receipt.Id, part);
                rest -= part;
            }
        }
    }
}
