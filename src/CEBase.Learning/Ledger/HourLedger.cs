namespace CEBase.Learning.Ledger;

/// <summary>
/// Bulk is the only path: one posting is a batch of one. The unique key (source, learner, sequence, kind) decides what is written; balances
/// and day sums are moved by what the database says it wrote, never by what was asked for.
/// </summary>
[RestsOn("NPU:6", How = "学时台账只增不改，冲销留原因")]
[RestsOn("NPU:10", How = "学时只能冲销，不能改写或删除")]
internal sealed class HourLedger(TimeProvider clock) : IHourLedger
{
    private const int Chunk = 400;

    private const string Columns = """
        e.id, e.learner_id, e.year, e.subject, e.source, e.source_id, e.class_id, e.day, e.starts_at, e.ends_at, e.sequence, e.hours,
        e.reversal_of, e.reason, e.posted_at, e.posted_by, e.posted_by_name
        """;

    private const string Select = $"""
        SELECT {Columns}, CASE WHEN r.id IS NULL THEN FALSE ELSE TRUE END AS is_reversed
        FROM hour_entry e LEFT JOIN hour_entry r ON r.reversal_of = e.id
        """;

    public async Task<IReadOnlyList<HourEntry>> PostAsync(DbScope db, IReadOnlyList<HourPosting> postings, ICurrentUser by)
    {
        if (postings.Any(p => p.Hours.Tenths <= 0))
        {
            throw new ArgumentException("A posting must be of more than zero hours.", nameof(postings));
        }
        var written = new List<HourEntry>(postings.Count);
        // Always in one order, so that two writers never wait for each other crosswise.
        var ordered = postings.OrderBy(p => p.LearnerId).ThenBy(p => p.Day).ThenBy(p => p.SourceId);
        foreach (var chunk in ordered.Chunk(Chunk))
        {
            var turns = await TurnsAsync(db, chunk);
            written.AddRange(await InsertAsync(db, [.. chunk.Select(p => new NewEntry(
                p.LearnerId, p.Day.Year, p.Subject, p.Source, p.SourceId, p.ClassId, p.Day, p.StartsAt, p.EndsAt, "posting",
                turns.GetValueOrDefault((p.Source, p.SourceId, p.LearnerId)), p.Hours, null, null))], by));
        }
        await AddUpAsync(db, written);
        return written;
    }

