namespace CEBase.Income;

/// <summary>The module's lines in the console.</summary>
internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("收费", "应收与收费", "/console/income", Permissions.IncomeView, "file-invoice", 80),
        new("收费", "到账登记", "/console/income/receipts", Permissions.ReceiptsRecord, "building-bank", 81),
        new("收费", "到账台账", "/console/income/received", Permissions.IncomeView, "list-details", 82),
        new("收费", "线上缴费", "/console/income/online", Permissions.IncomeView, "credit-card", 83),
        new("收费", "发票", "/console/income/invoices", Permissions.IncomeView, "license", 84),
        new("收费", "退费", "/console/income/refunds", Permissions.IncomeView, "arrow-back-up", 86),
    ];
}
