using CEBase.Learning.Attendance;

namespace CEBase.Learning.HourBoard;

/// <summary>Hours of a month, by subject.</summary>
internal sealed record MonthHours(int Month, StudyHours Professional, StudyHours Public);

/// <summary>Lessons of a day, for the calendar.</summary>
internal sealed record DayLessons(DateOnly Day, int Lessons);

/// <summary>Lessons of a class that are over and wait for confirmation.</summary>
internal sealed record UnconfirmedClass(ClassCard Class, int Lessons, DateOnly Since);

/// <summary>The year in figures.</summary>
internal sealed record YearBoard(IReadOnlyList<MonthHours> Months, IReadOnlyList<DayLessons> Days, long Learners, long Met, int Lessons, int Confirmed, long Refused, IReadOnlyList<UnconfirmedClass> Waiting)
{
    public StudyHours Total => new(Months.Sum(m => m.Professional.Tenths + m.Public.Tenths));
}

/// <summary>Figures from day sums and balances; none is a sum over entries.</summary>
internal sealed class HourBoards(IClassDirectory classes, LessonRegister register, TimeProvider clock)
{
    public async Task<YearBoard> OfAsync(DbScope db, int year)
    {
        var (from, until) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var months = (await db.QueryAsync<MonthRow>(
            "SELECT substr(day, 6, 2) AS month, subject, CAST(sum(hours) AS integer) AS hours FROM hour_day WHERE day BETWEEN @from AND @until GROUP BY substr(day, 6, 2), subject", new { from, until }))
            .ToDictionary(r => (int.Parse(r.Month), r.Subject), r => r.Hours);
        var lessons = await classes.SessionsBetweenAsync(db, from, until);
        var states = await register.ConfirmedAsync(db, [.. lessons.Select(s => s.ClassId).Distinct()]);
        return new YearBoard(
            [.. Enumerable.Range(1, 12).Select(m => new MonthHours(m, months.GetValueOrDefault((m, SubjectKind.ProfessionalSubject)), months.GetValueOrDefault((m, SubjectKind.PublicSubject))))],
            [.. lessons.GroupBy(s => s.Day).Select(g => new DayLessons(g.Key, g.Count()))],
            await db.ScalarAsync<long>("SELECT count(*) FROM hour_balance WHERE year = @year AND public_hours + professional_hours > 0", new { year }),
            await db.ScalarAsync<long>("""
                SELECT count(*) FROM hour_balance b JOIN (SELECT total, coalesce(min_professional, 0) AS pro, coalesce(min_public, 0) AS pub FROM hour_rule
                  WHERE provinces = '61' AND holds_from <= @until AND (holds_until IS NULL OR holds_until >= @until) ORDER BY holds_from DESC LIMIT 1) r
                  ON b.public_hours + b.professional_hours >= r.total AND b.professional_hours >= r.pro AND b.public_hours >= r.pub WHERE b.year = @year
                """, new { year, until }),
            lessons.Count,
            lessons.Count(s => states.Contains(s.Id)),
            await db.ScalarAsync<long>("SELECT count(*) FROM hour_refusal WHERE year = @year AND lifted_at IS NULL", new { year }),
            await WaitingAsync(db, lessons, states));
    }

    /// <summary>Classes with lessons over but unconfirmed, oldest first.</summary>
    public async Task<IReadOnlyList<UnconfirmedClass>> WaitingAsync(DbScope db, DateOnly from, DateOnly until)
    {
        var lessons = await classes.SessionsBetweenAsync(db, from, until);
        var confirmed = await register.ConfirmedAsync(db, [.. lessons.Select(s => s.ClassId).Distinct()]);
        return await WaitingAsync(db, lessons, confirmed);
    }

    private async Task<IReadOnlyList<UnconfirmedClass>> WaitingAsync(DbScope db, IReadOnlyList<LessonInfo> lessons, HashSet<long> confirmed)
    {
        var now = clock.GetUtcNow();
        var over = lessons.Where(s => !confirmed.Contains(s.Id) && s.Day.At(s.EndsAt) <= now).ToLookup(s => s.ClassId);
        return [.. (await classes.GetAsync(db, [.. over.Select(g => g.Key)]))
            .Where(c => c.State is ClassStates.Running or ClassStates.Ended or ClassStates.Closed)
            .Select(c => new UnconfirmedClass(c, over[c.Id].Count(), over[c.Id].Min(s => s.Day))).OrderBy(c => c.Since)];
    }

    private sealed record MonthRow
    {
        public string Month { get; init; } = "";
        public SubjectKind Subject { get; init; }
        public StudyHours Hours { get; init; }
    }
}
