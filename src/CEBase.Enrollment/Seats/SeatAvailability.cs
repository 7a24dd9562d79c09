namespace CEBase.Enrollment.Seats;

/// <summary>How full classes are, in two statements for any number of them.</summary>
internal sealed class SeatAvailability(IClassDirectory classes) : ISeatAvailability
{
    public async Task<IReadOnlyDictionary<long, SeatCount>> OfAsync(DbScope db, IReadOnlyCollection<long> classIds)
    {
        var counts = new Dictionary<long, SeatCount>();
        foreach (var part in classIds.Distinct().Chunk(500))
        {
            var rows = await db.QueryAsync<Row>("""
                SELECT p.class_id, p.capacity, p.taken,
                  (SELECT count(*) FROM enrolment e WHERE e.class_id = p.class_id AND e.state = @State) AS waiting
                FROM seat_pool p WHERE p.class_id IN @part
                """, new { part, State = EnrolmentStates.Waitlisted });
            foreach (var row in rows)
            {
                counts[row.ClassId] = new SeatCount(row.Capacity, row.Taken, row.Waiting);
            }
        }
        var missing = classIds.Where(id => !counts.ContainsKey(id)).ToList();
        if (missing.Count > 0)
        {
            foreach (var card in await classes.GetAsync(db, missing))
            {
                counts[card.Id] = new SeatCount(card.Capacity, 0, 0);
            }
        }
        return counts;
    }

    /// <summary>Classes whose seats can be claimed now.</summary>
    public Task<IReadOnlyList<long>> OpenAsync(DbScope db) => db.QueryAsync<long>("SELECT class_id FROM seat_pool WHERE is_open = TRUE");

    private sealed record Row
    {
        public long ClassId { get; init; }
        public int Capacity { get; init; }
        public int Taken { get; init; }
        public int Waiting { get; init; }
    }
}
