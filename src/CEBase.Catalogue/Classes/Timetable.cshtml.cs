namespace CEBase.Catalogue.Classes;

/// <summary>课表: sessions are added, changed, copied and taken off here.</summary>
[RequirePermission(Permissions.View)]
internal sealed class TimetableModel(
    ClassPageServices services, TimetableService timetable, TimetableFacts facts, InstructorFacts instructors, Schedule schedule, IClassDirectory classes, IInstructorRegistry registry, IInstructorQualification qualification)
    : ClassPage(services, "timetable")
{
    public sealed class SessionInput
    {
        public long Id { get; set; }
        [Display(Name = "日期")] public DateOnly? Day { get; set; }
        [Display(Name = "上课")] public TimeOnly? StartsAt { get; set; }
        [Display(Name = "下课")] public TimeOnly? EndsAt { get; set; }
        [Display(Name = "授课内容")] public string? Topic { get; set; }
        [Display(Name = "授课教师")] public long? InstructorId { get; set; }
        [Display(Name = "教室")] public string? Room { get; set; }
        [Display(Name = "学时")] public decimal? Hours { get; set; }
    }

    [FromQuery] public long? Edit { get; set; }
    [BindProperty] public SessionInput Input { get; set; } = new();
    [BindProperty, Display(Name = "从")] public DateOnly? From { get; set; }
    [BindProperty, Display(Name = "到")] public DateOnly? To { get; set; }

    public IReadOnlyList<LessonInfo> Sessions { get; private set; } = [];
    public IReadOnlyList<DateOnly> Days => [.. Sessions.Select(s => s.Day).Distinct()];
    public IReadOnlyList<ListOption> Teachers { get; private set; } = [];
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    private Dictionary<long, InstructorCard> _teachers = [];

    /// <summary>The day for which the chooser says who may teach.</summary>
    public DateOnly ChoiceDay { get; private set; }

    /// <summary>What the chooser says beside a name: nothing for those who may teach on the day.</summary>
    private static string Verdict(IReadOnlyList<Finding> findings) => findings.Select(f => f.Severity).DefaultIfEmpty(Severity.Note).Max() switch
    {
        Severity.Block => "，不能授课",
        Severity.Review => "，需要复核",
        _ => "",
    };

    public InstructorCard? TeacherOf(long? id) => id is { } known ? _teachers.GetValueOrDefault(known) : null;

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        var shown = Sessions.FirstOrDefault(s => s.Id == Edit);
        if (shown is not null)
        {
            Input = new SessionInput
            {
                Id = shown.Id, Day = shown.Day, StartsAt = shown.StartsAt, EndsAt = shown.EndsAt, Topic = shown.Topic, InstructorId = shown.InstructorId,
                Room = shown.Room, Hours = shown.Hours.Hours,
            };
        }
        else
        {
            // The next one mostly follows the last: same room, same instructor, same day.
            var last = Sessions.LastOrDefault();
            Input = new SessionInput { Day = last?.Day ?? Class.StartsOn, Room = last?.Room, InstructorId = last?.InstructorId, Hours = last?.Hours.Hours };
        }
    }

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Sessions = await classes.SessionsAsync(db, Class.Id);
        // Judged for the day of the form: the one typed, that of the session being changed, or the one the next is offered for.
        ChoiceDay = Input.Day ?? Sessions.FirstOrDefault(s => s.Id == Edit)?.Day ?? Sessions.LastOrDefault()?.Day ?? Class.StartsOn;
        var choices = await registry.ActiveAsync(db);
        var verdicts = MayEdit ? await qualification.JudgeAsync(db, [.. choices.Select(c => new Lesson(c.Id, ChoiceDay))]) : new Dictionary<Lesson, IReadOnlyList<Finding>>();
        Teachers = Options.Of(choices, t => t.Id, t => $"{t.Name}（{t.Title}，{t.Field}{Verdict(verdicts.GetValueOrDefault(new Lesson(t.Id, ChoiceDay), []))}）");
        _teachers = (await registry.FindAsync(db, [.. Sessions.Select(s => s.InstructorId).OfType<long>().Distinct()])).ToDictionary(t => t.Id);
        Findings = Sessions.Count == 0 ? [] : [.. await facts.CheckAsync(db, Class), .. await instructors.CheckAsync(db, Class.Id), .. await schedule.ClashesOfAsync(db, Class.Id)];
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        var classId = (await Database.ReadAsync(db => classes.FindAsync(db, No)) ?? throw ClassRepository.NotThere(No)).Id;
        var card = new LessonInfo
        {
            Id = Input.Id, ClassId = classId, Day = Input.Day ?? default, StartsAt = Input.StartsAt ?? default, EndsAt = Input.EndsAt ?? default, Topic = Input.Topic ?? "", Room = Input.Room ?? "",
            InstructorId = Input.InstructorId, Hours = TypedAmounts.Hours(Input.Hours) ?? StudyHours.Zero,
        };
        return await ChangeAsync(db => timetable.SaveAsync(db, card, CurrentUser), $"{card.When()} 的课已保存。");
    }

    public Task<IActionResult> OnPostRemoveAsync(long id) => ChangeAsync(db => timetable.RemoveAsync(db, id, CurrentUser), "这次课已从课表上删除。");

    public async Task<IActionResult> OnPostCopyAsync()
    {
        var count = await Database.WriteAsync(db => timetable.CopyDayAsync(db, No, From ?? default, To ?? default, CurrentUser));
        return Done($"已把 {count} 次课复制到 {To!.Value.InTable()}。");
    }
}
