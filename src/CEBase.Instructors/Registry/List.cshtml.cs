using CEBase.Platform.Data;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Instructors.Registry;

/// <summary>师资库.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorListModel(IDatabase database, InstructorQueries queries, ICurrentUser user) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? Field { get; set; }
    [FromQuery] public TitleLevel? Level { get; set; }
    [FromQuery] public Relation? Relation { get; set; }
    [FromQuery] public string? Active { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<Instructor> Items { get; private set; } = [];
    public int Total { get; private set; }
    public IReadOnlyList<string> Fields { get; private set; } = [];
    public bool MayCreate => user.Has(Permissions.Manage);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async session =>
    {
        P = Math.Clamp(P, 1, 100_000);
        var found = await queries.ListAsync(session, new InstructorFilter
        {
            Q = Q, Field = Field, Level = Level, Relation = Relation, Active = Active switch { "1" => true, "0" => false, _ => null }, Sort = Sort, Page = P, Size = Size,
        });
        (Items, Total) = (found.Items, found.Total);
        Fields = await queries.FieldsAsync(session);
        return 0;
    }, cancel);
}
