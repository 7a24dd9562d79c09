using CEBase.Catalogue.Archives;
using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Closing;

/// <summary>总结: figures, evaluation, improvements and the summary of a class.</summary>
[RequirePermission(Permissions.View)]
internal sealed class SummaryPageModel(
    IDatabase database, ClosingService desk, ClosingFigures figures, WorkflowEngine engine, IParameters parameters, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    public sealed class TextInput
    {
        public string? Overview { get; set; }
        public string? Teaching { get; set; }
        public string? Results { get; set; }
        public string? Evaluation { get; set; }
        public string? Problems { get; set; }
        public int Version { get; set; }
    }

    public sealed class ScoreInput
    {
        [Display(Name = "发放份数")] public int? Sent { get; set; }
        [Display(Name = "收回份数")] public int? Returned { get; set; }
        [Display(Name = "师资满意度")] public decimal? Instructors { get; set; }
        [Display(Name = "内容满意度")] public decimal? Content { get; set; }
        [Display(Name = "管理满意度")] public decimal? Management { get; set; }
        public string? Opinions { get; set; }
        public string? Reason { get; set; }
        public int Version { get; set; }
    }

    public sealed class ImprovementInput
    {
        public string? Problem { get; set; }
        public string? Measure { get; set; }
        public string? Responsible { get; set; }
        [Display(Name = "完成期限")] public DateOnly? DueOn { get; set; }
    }

    public sealed class FilingInput
    {
        [Display(Name = "备案日期")] public DateOnly? FiledOn { get; set; }
        public string? FilingNo { get; set; }
    }

    [FromRoute] public string No { get; set; } = "";
    [BindProperty] public TextInput Text { get; set; } = new();
    [BindProperty] public ScoreInput Score { get; set; } = new();
    [BindProperty] public ImprovementInput Mend { get; set; } = new();
    [BindProperty] public FilingInput Filing { get; set; } = new();

    public ClassRow Class { get; private set; } = null!;
    public ClassSummary? Summary { get; private set; }
    public ClassEvaluation? Evaluation { get; private set; }
    public IReadOnlyList<Improvement> Improvements { get; private set; } = [];
    public IReadOnlyList<ClosingFigure> Figures { get; private set; } = [];
    public WorkflowView? View { get; private set; }
    public DateOnly Due { get; private set; }
    public DateOnly Today { get; } = clock.Today();
    private ClassSummary? Draft { get; set; }
    public bool MayManage => ClassAccess.MayManage(Class.AdviserId, user);
    public bool MayFile => user.Has(Permissions.Manage) && Summary is { IsSubmitted: true };
    public bool MayEdit => MayManage && !ClassStates.IsOver(Class.State);

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Class = await ClassRow.FindAsync(db, No) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
            Summary = await ClassSummary.FindAsync(db, Class.Id);
            Evaluation = await ClassEvaluation.FindAsync(db, Class.Id);
            Improvements = await Improvement.OfClassAsync(db, Class.Id);
            Figures = await figures.ShownAsync(db, Class.Id, Summary);
            Draft = Summary ?? await desk.DraftAsync(db, Class);
            Due = ArchiveDue.AddWorkingDays(Class.EndsOn, (await ArchiveTerms.OnAsync(parameters, db, Today)).SummaryWorkingDays);
            return 0;
        });
        Fill();
        View = Summary is null ? null : await engine.LookAsync(SummaryWorkflow.RecordType, Class.Id, user);
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        await database.WriteAsync(async db => await desk.SaveSummaryAsync(db, No, new ClassSummary
        {
            Overview = Text.Overview ?? "", Teaching = Text.Teaching ?? "", Results = Text.Results ?? "", Evaluation = Text.Evaluation ?? "", Problems = Text.Problems ?? "", Version = Text.Version,
        }, user));
        return Done("总结已保存为草稿，核对后可以提交。");
    }

    public async Task<IActionResult> OnPostEvaluationAsync()
    {
        await database.WriteAsync(async db => await desk.SaveEvaluationAsync(db, No, new ClassEvaluation
        {
            Sent = Score.Sent ?? 0, Returned = Score.Returned ?? 0, Instructors = Tenths(Score.Instructors, nameof(Score.Instructors)), Content = Tenths(Score.Content, nameof(Score.Content)),
            Management = Tenths(Score.Management, nameof(Score.Management)), Opinions = Score.Opinions ?? "", Reason = Score.Reason ?? "", Version = Score.Version,
        }, user));
        return Done("学员评价已登记。");
    }

    public async Task<IActionResult> OnPostImprovementAsync()
    {
        await database.WriteAsync(async db => await desk.SaveImprovementAsync(db, No, new Improvement
        {
            Problem = Mend.Problem ?? "", Measure = Mend.Measure ?? "", Responsible = Mend.Responsible ?? "", DueOn = Mend.DueOn ?? default,
        }, user));
        return Done("改进事项已登记。");
    }

    public async Task<IActionResult> OnPostFileAsync()
    {
        await database.WriteAsync(async db => await desk.FileAsync(db, No, Filing.FiledOn ?? default, Filing.FilingNo ?? "", user));
        return Done("总结备案已登记。");
    }

    public async Task<IActionResult> OnPostFinishAsync(long id, string? outcome)
    {
        await database.WriteAsync(async db => await desk.FinishImprovementAsync(db, No, id, outcome ?? "", user));
        return Done("整改结果已登记。");
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        await LoadAsync();
        var outcome = await engine.TakeAsync(form, SummaryWorkflow.RecordType, Class.Id, user);
        return Done(outcome.Refusal ?? "总结的状态已更新。");
    }

    /// <summary>Forms that weren't sent show what is stored; the one that was keeps what was typed.</summary>
    private void Fill()
    {
        if (Draft is { } d && !WasSent(nameof(Text)))
        {
            Text = new TextInput { Overview = d.Overview, Teaching = d.Teaching, Results = d.Results, Evaluation = d.Evaluation, Problems = d.Problems, Version = d.Version };
        }
        if (Evaluation is { } e && !WasSent(nameof(Score)))
        {
            Score = new ScoreInput
            {
                Sent = e.HasSurvey ? e.Sent : null, Returned = e.HasSurvey ? e.Returned : null, Instructors = e.Instructors / 10m, Content = e.Content / 10m, Management = e.Management / 10m,
                Opinions = e.Opinions, Reason = e.Reason, Version = e.Version,
            };
        }
    }

    private bool WasSent(string form) => Request.HasFormContentType && Request.Form.Keys.Any(key => key.StartsWith(form + ".", StringComparison.Ordinal));

    private static int? Tenths(decimal? percent, string field) => percent is not { } value ? null
        : value is >= 0 and <= 100 && decimal.Truncate(value * 10m) == value * 10m ? (int)(value * 10m)
        : throw new Refusal("evaluation_range", "满意度应为 0 到 100 之间的数，最多一位小数。") { Field = field };

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect($"/console/classes/{No}/summary");
    }
}
