
namespace CEBase.Funds.Reconciliation;

/// <summary>A ledger as read.</summary>
/// <param name="Lines">What was spent, and with negative amounts what came back.</param>
/// <param name="Income">What was received.</param>
/// <param name="Skipped">Rows that are no line of the books.</param>
internal sealed record LedgerReading(List<BookLine> Lines, List<BookLine> Income, List<SkippedLine> Skipped);

/// <summary>A row of the ledger that isn't compared.</summary>
/// <param name="Line">The row.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record SkippedLine(BookLine Line, string Reason);

/// <summary>Reads the finance office's ledger and the list of claims from .xlsx, .xls or .csv, whatever stands above the headings.</summary>
internal static partial class BookFiles
{
    private const int ShownProblems = 5;

    private static readonly IReadOnlyList<ImportColumn> LedgerColumns =
    [
        new("day", "日期", IsRequired: false, "记账日期", "凭证日期", "制单日期", "业务日期", "入账日期", "date"),
        new("voucher", "凭证号", IsRequired: false, "凭证字号", "凭证编号", "凭证号数", "凭单号", "记账凭证号", "voucher"),
        new("summary", "摘要", IsRequired: true, "摘要内容", "业务摘要", "说明", "用途", "summary"),
        new("spent", "支出", IsRequired: true, "支出金额", "借方", "借方金额", "借方发生额", "付出", "本期支出", "debit"),
        new("received", "收入", IsRequired: false, "收入金额", "贷方", "贷方金额", "贷方发生额", "credit"),
        new("balance", "余额", IsRequired: false, "结余", "balance"),
    ];

    private static readonly IReadOnlyList<ImportColumn> ClaimColumns =
    [
        new("number", "单号", IsRequired: true, "报销单号", "单据号", "单据编号", "报销编号", "id"),
        new("day", "日期", IsRequired: false, "报销日期", "填报日期", "申请日期", "date"),
        new("use", "开支范围", IsRequired: false, "类别", "科目", "支出范围", "category"),
        new("description", "摘要", IsRequired: false, "说明", "内容", "事由", "用途", "description"),
        new("amount", "金额", IsRequired: true, "报销金额", "支出金额", "金额(元)", "amount"),
        new("voucher", "凭证号", IsRequired: false, "凭证字号", "凭证编号", "记账凭证号", "voucher"),
    ];

    /// <summary>The ledger's lines: what was spent, what was received, and what is no line with the reason.</summary>
    /// <exception cref="Refusal">Not a ledger, or an amount can't be read.</exception>
    public static LedgerReading ReadLedger(Stream content, string fileName)
    {
        var reading = new LedgerReading([], [], []);
        foreach (var row in SheetRows.Read(content, fileName, LedgerColumns))
        {
            var (spent, received) = (AmountOf(row, "spent", fileName), AmountOf(row, "received", fileName));
            var line = new BookLine(row.Number, DayOf(row["day"].Text), row["voucher"].Text, row["summary"].Text, spent);
            if (line.Voucher.Length == 0 && Subtotal().IsMatch(line.Summary.Replace(" ", "")))
            {
                reading.Skipped.Add(new SkippedLine(line with { Amount = spent - received }, "小计、余额或结转，不是分录"));
                continue;
            }
            // What comes back from a payment is an expense taken back; the grant itself is income.
            var isRefund = spent.Fen == 0 && received.Fen != 0 && Refund().IsMatch(line.Summary);
            if (spent.Fen != 0 || isRefund)
            {
                reading.Lines.Add(isRefund ? line with { Amount = -received } : line);
            }
            if (received.Fen != 0 && !isRefund)
            {
                reading.Income.Add(line with { Amount = received });
            }
            if (spent.Fen == 0 && received.Fen == 0)
            {
                reading.Skipped.Add(new SkippedLine(line, row["balance"].IsEmpty ? "没有金额" : "只有余额，没有发生额"));
            }
        }
        return reading.Lines.Count + reading.Income.Count > 0 ? reading : throw new Refusal("ledger_empty", $"「{fileName}」里没有分录。请检查是否选错了文件。");
    }

