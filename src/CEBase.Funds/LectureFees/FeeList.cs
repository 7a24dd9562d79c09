using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;

namespace CEBase.Funds.LectureFees;

/// <summary>A payment list (发放表) of one kind of labour fee: lectures of a class, consultation, other labour.</summary>
internal sealed record FeeList
{
    /// <summary>Named when lists paid lectures only; traces know it by this.</summary>
    public const string RecordType = "LectureFeeList";
    public const string Series = "JF";

    public long Id { get; init; }
    public string Number { get; init; } = "";

    /// <summary>Lecture, Consultation or Labour.</summary>
    public LineKind Kind { get; init; }

    /// <summary>The class that it serves; lectures always have one.</summary>
    public long? ClassId { get; init; }

    public string ClassNo { get; init; } = "";
    public string ClassName { get; init; } = "";

    /// <summary>What it serves where no class does.</summary>
    public string Task { get; init; } = "";

    public long? AdviserId { get; init; }
    public string State { get; init; } = "";
    public long? FundLineId { get; init; }
    public long? ClaimId { get; init; }
    public string? ClaimNumber { get; init; }
    public string? ClaimState { get; init; }

    /// <summary>Day on which the claim was paid, once the voucher is recorded.</summary>
    public DateOnly? PaidOn { get; init; }

    /// <summary>First day of the month that somebody named for paying it, or in which it was approved; null before.</summary>
    public DateOnly? PayMonth { get; init; }

    /// <summary>SHA-256 of the lines as approved; empty before.</summary>
    public string Snapshot { get; init; } = "";

    public long? MadeBy { get; init; }
    public string MadeByName { get; init; } = "";
    public long? SubmittedBy { get; init; }
    public string ConfirmedByName { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public Money Net { get; init; }
    public Money Gross { get; init; }
    public Money Tax { get; init; }
    public int Version { get; init; }

    public bool IsOpen => State == FeeListWorkflow.Draft;

    /// <summary>讲课费发放表.</summary>
    public string Title => $"{Kind.Label()}发放表";

    /// <summary>The class with its number, or the task.</summary>
    public string Serves => ClassId is null ? Task : $"{ClassNo} {ClassName}";

    /// <summary>The month whose withholding it falls under: in which it was paid, else the one named, but never one that has gone by.</summary>
    public DateOnly MonthOn(DateOnly today) => PaidOn is { } paid ? FeeMonth.Of(paid) : PayMonth is { } named && named > FeeMonth.Of(today) ? named : FeeMonth.Of(today);

    public const string Select = """
        SELECT f.id, f.number, f.kind, f.class_id, coalesce(c.class_no, '') AS class_no, coalesce(c.name, '') AS class_name, f.task, c.adviser_id, f.state, f.fund_line_id, f.claim_id,
          k.number AS claim_number, k.state AS claim_state,
          CASE WHEN k.state NOT IN ('cancelled', 'reversed') THEN k.paid_on END AS paid_on, f.pay_month, f.snapshot, f.made_by, f.made_by_name, f.submitted_by, f.confirmed_by_name, f.created_at, f.version,
          (SELECT coalesce(sum(l.net), 0) FROM fee_line l WHERE l.list_id = f.id) AS net,
          (SELECT coalesce(sum(l.gross), 0) FROM fee_line l WHERE l.list_id = f.id) AS gross,
          (SELECT coalesce(sum(l.tax), 0) FROM fee_line l WHERE l.list_id = f.id) AS tax
        FROM fee_list f LEFT JOIN training_class c ON c.id = f.class_id LEFT JOIN claim k ON k.id = f.claim_id
        """;

    public static Task<FeeList?> FindAsync(DbScope db, long id) => db.FirstAsync<FeeList>($"{Select} WHERE f.id = @id", new { id });

    public static Task<FeeList?> FindAsync(DbScope db, string number) => db.FirstAsync<FeeList>($"{Select} WHERE f.number = @number", new { number });

    /// <summary>The list that a claim was made from, or null.</summary>
    public static Task<FeeList?> OfClaimAsync(DbScope db, long claimId) => db.FirstAsync<FeeList>($"{Select} WHERE f.claim_id = @claimId", new { claimId });

    /// <summary>
    /// Lets changes of lists pass one at a time until the transaction ends: lists share half-days and the tax of a month, so that each must see what
    /// the one before has written. Taken before any list is locked.
    /// </summary>
    public static Task PassAsync(DbScope db, DateOnly today) => DocumentNumbers.LockAsync(db, Series, today.Year);
}

/// <summary>Months by their first day.</summary>
internal static class FeeMonth
{
    public static DateOnly Of(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>2026 年 12 月.</summary>
    public static string InText(DateOnly month) => $"{month.Year} 年 {month.Month} 月";
}
