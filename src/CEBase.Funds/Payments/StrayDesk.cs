using CEBase.Funds.Income;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Funds.Payments;

/// <summary>What finance writes down before money that fits no bill is put to one or paid back.</summary>
internal sealed class StrayDesk(Trace trace)
{
    private const int LongestVoucher = 40;

    /// <exception cref="Refusal"><c>not_yours</c>, <c>bill_unknown</c>, <c>stray_done</c>.</exception>
    public async Task AimAsync(DbSession session, long id, string? billNo, ICurrentUser user)
    {
        NeedFinance(user);
        var bill = await Receivable.FindAsync(session, (billNo ?? "").Trim()) ?? throw new Refusal("bill_unknown", "没有这个编号的缴费通知，请核对。") { Field = "Bill" };
        await ChangeAsync(session, "UPDATE stray_payment SET target_id = @Value WHERE id = @id AND state = 'waiting'", id, bill.Id);
        await trace.AppendAsync(session, new TraceEntry(StrayPayment.RecordType, id, "stray_aim") { Comment = bill.Number }, user);
    }

    /// <exception cref="Refusal"><c>not_yours</c>, <c>voucher_missing</c>, <c>stray_done</c>.</exception>
    public async Task SetVoucherAsync(DbSession session, long id, string? voucher, ICurrentUser user)
    {
        NeedFinance(user);
        var number = (voucher ?? "").Trim();
        if (number.Length is 0 or > LongestVoucher)
        {
            throw new Refusal("voucher_missing", $"请填写退款的财务凭证号，不超过 {LongestVoucher} 个字。") { Field = "Voucher" };
        }
        await ChangeAsync(session, "UPDATE stray_payment SET voucher = @Value WHERE id = @id AND state = 'waiting'", id, number);
        await trace.AppendAsync(session, new TraceEntry(StrayPayment.RecordType, id, "stray_voucher") { Comment = number }, user);
    }

    public static void NeedFinance(ICurrentUser user)
    {
        if (!user.Has(Permissions.ReceiptsRecord))
        {
            throw new Refusal("not_yours", "线上到账由财务人员处理。") { Status = 403 };
        }
    }

    private static async Task ChangeAsync(DbSession session, string sql, long id, object value)
    {
        if (await session.ExecuteAsync(sql, new { id, Value = value }) == 0)
        {
            throw new Refusal("stray_done", "这笔到账已经处理，请刷新后再看。") { Status = 409 };
        }
    }
}
