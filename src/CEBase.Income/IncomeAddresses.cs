namespace CEBase.Income;

/// <summary>Addresses of the module's pages.</summary>
internal static class IncomeAddresses
{
    public const string Bills = "/console/income";
    public const string Arrivals = $"{Bills}/receipts";
    public const string Receipts = $"{Bills}/received";
    public const string Orders = $"{Bills}/online";
    public const string Statements = $"{Orders}/statement";
    public const string Invoices = $"{Bills}/invoices";
    public const string Refunds = $"{Bills}/refunds";
    public const string MyBills = "/my/bills";

    public static string OfBill(string number) => $"{Bills}/bills/{number}";

    public static string OfReceipt(string number) => $"{Receipts}/{number}";

    public static string OfInvoice(string number) => $"{Invoices}/{number}";

    public static string OfRefund(string number) => $"{Refunds}/{number}";

    public static string OfOrder(string number) => $"{Orders}/{number}";

    public static string OfUnmatched(object id) => $"{Orders}/strays/{id}";

    public static string OfStatement(string day) => $"{Statements}?day={day}";

    public static string OfClass(string classNo) => $"/console/classes/{classNo}/income";

    public static string MyBill(string number) => $"{MyBills}/{Uri.EscapeDataString(number)}";

    public static string Pay(string number) => $"{MyBill(number)}/pay";

    public static string Paid(string number) => $"{MyBill(number)}/paid";

    public static string PaperOf(string receipt) => $"/receipts/{receipt}";
}
