using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;

namespace CEBase.Funds.LectureFees;

/// <summary>Who draws a fee: somebody of the registry of instructors, or an outside payee. Exactly one of the two.</summary>
internal readonly record struct FeeOwner(long? InstructorId, long? PayeeId)
{
    /// <summary>As forms carry it: T12, P3.</summary>
    public override string ToString() => InstructorId is { } id ? $"T{id}" : $"P{PayeeId}";

    public static FeeOwner? Parse(string? text) => text is { Length: > 1 } && long.TryParse(text.AsSpan(1), out var id)
        ? text[0] switch { 'T' => new FeeOwner(id, null), 'P' => new FeeOwner(null, id), _ => null }
        : null;
}

/// <summary>What one person gets: for a half-day of lectures what was taught and what is paid for it, otherwise what was agreed on.</summary>
internal sealed record FeeLine
{
    public long Id { get; init; }
    public long? InstructorId { get; init; }
    public long? PayeeId { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Title on the day.</summary>
    public string Title { get; init; } = "";

    public TitleLevel TitleLevel { get; init; }

    /// <summary>Own staff: paid with the salary, taxed there.</summary>
    public bool IsInHouse { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Last day; after <see cref="Day"/> only for labour that took longer.</summary>
    public DateOnly UntilDay { get; init; }

    public HalfDay HalfDay { get; init; }

    /// <summary>Hours of all sessions of the half-day; zero for other fees than lectures.</summary>
    public StudyHours Taught { get; init; }

    /// <summary>Hours paid: parallel classes once, at most the half-day's limit, less what other lists pay.</summary>
    public StudyHours Hours { get; init; }

    /// <summary>Consulted by correspondence, counted by times.</summary>
    public bool ByCorrespondence { get; init; }

    public bool IsExpert { get; init; }
    public string ExpertReason { get; init; } = "";

    /// <summary>Fen after tax, an hour of a lecture or the whole line otherwise; null where no standard is known.</summary>
    public long? Cap { get; init; }

    /// <summary>How the cap came about.</summary>
    public string Basis { get; init; } = "";

    /// <summary>Agreed after tax, an hour of a lecture or the whole line otherwise.</summary>
    public Money Rate { get; init; }

    public Money Net { get; init; }
    public Money Gross { get; init; }
    public Money Tax { get; init; }

    /// <summary>What was taught or done, and why hours were left out.</summary>
    public string Note { get; init; } = "";

    public FeeOwner Owner => new(InstructorId, PayeeId);

    public (FeeOwner, DateOnly, HalfDay) Key => (Owner, Day, HalfDay);

    /// <summary>2026-03-02 上午.</summary>
    public string When => UntilDay > Day ? $"{Day.InTable()} 至 {UntilDay.InTable()}" : HalfDay == HalfDay.Whole ? Day.InTable() : $"{Day.InTable()} {HalfDay.Label()}";
}

/// <summary>Reads and writes the lines of payment lists.</summary>
internal static class FeeLineRepository
{
    public static async Task<IReadOnlyList<FeeLine>> OfAsync(DbScope db, long listId) => [.. (await db.QueryAsync<FeeLine>("""
        SELECT id, instructor_id, payee_id, name, title, title_level, is_in_house, day, until_day, half_day, taught, hours, by_correspondence, is_expert, expert_reason, cap, basis,
          rate, net, gross, tax, note
        FROM fee_line WHERE list_id = @listId
        """, new { listId })).OrderBy(l => l.Day).ThenBy(l => l.HalfDay).ThenBy(l => l.Name, StringComparer.Ordinal)];

    /// <summary>Writes the lines of a list: those known by their id in place, new ones beside them, the others away.</summary>
    public static async Task StoreAsync(DbScope db, long listId, IReadOnlyList<FeeLine> lines)
    {
        await db.ExecuteAsync("DELETE FROM fee_line WHERE list_id = @listId AND id NOT IN @Kept", new { listId, Kept = lines.Select(l => l.Id).Append(0).ToArray() });
        foreach (var l in lines)
        {
            var values = new
            {
                l.Id, listId, l.InstructorId, l.PayeeId, l.Name, l.Title, Level = l.TitleLevel.ToString(), l.IsInHouse, l.Day, l.UntilDay, HalfDay = l.HalfDay.ToString(), l.Taught, l.Hours,
                l.ByCorrespondence, l.IsExpert, l.ExpertReason, l.Cap, l.Basis, l.Rate, l.Net, l.Gross, l.Tax, l.Note,
            };
            await db.ExecuteAsync(l.Id > 0
                ? """
                UPDATE fee_line SET name = @Name, title = @Title, title_level = @Level, is_in_house = @IsInHouse, day = @Day, until_day = @UntilDay, half_day = @HalfDay, taught = @Taught,
                  hours = @Hours, by_correspondence = @ByCorrespondence, is_expert = @IsExpert, expert_reason = @ExpertReason, cap = @Cap, basis = @Basis, rate = @Rate, net = @Net,
                  gross = @Gross, tax = @Tax, note = @Note
                WHERE id = @Id AND list_id = @listId
                """
                : """
                INSERT INTO fee_line (list_id, instructor_id, payee_id, name, title, title_level, is_in_house, day, until_day, half_day, taught, hours, by_correspondence, is_expert,
                  expert_reason, cap, basis, rate, net, gross, tax, note)
                VALUES (@listId, @InstructorId, @PayeeId, @Name, @Title, @Level, @IsInHouse, @Day, @UntilDay, @HalfDay, @Taught, @Hours, @ByCorrespondence, @IsExpert,
                  @ExpertReason, @Cap, @Basis, @Rate, @Net, @Gross, @Tax, @Note)
                """, values);
        }
    }
}
