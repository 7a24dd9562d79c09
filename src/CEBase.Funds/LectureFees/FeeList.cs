using CEBase.Funds.Claims;
using CEBase.Instructors;
using CEBase.Platform.Data;
using CEBase.Platform.Values;

namespace CEBase.Funds.LectureFees;

/// <summary>A payment list of lecture fees (讲课费发放表) of a class.</summary>
internal sealed record FeeList
{
    public const string RecordType = "LectureFeeList";
    public const string Series = "JF";

    public long Id { get; init; }
    public string Number { get; init; } = "";
    public long ClassId { get; init; }
    public string ClassNo { get; init; } = "";
    public string ClassName { get; init; } = "";
    public long? AdviserId { get; init; }
    public string State { get; init; } = "";
    public long? FundLineId { get; init; }
    public long? ClaimId { get; init; }
    public string? ClaimNumber { get; init; }
    public string? ClaimState { get; init; }

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

    public const string Select = """
        SELECT f.id, f.number, f.class_id, c.class_no, c.name AS class_name, c.adviser_id, f.state, f.fund_line_id, f.claim_id, k.number AS claim_number, k.state AS claim_state,
          f.snapshot, f.made_by, f.made_by_name, f.submitted_by, f.confirmed_by_name, f.created_at, f.version,
          (SELECT coalesce(sum(l.net), 0) FROM lecture_fee_line l WHERE l.list_id = f.id) AS net,
          (SELECT coalesce(sum(l.gross), 0) FROM lecture_fee_line l WHERE l.list_id = f.id) AS gross,
          (SELECT coalesce(sum(l.tax), 0) FROM lecture_fee_line l WHERE l.list_id = f.id) AS tax
        FROM lecture_fee_list f JOIN training_class c ON c.id = f.class_id LEFT JOIN claim k ON k.id = f.claim_id
        """;

    public static Task<FeeList?> FindAsync(DbSession session, long id) => session.FirstAsync<FeeList>($"{Select} WHERE f.id = @id", new { id });

    public static Task<FeeList?> FindAsync(DbSession session, string number) => session.FirstAsync<FeeList>($"{Select} WHERE f.number = @number", new { number });

    /// <summary>The list that a claim was made from, or null.</summary>
    public static Task<FeeList?> OfClaimAsync(DbSession session, long claimId) => session.FirstAsync<FeeList>($"{Select} WHERE f.claim_id = @claimId", new { claimId });
}

/// <summary>One instructor in one half-day: what was taught and what is paid for it.</summary>
internal sealed record FeeLine
{
    public long Id { get; init; }
    public long InstructorId { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Title on the day.</summary>
    public string Title { get; init; } = "";

    public TitleLevel TitleLevel { get; init; }

    /// <summary>Own staff: paid with the salary, taxed there.</summary>
    public bool IsInHouse { get; init; }

    public DateOnly Day { get; init; }
    public HalfDay HalfDay { get; init; }

    /// <summary>Hours of all sessions of the half-day.</summary>
    public StudyHours Taught { get; init; }

    /// <summary>Hours paid: parallel classes once, at most the half-day's limit, less what another list paid.</summary>
    public StudyHours Hours { get; init; }

    public bool IsExpert { get; init; }
    public string ExpertReason { get; init; } = "";

    /// <summary>Fen an hour after tax; null where no standard is known.</summary>
    public long? Cap { get; init; }

    /// <summary>Agreed an hour, after tax.</summary>
    public Money Rate { get; init; }

    public Money Net { get; init; }
    public Money Gross { get; init; }
    public Money Tax { get; init; }

    /// <summary>What was taught, and why hours were left out.</summary>
    public string Note { get; init; } = "";

    public (long, DateOnly, HalfDay) Key => (InstructorId, Day, HalfDay);

    public static async Task<IReadOnlyList<FeeLine>> OfAsync(DbSession session, long listId) => [.. (await session.QueryAsync<FeeLine>("""
        SELECT id, instructor_id, name, title, title_level, is_in_house, day, half_day, taught, hours, is_expert, expert_reason, cap, rate, net, gross, tax, note
        FROM lecture_fee_line WHERE list_id = @listId
        """, new { listId })).OrderBy(l => l.Day).ThenBy(l => l.HalfDay).ThenBy(l => l.Name, StringComparer.Ordinal)];
}

/// <summary>A confirmed session as a list holds it.</summary>
internal sealed record FeeSession
{
    public long SessionId { get; init; }
    public long ListId { get; init; }
    public long InstructorId { get; init; }
    public string ClassNo { get; init; } = "";
    public DateOnly Day { get; init; }
    public TimeOnly StartsAt { get; init; }
    public TimeOnly EndsAt { get; init; }
    public StudyHours Hours { get; init; }
    public string Topic { get; init; } = "";

    public const string Columns = "session_id, list_id, instructor_id, class_no, day, starts_at, ends_at, hours, topic";

    public static Task<IReadOnlyList<FeeSession>> OfAsync(DbSession session, long listId) =>
        session.QueryAsync<FeeSession>($"SELECT {Columns} FROM lecture_fee_session WHERE list_id = @listId ORDER BY day, starts_at, session_id", new { listId });
}
