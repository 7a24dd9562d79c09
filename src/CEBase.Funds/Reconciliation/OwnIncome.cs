namespace CEBase.Funds.Reconciliation;

/// <summary>The system's own receipts and refunds of a period, by the day on which the money moved; a refund is income taken back.</summary>
internal static class OwnIncome
{
    private sealed record Movement
    {
        public string Number { get; init; } = "";
        public DateOnly Day { get; init; }
        public string Bill { get; init; } = "";
        public string Payer { get; init; } = "";
        public Money Amount { get; init; }
    }

    /// <summary>The entries of a period.</summary>
    public static async Task<IReadOnlyList<ClaimLine>> OfAsync(DbScope db, AccountingPeriod period)
    {
        var movements = await db.QueryAsync<Movement>("""
            SELECT r.number, r.paid_on AS day, b.number AS bill, r.payer_name AS payer, r.amount FROM published_receipt r JOIN published_receivable b ON b.id = r.receivable_id WHERE r.paid_on >= @From AND r.paid_on <= @LastDay
            UNION ALL
            SELECT f.number, f.paid_on, b.number, b.payer_name, -f.amount FROM published_refund f JOIN published_receivable b ON b.id = f.receivable_id WHERE f.state = 'paid' AND f.paid_on >= @From AND f.paid_on <= @LastDay
            ORDER BY 2, 1
            """, new { period.From, period.LastDay });
        return [.. movements.Select(m => new ClaimLine(0, m.Number, m.Day, m.Bill, m.Amount.Fen < 0 ? $"退费：{m.Payer}" : m.Payer, m.Amount))];
    }
}