    /// <summary>The claims. A number stands once, and once more with a negative amount where the claim was taken back.</summary>
    /// <exception cref="Refusal">Not a list of claims; a number or an amount is missing or can't be read; a number stands twice.</exception>
    public static IReadOnlyList<OwnEntry> ReadClaims(Stream content, string fileName)
    {
        var claims = new List<OwnEntry>();
        foreach (var row in SheetRows.Read(content, fileName, ClaimColumns))
        {
            if (row["number"].IsEmpty)
            {
                throw new Refusal("claim_number_missing", $"「{fileName}」第 {row.Number} 行没有单号。请补上单号再对账。");
            }
            claims.Add(new OwnEntry(row.Number, row["number"].Text, DayOf(row["day"].Text), row["use"].Text, row["description"].Text, AmountOf(row, "amount", fileName)) { Voucher = row["voucher"].Text });
        }
        RefuseUnclear(claims, fileName);
        return claims;
    }

    private static void RefuseUnclear(IReadOnlyList<OwnEntry> claims, string fileName)
    {
        if (claims.Where(c => c.Amount.Fen == 0).Select(c => $"第 {c.Row} 行 {c.Number}").ToList() is { Count: > 0 } empty)
        {
            throw new Refusal("claim_amount_missing", $"「{fileName}」有 {empty.Count} 张单没有金额或金额为 0：{Some(empty)}。请补上金额再对账。");
        }
        if (claims.GroupBy(c => (Number: ClaimNumbers.Plain(c.Number), IsTakenBack: c.Amount.Fen < 0)).Where(g => g.Count() > 1)
            .Select(g => $"{g.First().Number}（第 {string.Join("、", g.Select(c => c.Row))} 行）").ToList() is { Count: > 0 } twice)
        {
            throw new Refusal("claim_number_twice", $"「{fileName}」有 {twice.Count} 个单号出现不止一次：{Some(twice)}。一张单只占一行；分几行填写的，请合并成一行再对账。");
        }
    }

    private static string Some(List<string> all) => string.Join("，", all.Take(ShownProblems)) + (all.Count > ShownProblems ? " 等" : "");

    private static Money AmountOf(ImportRow row, string column, string fileName)
    {
        var text = row[column].Text.Replace(",", "").Replace("¥", "").Replace("￥", "").Replace("元", "").Replace("−", "-").Replace(" ", "");
        if (text is "" or "-" or "--")
        {
            return Money.Zero;
        }
        var isNegative = text.StartsWith('(') && text.EndsWith(')');
        return decimal.TryParse(isNegative ? text[1..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var yuan) && Math.Abs(yuan) < 1e13m
            ? Money.FromYuan(Math.Round(isNegative ? -yuan : yuan, 2, MidpointRounding.AwayFromZero))
            : throw new Refusal("amount_unreadable", $"「{fileName}」第 {row.Number} 行的金额“{row[column].Text}”不是数。请改正后再对账。");
    }

    private static DateOnly? DayOf(string text)
    {
        if (Date().Match(text) is not { Success: true } match)
        {
            return null;
        }
        var (year, month, day) = (int.Parse(match.Groups[1].ValueSpan), int.Parse(match.Groups[2].ValueSpan), int.Parse(match.Groups[3].ValueSpan));
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    [GeneratedRegex(@"^\s*([12]\d{3})(?:[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(?<2>\d{2})(?<3>\d{2})(?!\d))")]
    private static partial Regex Date();

    [GeneratedRegex("^(本[日月季年期页]|当[日月期])?(合计|累计|小计|共计|总计|发生额)|^(期初|年初|上年|上月|本月|本年)(余额|结余|结转|借方|贷方)|^(承前页|过次页|结转下[年月页])")]
    private static partial Regex Subtotal();

    [GeneratedRegex("冲|红字|退回|退款|退费|退票|收回")]
    private static partial Regex Refund();
}
