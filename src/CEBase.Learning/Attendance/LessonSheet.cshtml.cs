namespace CEBase.Learning.Attendance;

/// <summary>A learner on the sheet.</summary>
internal sealed record SheetLine(long LearnerId, string Name, string Employer, bool OnRoster, Mark? Mark, HourEntry? Entry, IReadOnlyList<HourRefusal> Refusals)
{
    /// <summary>What is chosen in the form: what was typed, else what is stored.</summary>
    public AttendanceState? Chosen { get; init; }

    /// <summary>Somebody else changed the row meanwhile.</summary>
    public bool InConflict { get; init; }

    /// <summary>State and version that were shown, sent back with the form.</summary>
    public string Seen => $"{Mark?.State}:{Mark?.Version ?? 0}";
}

/// <summary>A lesson: the sheet, what stops confirmation, what happened.</summary>
[RequirePermission(Permissions.View)]
[RequestFormLimits(ValueCountLimit = 20_000)]
internal sealed class LessonSheetModel(
    RecordServices services, IClassDirectory classes, IEnrolmentDirectory enrolments, LessonRegister register, HourRefusals refusals, IHourLedger ledger, AttendanceSheet sheet)
    : RecordPage<ClassLesson>(services, LessonStates.RecordType)
{
    private const string MarkPrefix = "mark-";
    private const string SeenPrefix = "seen-";

    private SheetOutcome? _outcome;

    [FromRoute] public string No { get; set; } = "";
    [FromRoute] public long SessionId { get; set; }

    public IReadOnlyList<SheetLine> Lines { get; private set; } = [];

    /// <summary>A correction needs to know whose: it has a page of its own.</summary>
    public WorkflowView Offered => View with { Steps = [.. View.Steps.Where(s => s.Step.Name != LessonWorkflow.Correct)] };
    public bool IsConfirmed => View.State.Name == LessonStates.Confirmed;
    public bool MayTake => CurrentUser.Has(Permissions.Take) && ClassAccess.MayManage(Record.Class, CurrentUser) && !IsConfirmed;
    public bool MayCorrect => CurrentUser.Has(Permissions.Correct) && ClassAccess.MayManage(Record.Class, CurrentUser) && IsConfirmed;
    public int Unmarked => Lines.Count(l => l.OnRoster && l.Mark is null);

    protected override async Task<long?> FindIdAsync(DbScope db) => (await classes.SessionOfAsync(db, No, SessionId)).Lesson.Id;

    protected override async Task<ClassLesson?> ReadAsync(DbScope db, long id) => await classes.SessionOfAsync(db, No, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        var roster = (await enrolments.OfClassAsync(db, Record.Class.Id)).ToDictionary(e => e.LearnerId);
        var marks = (await register.MarksAsync(db, SessionId)).ToDictionary(m => m.LearnerId);
        var entries = (await ledger.OfSourceAsync(db, HourSources.Session, SessionId)).Where(e => e.Stands).ToDictionary(e => e.LearnerId);
        var kept = (await refusals.OfSessionAsync(db, SessionId)).ToLookup(r => r.LearnerId);
        var gone = await enrolments.LearnersAsync(db, [.. marks.Keys.Where(id => !roster.ContainsKey(id))]);
        var people = roster.Values.Select(e => (Id: e.LearnerId, Name: e.LearnerName, e.Employer, OnRoster: true)).Concat(gone.Select(l => (l.Id, l.Name, l.Employer, OnRoster: false)));
        var typed = Typed();
        Lines = [.. people.Select(p => new SheetLine(p.Id, p.Name, p.Employer, p.OnRoster, marks.GetValueOrDefault(p.Id), entries.GetValueOrDefault(p.Id), [.. kept[p.Id]])
        {
            Chosen = typed.GetValueOrDefault(p.Id)?.State ?? marks.GetValueOrDefault(p.Id)?.State,
            InConflict = _outcome?.ConflictIds.Contains(p.Id) == true,
        })];
    }

    protected override string SentenceOf(StepOutcome outcome) =>
        outcome.AlreadyThere ? outcome.Refusal! : outcome.State == LessonStates.Confirmed ? "学时已确认并记入台账。" : "已撤回确认，原学时已冲销。";

    /// <summary>Saves the rows that were touched; a second button marks the rest.</summary>
    public async Task<IActionResult> OnPostSaveAsync(string? rest)
    {
        AttendanceState? others = rest switch { "present" => AttendanceState.Present, "absent" => AttendanceState.Absent, _ => null };
        _outcome = await sheet.SaveAsync(SessionId, [.. Typed().Values], others, CurrentUser);
        if (_outcome.Conflicts.Count > 0)
        {
            foreach (var sentence in _outcome.Conflicts)
            {
                ModelState.AddModelError("", sentence);
            }
            await LoadAsync();
            Response.StatusCode = 409;
            return Page();
        }
        return Done(_outcome.Saved == 0 ? "考勤没有变化。" : $"已保存 {_outcome.Saved} 名学员的考勤。");
    }

    private Dictionary<long, SignInSheetRow> Typed()
    {
        var rows = new Dictionary<long, SignInSheetRow>();
        if (!Request.HasFormContentType)
        {
            return rows;
        }
        foreach (var field in Request.Form.Where(f => f.Key.StartsWith(SeenPrefix, StringComparison.Ordinal)))
        {
            if (!long.TryParse(field.Key.AsSpan(SeenPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }
            var seen = field.Value.ToString().Split(':');
            rows[id] = new SignInSheetRow(id, StateOf(Request.Form[MarkPrefix + id]), StateOf(seen[0]), seen.Length > 1 && int.TryParse(seen[1], out var version) ? version : 0);
        }
        return rows;
    }

    private static AttendanceState? StateOf(string? text) => Enum.TryParse<AttendanceState>(text, out var state) && Enum.IsDefined(state) ? state : null;
}
