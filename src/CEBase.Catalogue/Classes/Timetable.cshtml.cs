namespace CEBase.Catalogue.Classes;

/// <summary>课表: sessions are added, changed, copied and taken off here.</summary>
[RequirePermission(Permissions.View)]
internal sealed class TimetableModel(IDatabase database, TimetableService timetable, TimetableFacts facts, InstructorFacts instructors, Schedule schedule, IClassDirectory classes, IInstructorRegistry registry, IInstructorQualification qualification, ICurrentUser user) : PageModel, IFormPage
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

    [FromRoute] public string No { get; set; } = "";
    [FromQuery] public long? Edit { get; set; }
    [BindProperty] public SessionInput Input { get; set; } = new();
    [BindProperty, Display(Name = "从")] public DateOnly? From { get; set; }
    [BindProperty, Display(Name = "到")] public DateOnly? To { get; set; }

    public ClassRow Class { get; private set; } = null!;
    public IReadOnlyList<LessonInfo> Sessions { get; private set; } = [];
    public IReadOnlyList<DateOnly> Days => [.. Sessions.Select(s => s.Day).Distinct()];
    public IReadOnlyList<InstructorCard> Choices { get; private set; } = [];
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public bool MayEdit => ClassAccess.MayManage(Class.AdviserId, user) && !ClassStates.IsOver(Class.State);
    private Dictionary<long, InstructorCard> _teachers = [];
    private IReadOnlyDictionary<Lesson, IReadOnlyList<Finding>> _verdicts = new Dictionary<Lesson, IReadOnlyList<Finding>>();

    /// <summary>The day for which the chooser says who may teach.</summary>
    public DateOnly ChoiceDay { get; private set; }

    /// <summary>What the chooser says beside a name: nothing for those who may teach on the day.</summary>
    public string VerdictOf(long instructor) => _verdicts.GetValueOrDefault(new Lesson(instructor, ChoiceDay), []).Select(f => f.Severity).DefaultIfEmpty(Severity.Note).Max() switch
    {
        Severity.Block => "，不能授课",
        Severity.Review => "，需要复核",
        _ => "",
    };

    public InstructorCard? TeacherOf(long? id) => id is { } known ? _teachers.GetValueOrDefault(known) : null;

    public async Task OnGetAsync()
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

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Class = await ClassRow.FindAsync(db, No) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
        Sessions = await classes.SessionsAsync(db, Class.Id);
        Choices = await registry.ActiveAsync(db);
        // Judged for the day of the form: the one typed, that of the session being changed, or the one the next is offered for.
        ChoiceDay = Input.Day ?? Sessions.FirstOrDefault(s => s.Id == Edit)?.Day ?? Sessions.LastOrDefault()?.Day ?? Class.StartsOn;
        _verdicts = MayEdit ? await qualification.JudgeAsync(db, [.. Choices.Select(c => new Lesson(c.Id, ChoiceDay))]) : _verdicts;
        _teachers = (await registry.FindAsync(db, [.. Sessions.Select(s => s.InstructorId).OfType<long>().Distinct()])).ToDictionary(t => t.Id);
        Findings = Sessions.Count == 0 ? [] : [.. await facts.CheckAsync(db, Class), .. await instructors.CheckAsync(db, Class.Id), .. await schedule.ClashesOfAsync(db, Class.Id)];
        return 0;
    });

    public async Task<IActionResult> OnPostSaveAsync()
    {
        var classId = await ClassIdAsync();
        var card = new LessonInfo
        {
            Id = Input.Id,
            ClassId = classId,
            Day = Input.Day ?? default,
            StartsAt = Input.StartsAt ?? default,
            EndsAt = Input.EndsAt ?? default,
            Topic = Input.Topic ?? "",
            Room = Input.Room ?? "",
            InstructorId = Input.InstructorId,
            Hours = TypedAmounts.Hours(Input.Hours) ?? StudyHours.Zero,
        };
        var problems = TimetableService.Problems(card).ToList();
        foreach (var problem in problems)
        {
            ModelState.AddModelError($"{nameof(Input)}.{problem.Field}", problem.Sentence);
        }
        if (problems.Count > 0)
        {
            await LoadAsync();
            Response.StatusCode = 422;
            return Page();
        }
        await database.WriteAsync(db => timetable.SaveAsync(db, card, user));
        return Done($"{card.When()} 的课已保存。");
    }

    public async Task<IActionResult> OnPostRemoveAsync(long id)
    {
        await ClassIdAsync();
        await database.WriteAsync(db => timetable.RemoveAsync(db, id, user));
        return Done("这次课已从课表上删除。");
    }

    public async Task<IActionResult> OnPostCopyAsync()
    {
        var count = await database.WriteAsync(db => timetable.CopyDayAsync(db, No, From ?? default, To ?? default, user));
        return Done($"已把 {count} 次课复制到 {To!.Value.InTable()}。");
    }

    private async Task<long> ClassIdAsync() =>
        (await database.ReadAsync(db => classes.FindAsync(db, No)) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。")).Id;

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect($"/console/classes/{No}/timetable");
    }
}
