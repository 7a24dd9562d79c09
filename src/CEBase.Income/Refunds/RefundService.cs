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
internal sealed class RefundService(RefundFactsReader facts, WorkflowEngine engine, Trace trace, TimeProvider clock)
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
        if (requestKey is not null && await db.FirstAsync<Refund>($"{Refund.Select} WHERE f.request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "请写明退费的情况，批准人据此判断。") { Field = "Reason" };
        }
        var id = await db.FirstAsync<long?>("SELECT id FROM receivable WHERE number = @billNumber" + db.Dialect.ForUpdate, new { billNumber }) ?? throw Refusal.NotFound($"没有编号为 {billNumber} 的缴费通知。");
        var bill = (await Receivable.FindAsync(db, id))!;
        var earlier = await Refund.OfBillAsync(db, id);
        if (earlier.Any(r => r.State is RefundWorkflow.Asked or RefundWorkflow.Approved))
        {
            throw new Refusal("refund_open", "这张缴费通知已有退费在办理。") { Status = 409 };
        }
        var offer = await OfferAsync(db, bill);
        if (offer.Findings.FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw new Refusal(stop.Rule, stop.Sentence) { Status = 409 };
        }
        return await InsertAsync(db, bill, offer, reason.Trim(), requestKey, user);
    }

    /// <summary>Finance has paid it back.</summary>
    /// <exception cref="Refusal">
    /// A value is missing; the day lies before the request; the number is known (<c>refund_no_taken</c>); another number or day is kept already
    /// (<c>kept_differs</c>); a gate stops it.
    /// </exception>
    public async Task PayAsync(DbScope db, string number, string? paidNo, DateOnly? paidOn, ICurrentUser user)
    {
        var no = (paidNo ?? "").Trim();
        if (no.Length is 0 or > 100)
        {
            throw new Refusal("required", "请填写财务退款流水号。") { Field = "PaidNo" };
        }
        if (paidOn is not { } day || day > clock.Today())
        {
            throw new Refusal("required", "请填写退款日期，不晚于今天。") { Field = "PaidOn" };
        }
        var id = await db.FirstAsync<long?>("SELECT id FROM refund WHERE number = @number" + db.Dialect.ForUpdate, new { number }) ?? throw Refusal.NotFound($"没有编号为 {number} 的退费。");
        var refund = (await Refund.FindAsync(db, id))!;
        if (refund.State == RefundWorkflow.Paid)
        {
            WriteOnce.Same("已登记退款", ("退款流水号", refund.PaidNo!, no, "PaidNo"), ("退款日期", refund.PaidOn!.Value.InTable(), day.InTable(), "PaidOn"));
            return;
        }
        if (day < refund.AskedAt.ChinaDay())
        {
            throw new Refusal("date_range", $"退款日期不能早于申请退费的 {refund.AskedAt.ChinaDay().InTable()}。") { Field = "PaidOn" };
        }
        if (await db.FirstAsync<string>("SELECT number FROM refund WHERE paid_no = @no AND id <> @id", new { no, id }) is { } taken)
        {
            throw new Refusal("refund_no_taken", $"退款流水号 {no} 已登记在 {taken}。") { Field = "PaidNo", Status = 409 };
        }
        await db.ExecuteAsync("UPDATE refund SET paid_no = @no, paid_on = @day WHERE id = @id AND state = 'approved'", new { id, no, day });
        await engine.TakeOrRefuseAsync(db, Refund.RecordType, id, RefundWorkflow.Pay, $"流水号 {no}。", user);
    }

    private async Task<Refund> InsertAsync(DbScope db, Receivable bill, RefundOffer offer, string reason, string? requestKey, ICurrentUser user)
    {
        var id = await db.InsertAsync("""
            INSERT INTO refund (number, state, state_since, receivable_id, ground, amount, basis, reason, asked_by, asked_by_name, asked_at, request_key)
            VALUES (@number, 'asked', @Now, @ReceivableId, @Ground, @Amount, @Basis, @reason, @AccountId, @DisplayName, @Now, @requestKey)
            """, new
        {
            number = await DocumentNumbers.NextAsync(db, Series, clock.Today().Year), Now = clock.GetUtcNow(), ReceivableId = bill.Id, Ground = offer.Ground.ToString(), offer.Sum.Amount, offer.Sum.Basis,
            reason, user.AccountId, user.DisplayName, requestKey,
        });
        await SplitAsync(db, id, bill.Id, offer.Sum.Amount);
        await trace.AppendAsync(db, new TraceEntry(Refund.RecordType, id, "refund_ask") { To = RefundWorkflow.Asked, Comment = reason }, user);
        var refund = (await Refund.FindAsync(db, id))!;
        await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, bill.Id, "refund_ask") { Comment = $"{refund.Number}，{refund.Amount} 元。" }, user);
        return refund;
    }

    /// <summary>Goes back over the receipts, the last one first, leaving out what earlier refunds gave back of them.</summary>
    private static async Task SplitAsync(DbScope db, long refundId, long billId, Money amount)
    {
        var rest = amount;
        foreach (var receipt in (await Receipt.OfAsync(db, billId)).Where(r => !r.IsReversed).Reverse())
        {
            var back = new Money(await db.ScalarAsync<long>("""
                SELECT CAST(coalesce(sum(p.amount), 0) AS bigint) FROM refund_part p JOIN refund f ON f.id = p.refund_id WHERE p.receipt_id = @Id AND f.state = 'paid'
                """, new { receipt.Id }));
            var part = receipt.Amount - back < rest ? receipt.Amount - back : rest;
            if (part > Money.Zero)
            {
                await db.ExecuteAsync("INSERT INTO refund_part (refund_id, receipt_id, amount) VALUES (@refundId, @Id, @part)", new { refundId, receipt.Id, part });
                rest -= part;
            }
        }
    }
}
