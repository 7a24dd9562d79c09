using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.Arrivals;

/// <summary>Takes in what the school's account shows and lets a person say which bills each line pays.</summary>
[RestsOn("NPU:21", How = "按学校账户流水登记到账，系统提示归属，由财务人员确认")]
[RestsOn("BJTU:38", How = "到账流水逐笔认领，未认领的列出")]
internal sealed class ArrivalService(ReceiptService receipts, Trace trace, TimeProvider clock) : IReceiptSource
{
    public const string RecordType = "Arrival";
    private const int Shown = 100;

    public PaymentMeans Means => PaymentMeans.Transfer;

    public Task<IReadOnlyList<Arrival>> WaitingAsync(DbScope db) => db.QueryAsync<Arrival>($"{Arrival.Select} WHERE state = 'waiting' ORDER BY paid_on, id LIMIT {Shown}");

    /// <summary>Lines that were called no fee, the latest first.</summary>
    public Task<IReadOnlyList<Arrival>> DismissedAsync(DbScope db) => db.QueryAsync<Arrival>($"{Arrival.Select} WHERE state = 'other' AND returned < amount ORDER BY id DESC LIMIT {Shown}");

    /// <summary>Takes a line in; a number that is known with the same amount changes nothing and gives false.</summary>
    /// <exception cref="Refusal">A value is missing; <c>payment_differs</c>.</exception>
    public async Task<bool> NoteAsync(DbScope db, Arrival line, ICurrentUser user)
    {
        NeedFinance(user);
        var no = line.OutsideNo.Trim();
        if (no.Length is 0 or > 90)
        {
            throw new Refusal("required", "请填写银行流水号。") { Field = nameof(line.OutsideNo) };
        }
        if (line.PaidOn > clock.Today())
        {
            throw new Refusal("paid_future", "到账日期不能晚于今天。") { Field = nameof(line.PaidOn) };
        }
        if (await InsertAsync(db, line with { OutsideNo = no }, user) is not { } id)
        {
            var before = await db.FirstAsync<Arrival>($"{Arrival.Select} WHERE outside_no = @no", new { no });
            return before?.Amount == line.Amount ? false : throw new Refusal("payment_differs", $"流水号 {no} 已登记过，金额为 {before?.Amount} 元，与这次的 {line.Amount} 元不同。") { Field = nameof(line.OutsideNo), Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "arrival") { Comment = $"{no}，{line.Amount} 元。" }, user);
        return true;
    }

    /// <summary>Says which bills the line pays. No bill gets more than is owed; what they leave of the money waits on.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="arrivalId">The line.</param>
    /// <param name="billNumbers">The bills, in the order in which they are paid.</param>
    /// <param name="reason">Why it is right where payer and bill differ or money is left; it stands in the trace.</param>
    /// <param name="user">Who confirms.</param>
    /// <exception cref="Refusal"><c>arrival_closed</c>, <c>arrival_nothing_owed</c>, the rule that asks for a reason, and what the receipt book refuses.</exception>
    public async Task<IReadOnlyList<Receipt>> ConfirmAsync(DbScope db, long arrivalId, IReadOnlyList<string> billNumbers, string? reason, ICurrentUser user)
    {
        var line = await LockAsync(db, arrivalId);
        var bills = new List<Receivable>();
        foreach (var number in billNumbers.Select(n => n.Trim().ToUpperInvariant()).Where(n => n.Length > 0).Distinct())
        {
            bills.Add(await Receivable.FindAsync(db, number) ?? throw new Refusal("bill_unknown", $"没有编号为 {number} 的缴费通知。") { Field = "Bills" });
        }
        if (bills.Count == 0)
        {
            throw new Refusal("required", "请选择或填写缴费通知编号。") { Field = "Bills" };
        }
        if (ArrivalMatch.Split(line.Rest, bills) is not { } parts)
        {
            var owed = bills.Sum(b => b.Outstanding);
            throw new Refusal("arrival_nothing_owed", $"待认领 {line.Rest} 元，所选缴费通知尚欠 {owed} 元，有的缴费通知分不到款项。请核对编号，去掉已缴清或已终止的。") { Field = "Bills", Status = 409 };
        }
        var rest = line.Rest - parts.Sum();
        List<Finding> findings = [.. PayerRule.Check(line.PayerName, line.Remark, bills), .. PayerRule.CheckRest(rest)];
        if (findings.Count > 0 && string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal(findings[0].Rule, string.Concat(findings.Select(f => f.Sentence))) { Field = "Reason", Status = 409 };
        }
        var made = new List<Receipt>();
        // In order of id, so that two people with crossing choices wait for one another instead of both standing still.
        foreach (var (bill, part) in bills.Zip(parts).OrderBy(x => x.First.Id))
        {
            made.Add(await receipts.PostAsync(db, new IncomingPayment(bill.Id, PaymentMeans.Transfer, line.OutsideNo, part, line.PaidOn, line.PayerName)
            {
                Key = await ReceiptService.NextKeyAsync(db, PaymentMeans.Transfer, line.OutsideNo), ArrivalId = line.Id,
            }, user));
        }
        var note = string.Join("、", bills.Select(b => b.Number));
        await UseAsync(db, line, parts.Sum(), rest > Money.Zero ? "waiting" : "matched", note);
        await trace.AppendAsync(db, new TraceEntry(RecordType, line.Id, "arrival_match") { Comment = string.IsNullOrWhiteSpace(reason) ? note : $"{note}。{reason.Trim()}", Findings = findings }, user);
        return made;
    }

