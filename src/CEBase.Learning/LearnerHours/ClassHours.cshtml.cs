using CEBase.Learning.Attendance;

namespace CEBase.Learning.LearnerHours;

/// <summary>One learner in one lesson of the overview.</summary>
internal sealed record MatrixCell(AttendanceState? Mark, StudyHours? Hours, bool IsRefused);

/// <summary>One learner of the overview.</summary>
internal sealed record MatrixRow(long LearnerId, string Name, string Employer, IReadOnlyList<MatrixCell> Cells)
{
    public StudyHours Total => new(Cells.Sum(c => c.Hours?.Tenths ?? 0));
    public int Attended => Cells.Count(c => c.Mark?.WasThere() == true);
}

/// <summary>学时一览: learners by lessons of a class, with an export.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassHoursModel(
    IDatabase database, IClassDirectory classes, IEnrolmentDirectory enrolments, LessonRegister register, HourRefusals refusals, IHourLedger ledger) : PageModel
{
    [FromRoute] public string No { get; set; } = "";

    public ClassCard Class { get; private set; } = null!;
    public IReadOnlyList<LessonInfo> Lessons { get; private set; } = [];
    public IReadOnlyList<MatrixRow> Rows { get; private set; } = [];
    private IReadOnlyDictionary<long, LearnerCard> Cards { get; set; } = new Dictionary<long, LearnerCard>();

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        Class = await classes.OfNumberAsync(db, No);
        Lessons = await classes.SessionsAsync(db, Class.Id);
        var marks = (await register.MarksOfClassAsync(db, Class.Id)).ToDictionary(m => (m.LearnerId, m.SessionId), m => m.State);
        var hours = (await ledger.OfClassAsync(db, Class.Id)).Where(e => e.Stands && e.Source == HourSources.Session).ToDictionary(e => (e.LearnerId, e.SourceId), e => e.Hours);
        var refused = (await refusals.OfClassAsync(db, Class.Id)).Select(r => (r.LearnerId, r.SessionId)).ToHashSet();
        var roster = await enrolments.OfClassAsync(db, Class.Id);
        var others = hours.Keys.Concat(marks.Keys).Select(k => k.Item1).Except(roster.Select(e => e.LearnerId)).Distinct().ToList();
        Cards = (await enrolments.LearnersAsync(db, [.. roster.Select(e => e.LearnerId), .. others])).ToDictionary(l => l.Id);
        Rows = [.. roster.Select(e => e.LearnerId).Concat(others).Where(Cards.ContainsKey).Select(id => new MatrixRow(id, Cards[id].Name, Cards[id].Employer,
            [.. Lessons.Select(s => new MatrixCell(marks.TryGetValue((id, s.Id), out var mark) ? mark : null, hours.TryGetValue((id, s.Id), out var got) ? got : null, refused.Contains((id, s.Id))))]))];
    });

    /// <summary>The same as a workbook, totals as formulas.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        await OnGetAsync();
        using var book = new Workbook("学时", $"{Class.ClassNo} {Class.Name} 学时表", $"{Class.Subject.Label()}，每次课一列；空白为未计学时",
            ["姓名", "证件号码", "工作单位", "职称", .. Lessons.Select(s => $"{s.Day.InTable()} {s.StartsAt:HH:mm}"), "合计"]);
        var (first, last) = (Workbook.Letter(5), Workbook.Letter(4 + Math.Max(1, Lessons.Count)));
        foreach (var row in Rows)
        {
            var card = Cards[row.LearnerId];
            book.Add([card.Name, card.MaskedNumber, card.Employer, card.Title, .. row.Cells.Select(c => (object?)c.Hours?.Hours), new Formula($"SUM({first}{book.Row + 1}:{last}{book.Row + 1})")]);
        }
        var (top, bottom) = (Workbook.HeadRow + 1, Math.Max(book.Row, Workbook.HeadRow + 1));
        book.Add(["合计", null, null, null, .. Enumerable.Range(5, Lessons.Count + 1).Select(i => (object?)new Formula($"SUM({Workbook.Letter(i)}{top}:{Workbook.Letter(i)}{bottom})"))]);
        return File(book.Finish(), Workbook.MediaType, $"学时-{Class.ClassNo}.xlsx");
    }
}