    public async Task<IReadOnlyList<HourEntry>> ReverseAsync(DbScope db, IReadOnlyList<long> entryIds, string reason, ICurrentUser by)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "冲销学时需要写明原因。") { Field = "Reason" };
        }
        var written = new List<HourEntry>(entryIds.Count);
        foreach (var ids in entryIds.Distinct().Order().Chunk(Chunk))
        {
            var originals = await db.QueryAsync<HourEntry>($"{Select} WHERE e.id IN @ids AND e.kind = 'posting' ORDER BY e.learner_id, e.day, e.source_id", new { ids });
            if (originals.Count < ids.Length)
            {
                throw Refusal.NotFound("没有找到要冲销的学时记录。");
            }
            written.AddRange(await InsertAsync(db, [.. originals.Where(o => !o.IsReversed).Select(o => new NewEntry(
                o.LearnerId, o.Year, o.Subject, o.Source, o.SourceId, o.ClassId, o.Day, o.StartsAt, o.EndsAt, "reversal",
                o.Sequence, -o.Hours, o.Id, reason.Trim()))], by));
        }
        await AddUpAsync(db, written);
        return written;
    }

    public async Task LockAsync(DbScope db, IReadOnlyCollection<long> learnerIds, int year)
    {
        foreach (var ids in learnerIds.Distinct().Order().Chunk(Chunk))
        {
            var rows = new SqlRows(2);
            foreach (var id in ids)
            {
                rows.Add(id, year);
            }
            await db.ExecuteAsync($"INSERT INTO hour_balance (learner_id, year) VALUES {rows.Sql} ON CONFLICT (learner_id, year) DO NOTHING", rows.Parameters);
            await db.QueryAsync<long>(
                $"SELECT learner_id FROM hour_balance WHERE year = @year AND learner_id IN @ids ORDER BY learner_id{db.Dialect.ForUpdate}", new { year, ids });
        }
    }

    public async Task<HourBalance> BalanceAsync(DbScope db, long learnerId, int year) =>
        await db.FirstAsync<HourBalance>(
            "SELECT learner_id, year, public_hours, professional_hours FROM hour_balance WHERE learner_id = @learnerId AND year = @year", new { learnerId, year })
        ?? new HourBalance { LearnerId = learnerId, Year = year };

    public Task<IReadOnlyList<HourBalance>> BalancesAsync(DbScope db, long learnerId) => db.QueryAsync<HourBalance>(
        "SELECT learner_id, year, public_hours, professional_hours FROM hour_balance WHERE learner_id = @learnerId ORDER BY year DESC", new { learnerId });

    public Task<IReadOnlyList<HourEntry>> EntriesAsync(DbScope db, long learnerId, int year) =>
        db.QueryAsync<HourEntry>($"{Select} WHERE e.learner_id = @learnerId AND e.year = @year ORDER BY e.id", new { learnerId, year });

    public Task<IReadOnlyList<HourEntry>> OfSourceAsync(DbScope db, string source, long sourceId) =>
        db.QueryAsync<HourEntry>($"{Select} WHERE e.source = @source AND e.source_id = @sourceId ORDER BY e.id", new { source, sourceId });

    public Task<IReadOnlyList<HourEntry>> OfClassAsync(DbScope db, long classId) =>
        db.QueryAsync<HourEntry>($"{Select} WHERE e.class_id = @classId ORDER BY e.id", new { classId });

    public async Task<IReadOnlyList<HourEntry>> StandingOnAsync(DbScope db, IReadOnlyCollection<long> learnerIds, DateOnly day)
    {
        var standing = new List<HourEntry>();
        foreach (var ids in learnerIds.Distinct().Chunk(Chunk))
        {
            standing.AddRange(await db.QueryAsync<HourEntry>(
                $"{Select} WHERE e.learner_id IN @ids AND e.year = @Year AND e.day = @day AND e.kind = 'posting' AND r.id IS NULL ORDER BY e.id", new { ids, day.Year, day }));
        }
        return standing;
    }

    /// <summary>How often each source was taken back: the sequence its next posting carries.</summary>
    private static async Task<Dictionary<(string, long, long), int>> TurnsAsync(DbScope db, IReadOnlyList<HourPosting> postings)
    {
        var turns = new Dictionary<(string, long, long), int>();
        foreach (var bySource in postings.GroupBy(p => p.Source))
        {
            var rows = await db.QueryAsync<Turn>("""
                SELECT source_id, learner_id, max(sequence) + 1 AS next FROM hour_entry
                WHERE source = @Key AND source_id IN @Ids AND kind = 'reversal' GROUP BY source_id, learner_id
                """, new { bySource.Key, Ids = bySource.Select(p => p.SourceId).Distinct().ToArray() });
            foreach (var row in rows)
            {
                turns[(bySource.Key, row.SourceId, row.LearnerId)] = row.Next;
            }
        }
        return turns;
    }

    private async Task<IReadOnlyList<HourEntry>> InsertAsync(DbScope db, IReadOnlyList<NewEntry> entries, ICurrentUser by)
    {
        if (entries.Count == 0)
        {
            return [];
        }
        var now = clock.GetUtcNow();
        var rows = new SqlRows(17);
        foreach (var e in entries)
        {
            rows.Add(e.LearnerId, e.Year, e.Subject.ToString(), e.Source, e.SourceId, e.ClassId, e.Day, e.StartsAt, e.EndsAt, e.Kind, e.Sequence, e.Hours,
                e.ReversalOf, e.Reason, now, by.AccountId, by.DisplayName);
        }
        return await db.QueryAsync<HourEntry>($"""
            INSERT INTO hour_entry (learner_id, year, subject, source, source_id, class_id, day, starts_at, ends_at, kind, sequence, hours,
              reversal_of, reason, posted_at, posted_by, posted_by_name)
            VALUES {rows.Sql}
            ON CONFLICT DO NOTHING
            RETURNING {Columns.Replace("e.", "")}
            """, rows.Parameters);
    }

    private static async Task AddUpAsync(DbScope db, IReadOnlyList<HourEntry> written)
    {
        var balances = written.GroupBy(e => (e.LearnerId, e.Year)).OrderBy(g => g.Key)
            .Select(g => (g.Key.LearnerId, g.Key.Year, Public: Sum(g, SubjectKind.PublicSubject), Professional: Sum(g, SubjectKind.ProfessionalSubject)));
        foreach (var chunk in balances.Chunk(Chunk))
        {
            var born = new SqlRows(2);
            foreach (var b in chunk)
            {
                born.Add(b.LearnerId, b.Year);
            }
            // The row first and the sum after: a proposed row with a negative sum would fall foul of the check before the conflict is seen.
            await db.ExecuteAsync($"INSERT INTO hour_balance (learner_id, year) VALUES {born.Sql} ON CONFLICT (learner_id, year) DO NOTHING", born.Parameters);
            var moved = new SqlRows(4) { Casts = ["bigint", "integer", "integer", "integer"] };
            foreach (var b in chunk)
            {
                moved.Add(b.LearnerId, b.Year, b.Public, b.Professional);
            }
            await db.ExecuteAsync($"""
                WITH moved (learner_id, year, public_hours, professional_hours) AS (VALUES {moved.Sql})
                UPDATE hour_balance SET public_hours = hour_balance.public_hours + m.public_hours, professional_hours = hour_balance.professional_hours + m.professional_hours
                FROM moved m WHERE hour_balance.learner_id = m.learner_id AND hour_balance.year = m.year
                """, moved.Parameters);
        }

        foreach (var day in written.GroupBy(e => (e.ClassId, e.Day, e.Subject)).OrderBy(g => g.Key.ClassId).ThenBy(g => g.Key.Day).ThenBy(g => g.Key.Subject))
        {
            var sums = new { day.Key.ClassId, day.Key.Day, Subject = day.Key.Subject.ToString(), Hours = day.Sum(e => e.Hours.Tenths), Postings = day.Sum(e => e.IsReversal ? -1 : 1) };
            await db.ExecuteAsync("""
                INSERT INTO hour_day (class_id, day, subject, hours, postings) VALUES (@ClassId, @Day, @Subject, 0, 0) ON CONFLICT (class_id, day, subject) DO NOTHING
                """, sums);
            await db.ExecuteAsync("""
                UPDATE hour_day SET hours = hours + @Hours, postings = postings + @Postings WHERE class_id = @ClassId AND day = @Day AND subject = @Subject
                """, sums);
        }

        static int Sum(IEnumerable<HourEntry> entries, SubjectKind subject) => entries.Where(e => e.Subject == subject).Sum(e => e.Hours.Tenths);
    }

    private sealed record NewEntry(long LearnerId, int Year, SubjectKind Subject, string Source, long SourceId, long ClassId, DateOnly Day, TimeOnly StartsAt, TimeOnly EndsAt,
        string Kind, int Sequence, Platform.Values.StudyHours Hours, long? ReversalOf, string? Reason);

    private sealed record Turn
    {
        public long SourceId { get; init; }
        public long LearnerId { get; init; }
        public int Next { get; init; }
    }
}
