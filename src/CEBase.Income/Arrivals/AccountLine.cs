namespace CEBase.Income.Arrivals;

/// <summary>What a line of a bank's statement does.</summary>
internal enum AccountLineKind
{
    /// <summary>Money came in.</summary>
    Incoming,

    /// <summary>Money went out: no business of this list.</summary>
    Outgoing,

    /// <summary>The bank took back what it had credited (冲正, 退汇).</summary>
    Reversal,
}

/// <summary>Reads the lines of statements as banks write them. Pure.</summary>
internal static partial class AccountLine
{
    /// <summary>Days before this in a cell of plain numbers are no spreadsheet's dates.</summary>
    private static readonly DateTime Earliest = new(2000, 1, 1);
    private static readonly DateTime Latest = new(2100, 1, 1);

    /// <summary>
    /// What the line does. A negative credit takes back; a debit, or an amount marked as one, went out, unless its words say that it takes back.
    /// A credit comes in whatever its words say: nothing that arrived is ever left out.
    /// </summary>
    /// <param name="credit">What came in, or the amount where the sheet has one column for both.</param>
    /// <param name="debit">What went out.</param>
    /// <param name="direction">借 or 贷, 支出 or 收入; empty where the sheet has no such column.</param>
    /// <param name="remark">The words of the line.</param>
    public static AccountLineKind Kind(string credit, string debit, string direction, string remark)
    {
        var isOut = Outwards().IsMatch(direction) || (IsNothing(credit) && !IsNothing(debit));
        return isOut ? TakesBack().IsMatch(remark) || IsNegative(debit) ? AccountLineKind.Reversal : AccountLineKind.Outgoing
            : IsNegative(credit) ? AccountLineKind.Reversal
            : AccountLineKind.Incoming;
    }

    /// <summary>The amount without its sign.</summary>
    /// <exception cref="Refusal">It can't be read, or is nothing.</exception>
    public static Money Amount(string credit, string debit) => Field.Money((IsNothing(credit) ? debit : credit).TrimStart('-', '−', '(').TrimEnd(')'), "amount", "金额");

    /// <summary>The day of a cell: 2026-11-20, 2026/11/20, 2026.11.20, 20261120, 2026年11月20日, each with or without a time, or a spreadsheet's own day number. Null for anything else.</summary>
    public static DateOnly? Day(ImportCell cell)
    {
        if (cell.WasNumber && double.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= Earliest.ToOADate() && number < Latest.ToOADate())
        {
            return DateOnly.FromDateTime(DateTime.FromOADate(number));
        }
        var match = DayText().Match(cell.Text);
        return match.Success && DateOnly.TryParseExact($"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{match.Groups["d"].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static bool IsNothing(string amount) => amount.Trim('-', '—', '0', '.', ' ', ',').Length == 0;

    private static bool IsNegative(string amount) => !IsNothing(amount) && (amount[0] is '-' or '−' || (amount[0] == '(' && amount[^1] == ')'));

    [GeneratedRegex(@"^(?<y>\d{4})(?:(?<s>[-/.])(?<m>\d{1,2})\k<s>(?<d>\d{1,2})|年(?<m>\d{1,2})月(?<d>\d{1,2})日|(?<m>\d{2})(?<d>\d{2}))(?:[ T]?\d{1,2}[:：时]?\d{2}(?:[:：分]?\d{2}(?:\.\d+)?秒?)?分?)?$")]
    private static partial Regex DayText();

    [GeneratedRegex("借|支|付|出|^D", RegexOptions.IgnoreCase)]
    private static partial Regex Outwards();

    [GeneratedRegex("冲正|冲账|冲销|抹账|撤销|退汇|退票|红字")]
    private static partial Regex TakesBack();
}
