namespace CEBase.Instructors.Registry;

/// <summary>Titles that instructors held before the present one, each until a day: what a fee or a judgement of a past day goes by.</summary>
[RestsOn("MOF540:lecture-fee", How = "职称变动保留历史，讲课费按授课当日的职称核算")]
internal sealed class TitleHistory
{
    private sealed record Held
    {
        public long InstructorId { get; init; }
        public string Title { get; init; } = "";
        public TitleLevel TitleLevel { get; init; }
        public DateOnly HeldUntil { get; init; }
    }

    /// <summary>Keeps what stood before a change that holds from the given day on.</summary>
    public Task KeepAsync(DbScope db, Instructor before, DateOnly since) => db.ExecuteAsync("""
        INSERT INTO instructor_title_held (instructor_id, title, title_level, held_until) VALUES (@Id, @Title, @Level, @Until)
        ON CONFLICT (instructor_id, held_until) DO NOTHING
        """, new { before.Id, before.Title, Level = before.TitleLevel.ToString(), Until = since.AddDays(-1) });

    /// <summary>The cards with the title that held on the day: of those held until that day or later the earliest, else the present one.</summary>
    public async Task<IReadOnlyList<InstructorCard>> OnAsync(DbScope db, IReadOnlyList<InstructorCard> cards, DateOnly day)
    {
        if (cards.Count == 0)
        {
            return cards;
        }
        var held = (await db.QueryAsync<Held>("""
            SELECT instructor_id, title, title_level, held_until FROM instructor_title_held WHERE instructor_id IN @Ids AND held_until >= @day ORDER BY held_until
            """, new { Ids = cards.Select(c => c.Id).ToArray(), day })).ToLookup(h => h.InstructorId);
        return [.. cards.Select(c => held[c.Id].FirstOrDefault() is { } then ? c with { Title = then.Title, TitleLevel = then.TitleLevel } : c)];
    }
}
