using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Settlement;

/// <summary>A cost of a class, wherever it was claimed.</summary>
internal sealed record ClassCost
{
    public string Number { get; init; } = "";
    public string State { get; init; } = "";
    public string Voucher { get; init; } = "";
    public DateOnly? PaidOn { get; init; }
    public long FundLineId { get; init; }
    public string FundName { get; init; } = "";
    public string UseCode { get; init; } = "";

    /// <summary>Item of the use, <c>学员食宿</c>.</summary>
    public string Item { get; init; } = "";

    public LineKind Kind { get; init; }
    public string Description { get; init; } = "";
    public string Payee { get; init; } = "";
    public DateOnly FromDay { get; init; }
    public Money Amount { get; init; }

    public bool IsPaid => State == ClaimStates.Paid;

    /// <summary>Handed in and not yet paid.</summary>
    public bool IsOpen => !IsPaid && Counts;

    /// <summary>Handed in and alive: drafts and what was returned are asked by nobody yet, cancelled and reversed ones are over.</summary>
    public bool Counts => ClaimStates.Holds(State);

    /// <summary>Written down, handed in by nobody.</summary>
    public bool IsDraft => State == ClaimStates.Draft;

    /// <summary>Falls under the quota a person-day.</summary>
    public bool IsQuotaBound => QuotaBound.Is(UseCode, Item, Kind, Description);
}

/// <summary>What a class is planned to cost, by kind of cost.</summary>
internal sealed record ClassCostPlan
{
    public LineKind Kind { get; init; }
    public Money Amount { get; init; }
}

/// <summary>Reads what a class cost and was planned to cost.</summary>
internal static class ClassCostRepository
{
    public static Task<IReadOnlyList<ClassCost>> OfClassAsync(DbScope db, long classId) => db.QueryAsync<ClassCost>("""
        SELECT k.number, k.state, k.voucher, k.paid_on, l.fund_line_id, f.name AS fund_name, b.use_code, b.item, l.kind, l.description, l.payee, l.from_day, l.amount
        FROM claim_line l JOIN claim k ON k.id = l.claim_id JOIN fund f ON f.id = k.fund_id JOIN fund_line b ON b.id = l.fund_line_id
        WHERE l.class_id = @classId ORDER BY l.from_day, l.id
        """, new { classId });

    public static async Task<IReadOnlyDictionary<LineKind, Money>> PlanAsync(DbScope db, long classId) =>
        (await db.QueryAsync<ClassCostPlan>("SELECT kind, amount FROM class_cost_plan WHERE class_id = @classId", new { classId })).ToDictionary(p => p.Kind, p => p.Amount);
}
