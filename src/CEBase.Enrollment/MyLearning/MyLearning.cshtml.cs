using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.MyLearning;

/// <summary>A lesson to come, with its class.</summary>
internal sealed record NextLesson(LessonInfo Lesson, ClassCard Class);

/// <summary>我的学习: the year, what is next, applications; higher modules bring their parts.</summary>
[SignedIn]
internal sealed class MyLearningModel(
    IDatabase database, IEnrolmentDirectory directory, OwnEnrolments enrolments, IClassDirectory classes, IEnumerable<IMyLearningSection> sections, ICurrentUser user, TimeProvider clock) : PageModel
{
    /// <summary>Where the module's own part, the enrolments, stands among the sections.</summary>
    private const int OwnOrder = 50;
    private const int DaysAhead = 60;
    private const int MaxNext = 6;

    public LearnerCard? Learner { get; private set; }
    public IReadOnlyList<(string Partial, object Model)> Above { get; private set; } = [];
    public IReadOnlyList<(string Partial, object Model)> Below { get; private set; } = [];
    public IReadOnlyList<NextLesson> Next { get; private set; } = [];
    public IReadOnlyList<OwnEnrolment> Current { get; private set; } = [];
    public int Past { get; private set; }
    public DateOnly Today => clock.Today();
    public bool IsContact => user.Has(Permissions.OwnRosters);

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        Learner = user.AccountId is { } id ? await directory.LearnerOfAsync(db, id) : null;
        if (Learner is null)
        {
            return;
        }
        var all = await enrolments.AllAsync(db, Learner.Id);
        Current = [.. all.Where(e => e.State is EnrolmentStates.Pending or EnrolmentStates.Waitlisted || (e.State == EnrolmentStates.Admitted && e.Class.EndsOn >= Today))];
        Past = all.Count - Current.Count;
        var mine = Current.Where(e => e.State == EnrolmentStates.Admitted).ToDictionary(e => e.Class.Id, e => e.Class);
        if (mine.Count > 0)
        {
            Next = [.. (await classes.SessionsBetweenAsync(db, Today, Today.AddDays(DaysAhead))).Where(s => mine.ContainsKey(s.ClassId)).Take(MaxNext).Select(s => new NextLesson(s, mine[s.ClassId]))];
        }
        var (above, below) = (new List<(string, object)>(), new List<(string, object)>());
        foreach (var section in sections.OrderBy(s => s.Order))
        {
            if (await section.ForAsync(db, Learner, Today.Year) is { } part)
            {
                (section.Order < OwnOrder ? above : below).Add(part);
            }
        }
        (Above, Below) = (above, below);
    });
}
