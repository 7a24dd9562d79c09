namespace CEBase.Income.OnlinePayments;

/// <summary>What a line of the platform's statement is.</summary>
internal enum StatementKind
{
    Payment,
    Refund,
}

/// <summary>A line of the platform's statement of a day (对账单).</summary>
internal sealed record StatementLine
{
    public StatementKind Kind { get; init; }
    public string OrderNo { get; init; } = "";
    public string TradeNo { get; init; } = "";
    public Money Amount { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>What the base has booked under a number of the platform.</summary>
internal sealed record BookedPayment
{
    public string TradeNo { get; init; } = "";
    public Money Amount { get; init; }

    /// <summary>Number of the receipt; null for money that waits for finance or was paid back.</summary>
    public string? ReceiptNumber { get; init; }

    public string? BillNumber { get; init; }
    public long? StrayId { get; init; }
    public string? StrayState { get; init; }
}

/// <summary>Where a payment ends when a day is compared.</summary>
internal enum StatementGroup
{
    OnlyThere,
    OnlyHere,
    AmountDiffers,

    /// <summary>On both sides, but not put to a bill.</summary>
    Stray,
    Matched,

    /// <summary>What the platform paid back; compared with nothing, for finance pays back by voucher.</summary>
    Refund,
}

/// <summary>A payment as the two sides have it.</summary>
internal sealed record StatementMatch(StatementGroup Group, StatementLine? There, BookedPayment? Here);

/// <summary>Compares a day's statement with what was booked, by the platform's number. Pure.</summary>
[RestsOn("BJTU:38", How = "线上缴费按日与平台对账单逐笔核对，列出两边不符")]
internal static class StatementComparison
{
    public static IReadOnlyList<StatementMatch> Compare(IReadOnlyList<StatementLine> there, IReadOnlyList<BookedPayment> here)
    {
        var booked = here.GroupBy(h => h.TradeNo).ToDictionary(g => g.Key, g => g.First());
        var matches = new List<StatementMatch>();
        var seen = new HashSet<string>();
        foreach (var line in there)
        {
            if (line.Kind == StatementKind.Refund)
            {
                matches.Add(new StatementMatch(StatementGroup.Refund, line, booked.GetValueOrDefault(line.TradeNo)));
                continue;
            }
            // The same number twice in a statement is one payment too many.
            var own = seen.Add(line.TradeNo) ? booked.GetValueOrDefault(line.TradeNo) : null;
            matches.Add(new StatementMatch(own is null ? StatementGroup.OnlyThere : own.Amount != line.Amount ? StatementGroup.AmountDiffers
                : own.ReceiptNumber is null ? StatementGroup.Stray : StatementGroup.Matched, line, own));
        }
        matches.AddRange(booked.Values.Where(h => !seen.Contains(h.TradeNo)).Select(h => new StatementMatch(StatementGroup.OnlyHere, null, h)));
        return [.. matches.OrderBy(m => m.Group)];
    }

    /// <summary>What somebody has to look into.</summary>
    public static int Differences(IEnumerable<StatementMatch> matches) => matches.Count(m => m.Group is StatementGroup.OnlyThere or StatementGroup.OnlyHere or StatementGroup.AmountDiffers);

    public static string Label(this StatementGroup group) => group switch
    {
        StatementGroup.OnlyThere => "仅平台有",
        StatementGroup.OnlyHere => "仅本站有",
        StatementGroup.AmountDiffers => "金额不符",
        StatementGroup.Stray => "未记入缴费通知",
        StatementGroup.Matched => "相符",
        _ => "平台退款",
    };

    public static string Explains(this StatementGroup group) => group switch
    {
        StatementGroup.OnlyThere => "平台已收款，本站没有登记；重新核对时会再向平台查询并补登。",
        StatementGroup.OnlyHere => "本站登记了到账，平台当日对账单没有这一笔，请向平台核实。",
        StatementGroup.AmountDiffers => "同一流水号两边金额不同，请向平台核实。",
        StatementGroup.Stray => "款已到账，没有记到缴费通知：待认领，或已退回付款人。",
        StatementGroup.Matched => "流水号和金额两边一致。",
        _ => "平台退回付款人的款项，供与退费记录核对。",
    };
}

/// <summary>The statement's file: UTF-8, comma-separated, with a line of headings; amounts in fen.</summary>
internal static class StatementFile
{
    public const string Headings = "kind,order_no,trade_no,amount,at";

    /// <exception cref="PlatformSilent">Not a statement.</exception>
    public static IReadOnlyList<StatementLine> Read(string text)
    {
        var rows = text.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return rows.Length > 0 && rows[0] == Headings ? [.. rows.Skip(1).Select(Line)] : throw new PlatformSilent("平台对账单读不懂：没有表头");
    }

    private static StatementLine Line(string row, int index)
    {
        var cells = row.Split(',');
        var fields = cells.Length == 5 ? Headings.Split(',').Zip(cells).ToDictionary(p => p.First, p => p.Second) : [];
        return fields.GetValueOrDefault("kind") is "pay" or "refund" && PlatformFields.Number(fields, "order_no") is { } order && PlatformFields.Number(fields, "trade_no") is { } trade
            && PlatformFields.Fen(fields, "amount") is { Fen: > 0 } amount && PlatformFields.Instant(fields, "at") is { } at
            ? new StatementLine { Kind = fields["kind"] == "pay" ? StatementKind.Payment : StatementKind.Refund, OrderNo = order, TradeNo = trade, Amount = amount, At = at }
            : throw new PlatformSilent(string.Create(CultureInfo.InvariantCulture, $"平台对账单第 {index + 2} 行读不懂"));
    }
}
