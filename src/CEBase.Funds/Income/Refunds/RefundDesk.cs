using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Income.Rules;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using CEBase.Projects;

namespace CEBase.Funds.Income.Refunds;

/// <summary>What the rule gives for a bill today.</summary>
internal sealed record RefundOffer(RefundGround Ground, RefundSum Sum, IReadOnlyList<Finding> Findings)
{
    public bool MayAsk => Findings.All(f => f.Severity != Severity.Block);
}

/// <summary>Gathers the facts of a refund, asks for it, and writes down that it was paid back.</summary>
[RestsOn("BJTU:35", How = "退费一人申请、另一人批准，金额按规则算出，退回原付款人")]
internal sealed class RefundDesk(IClassDirectory classes, IContractBook contracts, IncomeSettings settings, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    public const string Series = "TF";

    /// <summary>What would be paid back, with what stands in the way.</summary>
    public async Task<RefundOffer> OfferAsync(DbSession session, Receivable bill)
    {
        var card = (await classes.GetAsync(session, [bill.ClassId])).Single();
        var leftOn = bill.StateSince.ChinaDay();
        var ground = card.State == ClassStates.Cancelled ? RefundGround.ClassCancelled
            : bill.PayerKind == PayerKind.Client ? RefundGround.ContractReduced
            : leftOn < card.StartsOn ? RefundGround.BeforeStart : RefundGround.AfterStart;
        var facts = new RefundFacts { Ground = ground, Kept = bill.Kept };
        if (ground == RefundGround.ContractReduced)
        {
            facts = facts with { AboveContract = await AboveAsync(session, card, bill) };
        }
        if (ground == RefundGround.BeforeStart)
        {
            facts = facts with { BeforeShare = await settings.IntAsync(session, IncomeSettings.BeforeShareName) };
        }
        if (ground == RefundGround.AfterStart)
        {
            var sessions = await classes.SessionsAsync(session, card.Id);
            facts = facts with
            {
                Total = Sum(sessions), Taught = Sum(sessions.Where(s => s.Day < leftOn)),
                UntaughtShare = await settings.IntAsync(session, IncomeSettings.UntaughtShareName), Cutoff = await settings.IntAsync(session, IncomeSettings.CutoffName),
            };
        }
        var sum = RefundRule.Of(facts);
        var hasLeft = bill.State == ReceivableWorkflow.Cancelled || ground is RefundGround.ContractReduced or RefundGround.ClassCancelled;
        return new RefundOffer(ground, sum, [.. RefundRule.Check(hasLeft, bill.Kept, sum)]);
    }

    /// <summary>Asks for the refund that the rule gives.</summary>
    /// <exception cref="Refusal">What the rule blocks; <c>refund_open</c> when one is under way; <c>refund_again</c> when one was paid out by rule already; no reason.</exception>
    public async Task<Refund> AskAsync(DbSession session, string billNumber, string? reason, string? requestKey, ICurrentUser user)
    {
        await FundNumbers.LockAsync(session, Series, clock.Today().Year);
        if (requestKey is not null && await session.FirstAsync<Refund>($"{Refund.Select} WHERE f.request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "请写明退费的情况，批准人据此判断。") { Field = "Reason" };
        }
        var id = await session.FirstAsync<long?>("SELECT id FROM receivable WHERE number = @billNumber" + session.Dialect.ForUpdate, new { billNumber }) ?? throw Refusal.NotFound($"没有编号为 {billNumber} 的缴费通知。");
        var bill = (await Receivable.FindAsync(session, id))!;
        var earlier = await Refund.OfBillAsync(session, id);
        if (earlier.Any(r => r.State is RefundWorkflow.Asked or RefundWorkflow.Approved))
        {
            throw new Refusal("refund_open", "这张缴费通知已有退费在办理。") { Status = 409 };
        }
        var offer = await OfferAsync(session, bill);
        // A share is given back once: the school keeps the rest by rule, and asking again would take a share of what is kept.
        if (offer.Ground is RefundGround.BeforeStart or RefundGround.AfterStart && earlier.Any(r => r.State == RefundWorkflow.Paid))
        {
            throw new Refusal("refund_again", "已按规则退过费，余下的不再退。") { Status = 409 };
        }
        if (offer.Findings.FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw new Refusal(stop.Rule, stop.Sentence) { Status = 409 };
        }
        return await InsertAsync(session, bill, offer, reason.Trim(), requestKey, user);
    }

    /// <summary>Finance has paid it back.</summary>
    /// <exception cref="Refusal">A value is missing; the number is known (<c>refund_no_taken</c>); a gate stops it.</exception>
    public async Task PayAsync(DbSession session, string number, string? paidNo, DateOnly? paidOn, ICurrentUser user)
    {
        var no = (paidNo ?? "").Trim();
        if (no.Length is 0 or > 100)
        {
            throw new Refusal("required", "请填写财务退款流水号。") { Field = "PaidNo" };
        }
        if (paidOn is null || paidOn > clock.Today())
        {
            throw new Refusal("required", "请填写退款日期，不晚于今天。") { Field = "PaidOn" };
        }
        var id = await session.FirstAsync<long?>("SELECT id FROM refund WHERE number = @number" + session.Dialect.ForUpdate, new { number }) ?? throw Refusal.NotFound($"没有编号为 {number} 的退费。");
        if (await session.FirstAsync<string>("SELECT number FROM refund WHERE paid_no = @no AND id <> @id", new { no, id }) is { } taken)
        {
            throw new Refusal("refund_no_taken", $"退款流水号 {no} 已登记在 {taken}。") { Field = "PaidNo", Status = 409 };
        }
        await session.ExecuteAsync("UPDATE refund SET paid_no = @no, paid_on = @paidOn WHERE id = @id AND state = 'approved'", new { id, no, paidOn });
        var outcome = await engine.TakeAsync(session, new StepRequest(Refund.RecordType, id, RefundWorkflow.Pay) { Comment = $"流水号 {no}。" }, user);
        if (!outcome.Taken && !outcome.AlreadyThere)
        {
            var stop = outcome.Findings.FirstOrDefault(f => f.Severity == Severity.Block);
            throw new Refusal(stop?.Rule ?? "step_refused", stop?.Sentence ?? outcome.Refusal!) { Status = 409 };
        }
    }

    private async Task<Refund> InsertAsync(DbSession session, Receivable bill, RefundOffer offer, string reason, string? requestKey, ICurrentUser user)
    {
        var id = await session.InsertAsync("""
            INSERT INTO refund (number, state, state_since, receivable_id, ground, amount, basis, reason, asked_by, asked_by_name, asked_at, request_key)
            VALUES (@number, 'asked', @Now, @ReceivableId, @Ground, @Amount, @Basis, @reason, @AccountId, @DisplayName, @Now, @requestKey)
            """, new
        {
            number = await FundNumbers.NextAsync(session, Series, clock.Today().Year), Now = clock.GetUtcNow(), ReceivableId = bill.Id, Ground = offer.Ground.ToString(), offer.Sum.Amount, offer.Sum.Basis,
            reason, user.AccountId, user.DisplayName, requestKey,
        });
        await SplitAsync(session, id, bill.Id, offer.Sum.Amount);
        await trace.AppendAsync(session, new TraceEntry(Refund.RecordType, id, "refund_ask") { To = RefundWorkflow.Asked, Comment = reason }, user);
        var refund = (await Refund.FindAsync(session, id))!;
        await trace.AppendAsync(session, new TraceEntry(Receivable.RecordType, bill.Id, "refund_ask") { Comment = $"{refund.Number}，{refund.Amount} 元。" }, user);
        return refund;
    }

    /// <summary>Goes back over the receipts, the last one first, leaving out what earlier refunds gave back of them.</summary>
    private static async Task SplitAsync(DbSession session, long refundId, long billId, Money amount)
    {
        var rest = amount;
        foreach (var receipt in (await Receipt.OfAsync(session, billId)).Reverse())
        {
            var back = new Money(await session.ScalarAsync<long>("""
                SELECT CAST(coalesce(sum(p.amount), 0) AS bigint) FROM refund_part p JOIN refund f ON f.id = p.refund_id WHERE p.receipt_id = @Id AND f.state = 'paid'
                """, new { receipt.Id }));
            var part = receipt.Amount - back < rest ? receipt.Amount - back : rest;
            if (part > Money.Zero)
            {
                await session.ExecuteAsync("INSERT INTO refund_part (refund_id, receipt_id, amount) VALUES (@refundId, @Id, @part)", new { refundId, receipt.Id, part });
                rest -= part;
            }
        }
    }

    /// <summary>What the client's bills hold above the contract's price of today.</summary>
    private async Task<Money> AboveAsync(DbSession session, ClassCard card, Receivable bill)
    {
        var contract = card.ProjectId is { } project ? await contracts.OfProjectAsync(session, project) : null;
        var kept = (await Receivable.OfContractAsync(session, bill.ContractId!.Value)).Sum(b => b.Kept);
        var asked = new Money(await session.ScalarAsync<long>("""
            SELECT CAST(coalesce(sum(f.amount), 0) AS bigint) FROM refund f JOIN receivable r ON r.id = f.receivable_id WHERE r.contract_id = @ContractId AND f.state IN ('asked', 'approved')
            """, new { bill.ContractId }));
        kept -= asked;
        // A contract that was ended no longer has a price; what was received is then settled by agreement, not by this rule.
        return contract is { } terms && terms.Id == bill.ContractId && kept > terms.Price ? kept - terms.Price : Money.Zero;
    }

    private static StudyHours Sum(IEnumerable<SessionCard> sessions) => sessions.Aggregate(StudyHours.Zero, (sum, s) => sum + s.Hours);
}
