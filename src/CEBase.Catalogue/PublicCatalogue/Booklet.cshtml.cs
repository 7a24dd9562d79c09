using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Courses;

namespace CEBase.Catalogue.PublicCatalogue;

/// <summary>A class's public page, read like a programme booklet.</summary>
[Public]
internal sealed class BookletModel(IDatabase database, ClassRepository classes, CourseRepository courses, ClassTiles tiles, IInstructorRegistry registry, PublicMaterial material, ICurrentUser user) : PageModel
{
    [FromRoute] public string No { get; set; } = "";

    public ClassRow Class { get; private set; } = null!;
    public Course Course { get; private set; } = null!;
    public ClassTile Tile { get; private set; } = null!;
    public IReadOnlyList<IReadOnlyList<LessonInfo>> Days { get; private set; } = [];
    public IReadOnlyList<InstructorCard> Teachers { get; private set; } = [];
    public IReadOnlyList<PromotionCard> Material { get; private set; } = [];
    public IReadOnlyList<SeatQuota> Quotas { get; private set; } = [];
    public StateDefinition State => ClassWorkflow.Life.State(Class.State);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        var row = await classes.RowAsync(db, No);
        if (row is null || !ClassWords.PublicStates.Contains(row.State))
        {
            throw Refusal.NotFound($"没有班号为 {No} 的培训班，或它还没有公开。可以到培训班目录里查找。");
        }
        Class = row;
        Course = (await courses.FindAsync(db, row.CourseId))!;
        Tile = await tiles.OfAsync(db, row, user.AccountId);
        var sessions = await classes.SessionsAsync(db, row.Id);
        Days = [.. sessions.GroupBy(s => s.Day).Select(g => (IReadOnlyList<LessonInfo>)[.. g])];
        Teachers = await registry.FindAsync(db, [.. sessions.Select(s => s.InstructorId).OfType<long>().Distinct()]);
        Material = await material.OfAsync(db, row.ProjectId);
        Quotas = await classes.QuotasAsync(db, row.Id);
        return 0;
    }, cancel);

    public InstructorCard? TeacherOf(LessonInfo lesson) => Teachers.FirstOrDefault(t => t.Id == lesson.InstructorId);

    public static string Weekday(DateOnly day) => "星期" + "日一二三四五六"[(int)day.DayOfWeek];
}
