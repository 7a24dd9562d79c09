using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Organisations;

/// <summary>本单位报名: where an organisation has people, with the way into each class.</summary>
[RequirePermission(Permissions.OwnRosters)]
internal sealed class OrganisationHomeModel(IDatabase database, OrganisationContacts contacts, IClassDirectory classes, SeatAvailability availability, ICurrentUser user) : PageModel
{
    public sealed record Line(ClassCard Class, int Admitted, int Waiting, SeatCount Seats);

    public OrganisationContact? Contact { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        Contact = user.AccountId is { } id ? await contacts.FindAsync(db, id) : null;
        if (Contact is null)
        {
            return 0;
        }
        var counts = (await db.QueryAsync<Count>("""
            SELECT e.class_id, SUM(CASE WHEN e.state = @Admitted THEN 1 ELSE 0 END) AS admitted, SUM(CASE WHEN e.state = @Waitlisted THEN 1 ELSE 0 END) AS waiting
            FROM enrolment e JOIN learner l ON l.id = e.learner_id WHERE l.employer_key = @EmployerKey GROUP BY e.class_id
            """, new { Contact.EmployerKey, EnrolmentStates.Admitted, EnrolmentStates.Waitlisted })).ToDictionary(c => c.ClassId);
        var open = await db.QueryAsync<long>("SELECT class_id FROM seat_pool WHERE is_open = TRUE");
        var cards = (await classes.GetAsync(db, [.. open]))
            .Where(c => c.State == ClassStates.Open && (c.Funding != FundingMode.Commissioned || Learners.Employers.Key(c.Client) == Contact.EmployerKey)).OrderBy(c => c.StartsOn).ToList();
        var seats = await availability.OfAsync(db, [.. cards.Select(c => c.Id)]);
        Lines = [.. cards.Select(c => new Line(c, counts.GetValueOrDefault(c.Id)?.Admitted ?? 0, counts.GetValueOrDefault(c.Id)?.Waiting ?? 0, seats[c.Id]))];
        return 0;
    });

    private sealed record Count
    {
        public long ClassId { get; init; }
        public int Admitted { get; init; }
        public int Waiting { get; init; }
    }
}
