namespace CEBase.Income;

/// <summary>Rights of income. Their stored names begin with Funds, where income lived at first.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Reads receivables, invoices, receipts and refunds.</summary>
    public const string IncomeView = "Funds.IncomeView";

    /// <summary>Bills learners and clients, sends reminders, asks for refunds.</summary>
    public const string IncomeManage = "Funds.IncomeManage";

    /// <summary>Records what arrived in the school's account, issued invoices and refunds paid out; held by finance only.</summary>
    public const string ReceiptsRecord = "Funds.ReceiptsRecord";

    /// <summary>Approves refunds and reversals of receipts that somebody else asked for.</summary>
    public const string RefundApprove = "Funds.RefundApprove";

    IReadOnlyList<Permission> IPermissionProvider.Permissions =>
    [
        new(IncomeView, "查看收费与应收"),
        new(IncomeManage, "开具缴费通知、催缴、申请退费"),
        new(ReceiptsRecord, "登记学校账户到账、发票与退款"),
        new(RefundApprove, "批准退费与到账冲正"),
    ];
}
