using CEBase.Catalogue.Archives;
using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Closing;

/// <summary>总结: figures, evaluation, improvements and the summary of a class.</summary>
[RequirePermission(Permissions.View)]
internal sealed class SummaryPageModel(ClassPageServices services, ClosingRepository closing, ClosingService service, ClosingFigures figures, IParameters parameters) : ClassPage(services, "summary")
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

    [BindProperty] public TextInput Text { get; set; } = new();
    [BindProperty] public ScoreInput Score { get; set; } = new();
    [BindProperty] public ImprovementInput Mend { get; set; } = new();
    [BindProperty] public FilingInput Filing { get; set; } = new();

    public ClassSummary? Summary { get; private set; }
    public ClassEvaluation? Evaluation { get; private set; }
    public IReadOnlyList<Improvement> Improvements { get; private set; } = [];
    public IReadOnlyList<ClosingFigure> Figures { get; private set; } = [];
    public WorkflowView? View { get; private set; }
    public DateOnly Due { get; private set; }
    private ClassSummary? Draft { get; set; }
    public bool MayManage => ClassAccess.MayManage(Class, CurrentUser);
    public bool MayFile => CurrentUser.Has(Permissions.Manage) && Summary is { IsSubmitted: true };

    protected override async Task LoadMoreAsync(DbScope db)
    {
        // Looked at before it is read, so that what is shown is never older than what the form says was seen.
        View = await closing.SummaryAsync(db, Class.Id) is null ? null : await Engine.LookAsync(db, SummaryWorkflow.RecordType, Class.Id, CurrentUser);
        Summary = await closing.SummaryAsync(db, Class.Id);
        Evaluation = await closing.EvaluationAsync(db, Class.Id);
        Improvements = await closing.ImprovementsAsync(db, Class.Id);
        Figures = await figures.ShownAsync(db, Class.Id, Summary);
        Draft = Summary ?? await service.DraftAsync(db, Class);
        Due = SummaryTerm.AddWorkingDays(Class.EndsOn, await SummaryTerm.DaysAsync(parameters, db, Today));
        Fill();
    }

    public Task<IActionResult> OnPostSaveAsync() => ChangeAsync(db => service.SaveSummaryAsync(db, No, new ClassSummary
    {
        Overview = Text.Overview ?? "", Teaching = Text.Teaching ?? "", Results = Text.Results ?? "", Evaluation = Text.Evaluation ?? "", Problems = Text.Problems ?? "", Version = Text.Version,
    }, CurrentUser), "总结已保存为草稿，核对后可以提交。");

    public Task<IActionResult> OnPostEvaluationAsync()
    {
        var evaluation = new ClassEvaluation
        {
            Sent = Score.Sent ?? 0, Returned = Score.Returned ?? 0, Instructors = Tenths(Score.Instructors, nameof(Score.Instructors)), Content = Tenths(Score.Content, nameof(Score.Content)),
            Management = Tenths(Score.Management, nameof(Score.Management)), Opinions = Score.Opinions ?? "", Reason = Score.Reason ?? "", Version = Score.Version,
        };
        return ChangeAsync(db => service.SaveEvaluationAsync(db, No, evaluation, CurrentUser), "学员评价已登记。");
    }

    public Task<IActionResult> OnPostImprovementAsync() => ChangeAsync(db => service.SaveImprovementAsync(db, No, new Improvement
    {
        Problem = Mend.Problem ?? "", Measure = Mend.Measure ?? "", Responsible = Mend.Responsible ?? "", DueOn = Mend.DueOn ?? default,
    }, CurrentUser), "改进事项已登记。");

    public Task<IActionResult> OnPostFileAsync() => ChangeAsync(db => service.FileAsync(db, No, Filing.FiledOn ?? default, Filing.FilingNo ?? "", CurrentUser), "总结备案已登记。");

    public Task<IActionResult> OnPostFinishAsync(long id, string? outcome) => ChangeAsync(db => service.FinishImprovementAsync(db, No, id, outcome ?? "", CurrentUser), "整改结果已登记。");

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        await LoadAsync();
        var outcome = await Engine.TakeAsync(form, SummaryWorkflow.RecordType, Class.Id, CurrentUser);
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
        : throw Problems.At(field, "evaluation_range", "满意度应为 0 到 100 之间的数，最多一位小数。");
}
