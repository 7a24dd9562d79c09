using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.Income.Arrivals;

/// <summary>Takes in what the school's account shows and lets a person say which bills each line pays.</summary>
[RestsOn("NPU:21", How = "按学校账户流水登记到账，系统提示归属，由财务人员确认")]
[RestsOn("BJTU:38", How = "到账流水逐笔认领，未认领的列出")]
internal sealed class ArrivalDesk(ReceiptBook receipts, Trace trace, TimeProvider clock)
{
    public const string RecordType = "Arrival";
    private const string Select = "SELECT id, outside_no, amount, paid_on, payer_name, remark, state, note FROM arrival";
    private const int Shown = 100;

    public Task<IReadOnlyList<Arrival>> WaitingAsync(DbSession session) => session.QueryAsync<Arrival>($"{Select} WHERE state = 'waiting' ORDER BY paid_on, id LIMIT {Shown}");

    /// <summary>Takes a line in; a number that is known with the same amount changes nothing and gives false.</summary>
    /// <exception cref="Refusal">A value is missing; <c>payment_differs</c>.</exception>
    public async Task<bool> NoteAsync(DbSession session, Arrival line, ICurrentUser user)
    {
        if (!user.Has(Permissions.ReceiptsRecord))
        {
            throw new Refusal("not_yours", "到账由财务人员按学校账户流水登记。") { Status = 403 };
        }
        var no = line.OutsideNo.Trim();
        if (no.Length is 0 or > 90)
        {
            throw new Refusal("required", "请填写银行流水号。") { Field = nameof(line.OutsideNo) };
        }
        if (line.PaidOn > clock.Today())
        {
            throw new Refusal("paid_future", "到账日期不能晚于今天。") { Field = nameof(line.PaidOn) };
        }
        var id = await session.ScalarAsync<long?>("""
            INSERT INTO arrival (outside_no, amount, paid_on, payer_name, remark, state, note, noted_at, noted_by, noted_by_name)
            VALUES (@no, @Amount, @PaidOn, @PayerName, @Remark, 'waiting', '', @Now, @AccountId, @DisplayName) ON CONFLICT (outside_no) DO NOTHING RETURNING id
            """, new { no, line.Amount, line.PaidOn, PayerName = line.PayerName.Trim(), Remark = line.Remark.Trim(), Now = clock.GetUtcNow(), user.AccountId, user.DisplayName });
        if (id is null)
        {
            var before = await session.FirstAsync<Arrival>($"{Select} WHERE outside_no = @no", new { no });
            return before?.Amount == line.Amount ? false : throw new Refusal("payment_differs", $"流水号 {no} 已登记过，金额为 {before?.Amount} 元，与这次的 {line.Amount} 元不同。") { Field = nameof(line.OutsideNo), Status = 409 };
        }
        await trace.AppendAsync(session, new TraceEntry(RecordType, id.Value, "arrival") { Comment = $"{no}，{line.Amount} 元。" }, user);
        return true;
    }

    /// <summary>Says which bills the line pays. It must be used up, and no bill gets more than is owed.</summary>
    /// <exception cref="Refusal"><c>arrival_closed</c>, <c>arrival_not_used_up</c>, and what the receipt book refuses.</exception>
    public async Task<IReadOnlyList<Receipt>> ConfirmAsync(DbSession session, long arrivalId, IReadOnlyList<string> billNumbers, ICurrentUser user)
    {
        var line = await LockAsync(session, arrivalId);
        var bills = new List<Receivable>();
        foreach (var number in billNumbers.Select(n => n.Trim().ToUpperInvariant()).Where(n => n.Length > 0).Distinct())
        {
            bills.Add(await Receivable.FindAsync(session, number) ?? throw new Refusal("bill_unknown", $"没有编号为 {number} 的缴费通知。") { Field = "Bills" });
        }
        if (bills.Count == 0)
        {
            throw new Refusal("required", "请选择或填写缴费通知编号。") { Field = "Bills" };
        }
        if (ArrivalMatch.Split(line.Amount, bills) is not { } parts)
        {
            var owed = bills.Sum(b => b.Outstanding);
            throw new Refusal("arrival_not_used_up", $"到账 {line.Amount} 元，所选缴费通知尚欠 {owed} 元，对不上。多收的款项请查明后由财务处退回，不要登记。") { Field = "Bills", Status = 409 };
        }
        var made = new List<Receipt>();
        // In order of id, so that two people with crossing choices wait for one another instead of both standing still.
        foreach (var (bill, part, place) in bills.Select((b, i) => (b, parts[i], i)).OrderBy(x => x.b.Id))
        {
            var no = bills.Count == 1 ? line.OutsideNo : $"{line.OutsideNo}#{place + 1}";
            made.Add(await receipts.PostAsync(session, new IncomingPayment(bill.Id, PaymentMeans.Transfer, no, part, line.PaidOn, line.PayerName), user));
        }
        await CloseAsync(session, line, "matched", string.Join("、", bills.Select(b => b.Number)), "arrival_match", user);
        return made;
    }

    /// <summary>The line is no fee; why stands beside it.</summary>
    public async Task DismissAsync(DbSession session, long arrivalId, string? note, ICurrentUser user)
    {
        if (string.IsNullOrWhiteSpace(note))
        {
            throw new Refusal("reason_missing", "请写明这笔到账是什么款项。") { Field = "Note" };
        }
        await CloseAsync(session, await LockAsync(session, arrivalId), "other", note.Trim(), "arrival_dismiss", user);
    }

    private async Task CloseAsync(DbSession session, Arrival line, string state, string note, string act, ICurrentUser user)
    {
        await session.ExecuteAsync("UPDATE arrival SET state = @state, note = @note WHERE id = @Id AND state = 'waiting'", new { line.Id, state, note });
        await trace.AppendAsync(session, new TraceEntry(RecordType, line.Id, act) { Comment = note }, user);
    }

    private static async Task<Arrival> LockAsync(DbSession session, long id)
    {
        var line = await session.FirstAsync<Arrival>($"{Select} WHERE id = @id" + session.Dialect.ForUpdate, new { id }) ?? throw Refusal.NotFound("没有这笔到账。");
        return line.State == "waiting" ? line : throw new Refusal("arrival_closed", $"这笔到账已经处理过（{line.Note}）。") { Status = 409 };
    }
}
