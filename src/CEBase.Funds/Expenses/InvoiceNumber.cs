namespace CEBase.Funds.Expenses;

/// <summary>
/// What tells an invoice from every other. A digital one (数电发票) has twenty digits of its own; older ones have eight, which are unique only
/// together with the code of their series (发票代码, ten or twelve digits).
/// </summary>
internal static class InvoiceNumber
{
    public const int DigitalLength = 20;
    public const int OldLength = 8;

    /// <summary>The digits alone, so that 发票号码：, № and spaces don't make another number of it.</summary>
    public static string Digits(string? text) => TextFold.Of(text, Keep.Digits);

    /// <summary>The same for the same invoice. An old number whose series nobody told stands for itself.</summary>
    public static string Key(string number, string series) => number.Length == OldLength && series.Length > 0 ? $"{series}-{number}" : number;

    public static bool IsSeries(string series) => series.Length is 10 or 12;
}
