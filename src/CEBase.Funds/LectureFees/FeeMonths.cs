using CEBase.Funds.Standards;

namespace CEBase.Funds.LectureFees;

/// <summary>The month's withholding: what other lists have fixed for the payees of a list, and the tax of its lines on top of it.</summary>
internal sealed class FeeMonths(TaxTables taxes, TimeProvider clock)
{
    /// <summary>The lines with tax and gross sums, as if the list were paid in the month.</summary>
    public async Task<IReadOnlyList<FeeLine>> TaxedAsync(DbScope db, long listId, DateOnly month, IReadOnlyList<FeeLine> lines) =>
        FeeTax.Apply(lines, await BeforeAsync(db, listId, month, lines), taxes.On(month)?.Table);

    /// <summary>What the month of payment says to a list as it was approved.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(DbScope db, FeeList list, DateOnly month, bool isPaid)
    {
        var lines = await FeeLineRepository.OfAsync(db, list.Id);
        return [.. PayMonthRule.Check(list, month, lines, await TaxedAsync(db, list.Id, month, lines), isPaid)];
    }

    /// <summary>What approved lists have fixed in the month; one that isn't paid yet can't be paid in a month that has gone by, and one whose claim fell away isn't paid.</summary>
    public async Task<IReadOnlyDictionary<FeeOwner, MonthBefore>> BeforeAsync(DbScope db, long listId, DateOnly month, IReadOnlyList<FeeLine> lines) => (lines.Count == 0 ? []
        : await db.QueryAsync<FeeLine>("""
            SELECT l.instructor_id, l.payee_id, l.net, l.gross FROM fee_line l JOIN fee_list f ON f.id = l.list_id LEFT JOIN claim k ON k.id = f.claim_id
            WHERE f.id <> @listId AND f.state IN ('confirmed', 'handed') AND (k.id IS NULL OR k.state NOT IN ('cancelled', 'reversed')) AND l.is_in_house = FALSE
              AND CASE WHEN k.paid_on IS NOT NULL THEN substr(k.paid_on, 1, 7) WHEN substr(f.pay_month, 1, 7) > @Now THEN substr(f.pay_month, 1, 7) ELSE @Now END = @Month
              AND (l.instructor_id IN @Instructors OR l.payee_id IN @Payees)
            """, new
        {
            listId, Now = $"{clock.Today():yyyy-MM}", Month = $"{month:yyyy-MM}",
            Instructors = lines.Select(l => l.InstructorId ?? 0).Distinct().ToArray(), Payees = lines.Select(l => l.PayeeId ?? 0).Distinct().ToArray(),
        }))
        .GroupBy(l => l.Owner)
        .ToDictionary(g => g.Key, g => new MonthBefore(g.Sum(l => l.Net), g.Sum(l => l.Gross)));
}
