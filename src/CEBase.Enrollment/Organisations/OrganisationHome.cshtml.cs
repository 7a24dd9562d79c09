using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Organisations;

/// <summary>本单位报名: where an organisation has people, with the way into each class.</summary>
[RequirePermission(Permissions.OwnRosters)]
internal sealed class OrganisationHomeModel(IDatabase database, OrganisationContacts contacts, OrganisationPeople people, IClassDirectory classes, SeatAvailability availability, ICurrentUser user) : PageModel
{
    public sealed record Line(ClassCard Class, int Admitted, int Waiting, SeatCount Seats);

    public OrganisationContact? Contact { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        Contact = user.AccountId is { } id ? await contacts.FindAsync(db, id) : null;
        if (Contact is null)
        {
            return;
        }
        var counts = (await people.CountsAsync(db, Contact.EmployerKey)).ToDictionary(c => c.ClassId);
        var open = await availability.OpenAsync(db);
        var cards = (await classes.GetAsync(db, [.. open]))
            .Where(c => c.State == ClassStates.Open && (c.Funding != FundingMode.Commissioned || Employers.Key(c.Client) == Contact.EmployerKey)).OrderBy(c => c.StartsOn).ToList();
        var seats = await availability.OfAsync(db, [.. cards.Select(c => c.Id)]);
        Lines = [.. cards.Select(c => new Line(c, counts.GetValueOrDefault(c.Id)?.Admitted ?? 0, counts.GetValueOrDefault(c.Id)?.Waiting ?? 0, seats[c.Id]))];
    });
}
