namespace CEBase.Enrollment.Admissions;

/// <summary>Applications that wait for staff, and full classes with a line before them.</summary>
internal sealed class AdmissionWork(IClassDirectory classes) : IWorkProvider
{
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        if (!user.Has(Permissions.Manage))
        {
            return [];
        }
        var lines = await db.QueryAsync<Line>("""
            SELECT e.class_id, SUM(CASE WHEN e.state = @Pending THEN 1 ELSE 0 END) AS pending, SUM(CASE WHEN e.state = @Waitlisted THEN 1 ELSE 0 END) AS waiting
            FROM enrolment e WHERE e.state IN (@Pending, @Waitlisted) GROUP BY e.class_id
            """, new { EnrolmentStates.Pending, EnrolmentStates.Waitlisted });
        var cards = (await classes.GetAsync(db, [.. lines.Select(l => l.ClassId)])).ToDictionary(c => c.Id);
        var found = new List<(WorkKind, string, string?, WorkRecord)>();
        foreach (var line in lines.Where(l => cards.ContainsKey(l.ClassId)).OrderBy(l => cards[l.ClassId].EnrolUntil))
        {
            var card = cards[line.ClassId];
            var href = EnrollmentAddresses.OfClass(card.ClassNo);
            if (line.Pending > 0)
            {
                found.Add((WorkKind.Waiting, "报名待审核", null, new WorkRecord($"{card.ClassNo} {card.Name}", $"{href}?state={EnrolmentStates.Pending}") { Detail = $"{line.Pending} 份报名", Due = card.EnrolUntil }));
            }
            if (line.Waiting > 0)
            {
                found.Add((WorkKind.Changed, "名额已满，有人候补", null, new WorkRecord($"{card.ClassNo} {card.Name}", $"{href}?state={EnrolmentStates.Waitlisted}") { Detail = $"{line.Waiting} 人候补，可以考虑增加名额或另开一期" }));
            }
        }
        return WorkItem.Sort(found);
    }

    private sealed record Line
    {
        public long ClassId { get; init; }
        public int Pending { get; init; }
        public int Waiting { get; init; }
    }
}
