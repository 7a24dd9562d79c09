using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.Arrivals;

/// <summary>Takes in what the school's account shows and lets a person say which bills each line pays.</summary>
[RestsOn("NPU:21", How = "按学校账户流水登记到账，系统提示归属，由财务人员确认")]
internal sealed class ArrivalService(ArrivalRepository arrivals, ReceivableRepository bills, ReceiptRepository receipts, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    private const int LongestNo = 90;

    /// <summary>Takes a line in; a number that is known with the same amount changes nothing and gives false.</summary>
    /// <exception cref="Refusal">A value is missing; <c>payment_differs</c>.</exception>
    public async Task<bool> NoteAsync(DbScope db, Arrival line, ICurrentUser user)
    {
        Demand(user);
        var no = line.OutsideNo.Trim();
        Field.Check(no.Length is > 0 and <= LongestNo, "required", nameof(line.OutsideNo), "请填写银行流水号。");
        Field.Check(line.PaidOn <= clock.Today(), "day_future", nameof(line.PaidOn), "到账日期不能晚于今天。");
        if (await arrivals.InsertAsync(db, line with { OutsideNo = no }, user, clock.GetUtcNow()) is not { } id)
        {
            var before = (await arrivals.OfNumberAsync(db, no))!;
            return before.Amount == line.Amount ? false
                : throw new Refusal("payment_differs", $"流水号 {no} 已登记过，金额为 {before.Amount} 元，与这次的 {line.Amount} 元不同。") { Field = nameof(line.OutsideNo), Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(Arrival.RecordType, id, "arrival") { To = ArrivalWorkflow.Waiting, Comment = $"{no}，{line.Amount} 元。" }, user);
        return true;
    }

    /// <summary>Says which bills the line pays. No bill gets more than is owed; what they leave of the money waits on.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="arrivalId">The line.</param>
    /// <param name="billNumbers">The bills, in the order in which they are paid.</param>
    /// <param name="reason">Why it is right where payer and bill differ or money is left; it stands in the trace.</param>
    /// <param name="user">Who confirms.</param>
    /// <exception cref="Refusal"><c>arrival_closed</c>, <c>arrival_nothing_owed</c>, the rule that asks for a reason, and what the receipt refuses.</exception>
    public async Task<IReadOnlyList<Receipt>> ConfirmAsync(DbScope db, long arrivalId, IReadOnlyList<string> billNumbers, string? reason, ICurrentUser user)
    {
        Demand(user);
        var line = await WaitingAsync(db, arrivalId);
        var chosen = await ChosenAsync(db, billNumbers);
        if (ArrivalMatch.Split(line.Rest, chosen) is not { } parts)
        {
            throw new Refusal("arrival_nothing_owed", $"待认领 {line.Rest} 元，所选缴费通知尚欠 {chosen.Sum(b => b.Outstanding)} 元，有的缴费通知分不到款项。请核对编号，去掉已缴清或已终止的。") { Field = "Bills", Status = 409 };
        }
        var before = (await receipts.OfArrivalAsync(db, line.Id)).Count;
        var note = ArrivalWorkflow.NoteOf(chosen);
        await arrivals.NoteAsync(db, line.Id, note);
        var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        var outcome = await engine.TakeAsync(db, new StepRequest(Arrival.RecordType, line.Id, parts.Sum() < line.Rest ? ArrivalWorkflow.MatchPart : ArrivalWorkflow.Match)
        {
            Comment = why is null ? note : $"{note}。{why}", PassReviews = why is not null,
        }, user);
        if (!outcome.Taken && outcome.Findings is [{ } first, ..])
        {
            throw new Refusal(first.Rule, string.Concat(outcome.Findings.Select(f => f.Sentence))) { Field = "Reason", Status = 409 };
        }
        outcome.OrRefuse();
        return [.. (await receipts.OfArrivalAsync(db, line.Id)).Skip(before)];
    }

    /// <summary>The line is no fee; why stands beside it.</summary>
    /// <exception cref="Refusal"><c>reason_missing</c>, <c>arrival_closed</c>, <c>arrival_partly</c> when a part of it was put to a bill.</exception>
    public async Task DismissAsync(DbScope db, long arrivalId, string? note, ICurrentUser user)
    {
        Demand(user);
        var line = await WaitingAsync(db, arrivalId);
        Field.Check(!string.IsNullOrWhiteSpace(note), "reason_missing", "Note", "请写明这笔到账是什么款项。");
        Clash.When(line.Rest < line.Amount, "arrival_partly", $"这笔到账已认领一部分，余下的 {line.Rest} 元请认领到别的缴费通知，或登记退回付款人。", "Note");
        await arrivals.NoteAsync(db, line.Id, note!.Trim());
        await engine.TakeOrRefuseAsync(db, Arrival.RecordType, line.Id, ArrivalWorkflow.Dismiss, note.Trim(), user);
    }

    /// <summary>A line that was called no fee waits again.</summary>
    /// <exception cref="Refusal"><c>reason_missing</c>; <c>arrival_not_dismissed</c>.</exception>
    public async Task ReopenAsync(DbScope db, long arrivalId, string? reason, ICurrentUser user)
    {
        Demand(user);
        Field.Check(!string.IsNullOrWhiteSpace(reason), "reason_missing", "ReopenReason", "请写明为什么重新认领。");
        var line = await arrivals.LockAsync(db, arrivalId);
        Clash.When(line.State != ArrivalWorkflow.Other || line.Rest <= Money.Zero, "arrival_not_dismissed", "这笔到账不在“不登记”的里面，或刚才有人先办了，请刷新后再看。");
        await arrivals.NoteAsync(db, line.Id, "");
        await engine.TakeOrRefuseAsync(db, Arrival.RecordType, line.Id, ArrivalWorkflow.Reopen, reason!.Trim(), user);
    }

    /// <summary>What is left of the line went back to its payer, by the finance office's number.</summary>
    /// <exception cref="Refusal">A value is missing; the number is known (<c>return_no_taken</c>); <c>arrival_closed</c>.</exception>
    public async Task ReturnAsync(DbScope db, long arrivalId, string? paidNo, DateOnly? paidOn, string? note, ICurrentUser user)
    {
        Demand(user);
        var line = await WaitingAsync(db, arrivalId);
        var no = (paidNo ?? "").Trim();
        Field.Check(no.Length is > 0 and <= 100, "required", "ReturnNo", "请填写财务退款流水号。");
        Field.Check(paidOn is not null && paidOn <= clock.Today() && paidOn >= line.PaidOn, "required", "ReturnedOn", "请填写退回日期，在到账日到今天之间。");
        Clash.When(!await arrivals.ReturnAsync(db, line, no, paidOn!.Value, (note ?? "").Trim(), user, clock.GetUtcNow()), "return_no_taken", $"退款流水号 {no} 已登记过，请核对。", "ReturnNo");
        var said = $"{line.Rest} 元已退回付款人，流水号 {no}";
        await arrivals.NoteAsync(db, line.Id, said);
        await engine.TakeOrRefuseAsync(db, Arrival.RecordType, line.Id, line.Used > Money.Zero ? ArrivalWorkflow.ReturnRest : ArrivalWorkflow.Return, $"{said}。{note?.Trim()}", user);
    }

    private async Task<IReadOnlyList<Receivable>> ChosenAsync(DbScope db, IReadOnlyList<string> billNumbers)
    {
        var chosen = new List<Receivable>();
        foreach (var number in billNumbers.Select(n => n.Trim().ToUpperInvariant()).Where(n => n.Length > 0).Distinct())
        {
            chosen.Add(await bills.FindAsync(db, number) ?? throw new Refusal("bill_unknown", $"没有编号为 {number} 的缴费通知。") { Field = "Bills" });
        }
        Field.Check(chosen.Count > 0, "required", "Bills", "请选择或填写缴费通知编号。");
        return chosen;
    }

    private async Task<Arrival> WaitingAsync(DbScope db, long id)
    {
        var line = await arrivals.LockAsync(db, id);
        return line.State == ArrivalWorkflow.Waiting ? line : throw new Refusal("arrival_closed", $"这笔到账已经处理过（{line.Note}）。") { Status = 409 };
    }

    private static void Demand(ICurrentUser user) => user.Demand(Permissions.ReceiptsRecord, "到账由财务人员按学校账户流水登记。");
}