    /// <summary>The line is no fee; why stands beside it.</summary>
    /// <exception cref="Refusal"><c>reason_missing</c>, <c>arrival_closed</c>, <c>arrival_partly</c> when a part of it was put to a bill.</exception>
    public async Task DismissAsync(DbScope db, long arrivalId, string? note, ICurrentUser user)
    {
        var line = await LockAsync(db, arrivalId);
        if (string.IsNullOrWhiteSpace(note))
        {
            throw new Refusal("reason_missing", "请写明这笔到账是什么款项。") { Field = "Note" };
        }
        if (line.Rest < line.Amount)
        {
            throw new Refusal("arrival_partly", $"这笔到账已认领一部分，余下的 {line.Rest} 元请认领到别的缴费通知，或登记退回付款人。") { Field = "Note", Status = 409 };
        }
        await UseAsync(db, line, Money.Zero, "other", note.Trim());
        await trace.AppendAsync(db, new TraceEntry(RecordType, line.Id, "arrival_dismiss") { Comment = note.Trim() }, user);
    }

    /// <summary>A line that was called no fee waits again.</summary>
    /// <exception cref="Refusal"><c>reason_missing</c>; <c>arrival_not_dismissed</c>.</exception>
    public async Task ReopenAsync(DbScope db, long arrivalId, string? reason, ICurrentUser user)
    {
        NeedFinance(user);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "请写明为什么重新认领。") { Field = "ReopenReason" };
        }
        if (await db.ExecuteAsync("UPDATE arrival SET state = 'waiting', note = '' WHERE id = @arrivalId AND state = 'other' AND used + returned < amount", new { arrivalId }) == 0)
        {
            throw new Refusal("arrival_not_dismissed", "这笔到账不在“不登记”的里面，或刚才有人先办了，请刷新后再看。") { Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(RecordType, arrivalId, "arrival_reopen") { Comment = reason.Trim() }, user);
    }

    /// <inheritdoc />
    public async Task ReopenAsync(DbScope db, Receipt receipt, ICurrentUser user)
    {
        var id = receipt.ArrivalId ?? await db.FirstAsync<long?>(
            "SELECT id FROM arrival WHERE outside_no = @OutsideNo OR substr(@OutsideNo, 1, length(outside_no) + 1) = outside_no || '#'", new { receipt.OutsideNo });
        // A receipt from before lines were kept gets its line now, so that its money is in sight again.
        id ??= await InsertAsync(db, new Arrival { OutsideNo = receipt.OutsideNo, Amount = receipt.Amount, Used = receipt.Amount, PaidOn = receipt.PaidOn, PayerName = receipt.PayerName }, user);
        var line = (await db.FirstAsync<Arrival>($"{Arrival.Select} WHERE id = @id" + db.Dialect.ForUpdate, new { id }))!;
        await UseAsync(db, line, -receipt.Amount, "waiting", $"{receipt.Number} 已冲正");
        await trace.AppendAsync(db, new TraceEntry(RecordType, line.Id, "arrival_reopen") { Comment = $"{receipt.Number} 已冲正，{receipt.Amount} 元待认领。" }, user);
    }

    /// <summary>What is left of the line went back to its payer, by the finance office's number.</summary>
    /// <exception cref="Refusal">A value is missing; the number is known (<c>return_no_taken</c>); <c>arrival_closed</c>.</exception>
    public async Task ReturnAsync(DbScope db, long arrivalId, string? paidNo, DateOnly? paidOn, string? note, ICurrentUser user)
    {
        NeedFinance(user);
        var line = await LockAsync(db, arrivalId);
        var no = (paidNo ?? "").Trim();
        if (no.Length is 0 or > 100)
        {
            throw new Refusal("required", "请填写财务退款流水号。") { Field = "ReturnNo" };
        }
        if (paidOn is not { } day || day > clock.Today() || day < line.PaidOn)
        {
            throw new Refusal("required", "请填写退回日期，在到账日到今天之间。") { Field = "ReturnedOn" };
        }
        if (await db.ScalarAsync<long?>("""
            INSERT INTO arrival_return (arrival_id, amount, paid_no, paid_on, note, returned_at, returned_by, returned_by_name)
            VALUES (@Id, @Rest, @no, @day, @Note, @Now, @AccountId, @DisplayName) ON CONFLICT (paid_no) DO NOTHING RETURNING id
            """, new { line.Id, line.Rest, no, day, Note = (note ?? "").Trim(), Now = clock.GetUtcNow(), user.AccountId, user.DisplayName }) is null)
        {
            throw new Refusal("return_no_taken", $"退款流水号 {no} 已登记过，请核对。") { Field = "ReturnNo", Status = 409 };
        }
        var said = $"{line.Rest} 元已退回付款人，流水号 {no}";
        await db.ExecuteAsync("UPDATE arrival SET returned = returned + @Rest, state = CASE WHEN used > 0 THEN 'matched' ELSE 'other' END, note = @said WHERE id = @Id", new { line.Id, line.Rest, said });
        await trace.AppendAsync(db, new TraceEntry(RecordType, line.Id, "arrival_return") { Comment = $"{said}。{note?.Trim()}" }, user);
    }

    private Task<long?> InsertAsync(DbScope db, Arrival line, ICurrentUser user) => db.ScalarAsync<long?>("""
        INSERT INTO arrival (outside_no, amount, used, paid_on, payer_name, remark, state, note, noted_at, noted_by, noted_by_name)
        VALUES (@OutsideNo, @Amount, @Used, @PaidOn, @PayerName, @Remark, 'waiting', '', @Now, @AccountId, @DisplayName) ON CONFLICT (outside_no) DO NOTHING RETURNING id
        """, new { line.OutsideNo, line.Amount, line.Used, line.PaidOn, PayerName = line.PayerName.Trim(), Remark = line.Remark.Trim(), Now = clock.GetUtcNow(), user.AccountId, user.DisplayName });

    private static Task UseAsync(DbScope db, Arrival line, Money more, string state, string note) =>
        db.ExecuteAsync("UPDATE arrival SET used = used + @more, state = @state, note = @note WHERE id = @Id", new { line.Id, more, state, note });

    private static async Task<Arrival> LockAsync(DbScope db, long id)
    {
        var line = await db.FirstAsync<Arrival>($"{Arrival.Select} WHERE id = @id" + db.Dialect.ForUpdate, new { id }) ?? throw Refusal.NotFound("没有这笔到账。");
        return line.State == "waiting" ? line : throw new Refusal("arrival_closed", $"这笔到账已经处理过（{line.Note}）。") { Status = 409 };
    }

    private static void NeedFinance(ICurrentUser user)
    {
        if (!user.Has(Permissions.ReceiptsRecord))
        {
            throw new Refusal("not_yours", "到账由财务人员按学校账户流水登记。") { Status = 403 };
        }
    }
}
