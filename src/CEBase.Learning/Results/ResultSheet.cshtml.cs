using CEBase.Learning.Attendance;

namespace CEBase.Learning.Results;

/// <summary>A learner on the result sheet.</summary>
internal sealed record ResultLine(EnrolmentCard Enrolment, ClassResult? Result, int Attended, IReadOnlyList<Finding> Findings, string? Outcome, string? Score);

/// <summary>考核: results of a class, beside what attendance says.</summary>
[RequirePermission(Permissions.View)]
[RequestFormLimits(ValueCountLimit = 20_000)]
internal sealed class ResultSheetModel(
    IDatabase database, IClassDirectory classes, IEnrolmentDirectory enrolments, LessonRegister register, ClassResults results, IEnumerable<IResultRemarks> remarks, IParameters parameters, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromRoute] public string No { get; set; } = "";

    public ClassCard Class { get; private set; } = null!;
    public IReadOnlyList<ResultLine> Lines { get; private set; } = [];
    public int Held { get; private set; }
    public int Share { get; private set; }
    public bool MayRecord => user.Has(Permissions.Confirm) && ClassAccess.MayManage(Class, user);

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Class = await classes.OfNumberAsync(db, No);
        Share = (await parameters.GetAsync(db, LearningParameters.CompletionShare, clock.Today())).Int;
        var marks = (await register.MarksOfClassAsync(db, Class.Id)).Where(m => m.State.WasThere()).GroupBy(m => m.LearnerId).ToDictionary(g => g.Key, g => g.Count());
        var stored = (await results.OfClassAsync(db, Class.Id)).ToDictionary(r => r.LearnerId);
        Held = (await classes.SessionsAsync(db, Class.Id)).Count(s => s.Day.At(s.EndsAt) <= clock.GetUtcNow());
        var seated = await enrolments.OfClassAsync(db, Class.Id);
        var said = new List<IReadOnlyDictionary<long, Finding>>();
        foreach (var remark in remarks)
        {
            said.Add(await remark.OfAsync(db, Class.Id, [.. seated.Select(e => e.LearnerId)]));
        }
        Lines = [.. seated.Select(e =>
        {
            var result = stored.GetValueOrDefault(e.LearnerId);
            var attended = marks.GetValueOrDefault(e.LearnerId);
            var typed = Request.HasFormContentType;
            return new ResultLine(e, result, attended, [.. AttendanceForCompletion.Judge(attended, Held, Share), .. said.Select(r => r.GetValueOrDefault(e.LearnerId)).OfType<Finding>()],
                typed ? Request.Form[$"outcome-{e.LearnerId}"] : result?.Outcome.ToString(), typed ? Request.Form[$"score-{e.LearnerId}"] : result?.Score?.ToString(CultureInfo.InvariantCulture));
        })];
    });

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        user.Demand(MayRecord, "您没有登记这个班考核结果的权限。");
        var rows = Lines.Where(l => Enum.TryParse<Outcome>(l.Outcome, out _)).Select(l => (l.Enrolment.LearnerId, Enum.Parse<Outcome>(l.Outcome!), ScoreOf(l))).ToList();
        var saved = await database.WriteAsync(db => results.RecordAsync(db, Class.Id, rows, user));
        TempData["Done"] = saved == 0 ? "考核结果没有变化。" : $"已登记 {saved} 名学员的考核结果。";
        return Redirect(Request.Path);
    }

    private static int? ScoreOf(ResultLine line)
    {
        if (string.IsNullOrWhiteSpace(line.Score))
        {
            return null;
        }
        return int.TryParse(line.Score.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var score) && score <= 100
            ? score
            : throw new Refusal("score_range", $"{line.Enrolment.LearnerName} 的成绩“{line.Score}”应是 0 到 100 之间的整数，没有分数的可以不填。") { Field = $"score-{line.Enrolment.LearnerId}" };
    }
}
