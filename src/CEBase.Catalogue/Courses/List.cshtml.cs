namespace CEBase.Catalogue.Courses;

/// <summary>课程.</summary>
[RequirePermission(Permissions.View)]
internal sealed class CourseListModel(IDatabase database, CourseQueries queries, ICurrentUser user) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? Subject { get; set; }
    [FromQuery] public string? Field { get; set; }
    [FromQuery] public string? Active { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<Course> Items { get; private set; } = [];
    public int Total { get; private set; }
    public IReadOnlyList<string> Fields { get; private set; } = [];
    public bool MayCreate => user.Has(Permissions.CoursesManage);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        P = Math.Clamp(P, 1, 100_000);
        var found = await queries.ListAsync(db, new CourseFilter
        {
            Q = Q,
            Subject = Subject switch { "public" => SubjectKind.PublicSubject, "professional" => SubjectKind.ProfessionalSubject, _ => null },
            Field = Field,
            Active = Active switch { "1" => true, "0" => false, _ => null },
            Sort = Sort,
            Page = P,
            Size = Size,
        });
        (Items, Total) = (found.Items, found.Total);
        Fields = await queries.FieldsAsync(db);
        return 0;
    }, cancel);
}
