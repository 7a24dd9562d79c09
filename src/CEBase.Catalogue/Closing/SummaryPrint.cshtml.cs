using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Closing;

/// <summary>The summary as it is printed and handed in.</summary>
[RequirePermission(Permissions.View)]
internal sealed class SummaryPrintModel(IDatabase database, ClassRepository classes, ClosingRepository closing, ClosingFigures figures) : PageModel
{
    [FromRoute] public string No { get; set; } = "";

    public ClassRow Class { get; private set; } = null!;
    public ClassSummary Summary { get; private set; } = null!;
    public ClassEvaluation? Evaluation { get; private set; }
    public IReadOnlyList<Improvement> Improvements { get; private set; } = [];
    public IReadOnlyList<ClosingFigure> Figures { get; private set; } = [];

    public Task OnGetAsync() => database.ReadAsync<int>(async db =>
    {
        Class = await classes.OpenAsync(db, No);
        Summary = await closing.SummaryAsync(db, Class.Id) ?? throw Refusal.NotFound($"{No} 还没有班级总结。");
        Evaluation = await closing.EvaluationAsync(db, Class.Id);
        Improvements = await closing.ImprovementsAsync(db, Class.Id);
        Figures = await figures.ShownAsync(db, Class.Id, Summary);
        return 0;
    });
}
