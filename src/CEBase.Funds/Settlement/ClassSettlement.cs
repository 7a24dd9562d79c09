using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Income;
using CEBase.Funds.Ledger;
using CEBase.Platform.Data;
using CEBase.Platform.Values;

namespace CEBase.Funds.Settlement;

/// <summary>Who signed a class's settlement, and over which sum.</summary>
internal sealed record ClassSettlement
{
    public const string RecordType = "ClassSettlement";

    public string State { get; init; } = SettlementWorkflow.Open;

    /// <summary>The sum of costs when it was handed in.</summary>
    public Money Total { get; init; }

    public long? SubmittedBy { get; init; }
    public string SubmittedByName { get; init; } = "";
    public DateTimeOffset? SubmittedAt { get; init; }
    public long? ConfirmedBy { get; init; }
    public string ConfirmedByName { get; init; } = "";
    public DateTimeOffset? ConfirmedAt { get; init; }
    public long? SignedBy { get; init; }
    public string SignedByName { get; init; } = "";
    public DateTimeOffset? SignedAt { get; init; }

    public bool IsSigned => State == SettlementWorkflow.Signed;

    public static async Task<ClassSettlement> OfAsync(DbSession session, long classId) => await session.FirstAsync<ClassSettlement>("""
        SELECT state, total, submitted_by, submitted_by_name, submitted_at, confirmed_by, confirmed_by_name, confirmed_at, signed_by, signed_by_name, signed_at
        FROM class_settlement WHERE class_id = @classId
        """, new { classId }) ?? new ClassSettlement();
}

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
    public LineKind Kind { get; init; }
    public string Description { get; init; } = "";
    public string Payee { get; init; } = "";
    public DateOnly FromDay { get; init; }
    public Money Amount { get; init; }

    public bool IsPaid => State == ClaimWorkflow.Paid;

    /// <summary>On its way; returned, cancelled and reversed ones count for nothing.</summary>
    public bool IsOpen => !IsPaid && Counts;

    public bool Counts => State is not (ClaimWorkflow.Returned or ClaimWorkflow.Cancelled or ClaimWorkflow.Reversed);

    public static Task<IReadOnlyList<ClassCost>> OfClassAsync(DbSession session, long classId) => session.QueryAsync<ClassCost>("""
        SELECT k.number, k.state, k.voucher, k.paid_on, l.fund_line_id, f.name AS fund_name, b.use_code, l.kind, l.description, l.payee, l.from_day, l.amount
        FROM claim_line l JOIN claim k ON k.id = l.claim_id JOIN fund f ON f.id = k.fund_id JOIN fund_line b ON b.id = l.fund_line_id
        WHERE l.class_id = @classId ORDER BY l.from_day, l.id
        """, new { classId });
}

/// <summary>Costs of one kind.</summary>
internal sealed record KindSum(LineKind Kind, int Count, Money Paid, Money Open)
{
    public Money Total => Paid + Open;

    /// <summary>How the finance office pays it; nothing of it in cash.</summary>
    public string Way => Kind switch
    {
        LineKind.Lecture or LineKind.Consultation or LineKind.Labour => "按发放表转账到本人银行卡",
        LineKind.Travel => "公务卡或转账",
        _ => "对公转账",
    };
}

/// <summary>Budget against actual on one budget line.</summary>
/// <param name="Label">The line.</param>
/// <param name="Planned">What is budgeted for this class; null on a line that others use too.</param>
/// <param name="Paid">Paid for this class.</param>
/// <param name="Open">On its way.</param>
internal sealed record BudgetSum(string Label, Money? Planned, Money Paid, Money Open)
{
    public Money? Left => Planned is { } planned ? planned - Paid - Open : null;
}

/// <summary>A claim with costs of the class and what is missing of its papers.</summary>
internal sealed record SettledClaim(Claim Claim, Money OfClass, IReadOnlyList<string> MissingPapers)
{
    /// <summary>Cancelled or reversed: nothing of it is paid.</summary>
    public bool IsEnded => Claim.State is ClaimWorkflow.Cancelled or ClaimWorkflow.Reversed;
}

/// <summary>Everything on the sheet.</summary>
internal sealed record SettlementView(
    ClassCard Class, ClassSettlement Record, IReadOnlyList<ClassCost> Costs, IReadOnlyList<BudgetSum> Budgets, IReadOnlyList<SettledClaim> Claims, SettlementFacts Facts, IncomeSums Income)
{
    public bool IsEmpty => Costs.Count == 0 && Budgets.Count == 0 && Income.Count == 0;

    /// <summary>Received less refunded.</summary>
    public Money Kept => Income.Received - Income.Refunded;

    public IReadOnlyList<KindSum> Kinds => [.. Costs.Where(c => c.Counts).GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => new KindSum(g.Key, g.Count(), Sum(g.Where(c => c.IsPaid)), Sum(g.Where(c => c.IsOpen))))];

    public Money Paid => Sum(Costs.Where(c => c.IsPaid));

    public Money Open => Sum(Costs.Where(c => c.IsOpen));

    public Money Total => Paid + Open;

    public int OpenClaims => Claims.Count(c => c.Claim.State is not (ClaimWorkflow.Paid or ClaimWorkflow.Cancelled or ClaimWorkflow.Reversed));

    /// <summary>The costs have changed since it was handed in.</summary>
    public bool HasChanged => Record.State != SettlementWorkflow.Open && Record.Total != Total;

    public static Money Sum(IEnumerable<ClassCost> costs) => costs.Sum(c => c.Amount);
}
