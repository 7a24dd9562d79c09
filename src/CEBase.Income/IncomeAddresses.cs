using CEBase.Income.Invoices;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;

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

    public static string Bill(string number) => $"{Bills}/bills/{number}";

    public static string Receipt(string number) => $"{Receipts}/{number}";

    public static string Invoice(string number) => $"{Invoices}/{number}";

    public static string Refund(string number) => $"{Refunds}/{number}";

    public static string Order(string number) => $"{Orders}/{number}";

    public static string Unmatched(object id) => $"{Orders}/strays/{id}";

    public static string Statement(string day) => $"{Statements}?day={day}";

    public static string OfClass(string classNo) => $"/console/classes/{classNo}/income";

    public static string MyBill(string number) => $"{MyBills}/{Uri.EscapeDataString(number)}";

    public static string Pay(string number) => $"{MyBill(number)}/pay";

    public static string Paid(string number) => $"{MyBill(number)}/paid";

    public static string PaperOf(string receipt) => $"/receipts/{receipt}";
}
