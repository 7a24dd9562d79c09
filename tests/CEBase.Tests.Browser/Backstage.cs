namespace CEBase.Tests.Browser;

/// <summary>Looks behind the pages for a case the demo base holds.</summary>
internal static class Backstage
{
    private sealed record Found
    {
        public required string ClassNo { get; init; }
        public required string Name { get; init; }
        public long SessionId { get; init; }
        public required string Email { get; init; }
    }

    /// <summary>A session that is over, not confirmed yet, and a learner with an account on its roster.</summary>
    public static async Task<(string ClassNo, string Name, long Session, string Learner)> OpenSessionAsync(Site site)
    {
        var found = await site.Database.ReadAsync(db => db.FirstAsync<Found>("""
            SELECT c.class_no, c.name, s.id AS session_id, a.email
            FROM training_class c
            JOIN class_session s ON s.class_id = c.id
            JOIN enrolment e ON e.class_id = c.id AND e.state = 'admitted'
            JOIN learner l ON l.id = e.learner_id
            JOIN account a ON a.id = l.account_id
            WHERE c.state = 'running' AND s.day < @today AND s.id NOT IN (SELECT session_id FROM session_register WHERE state = 'confirmed')
              AND NOT EXISTS (SELECT 1 FROM hour_entry h WHERE h.learner_id = l.id AND h.class_id = c.id)
            ORDER BY s.day DESC, a.email
            """, new { today = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd") }));
        Assert.True(found is not null, "The demo base has no session that is over and unconfirmed.");
        return (found.ClassNo, found.Name, found.SessionId, found.Email);
    }
}
