using CEBase.Funds.LineRules;

namespace CEBase.Funds.Claims.Rules;
internal static class InvoiceRule
{
    public static string Fold(string? text) => Expenses.Letters.Fold(text);
}
