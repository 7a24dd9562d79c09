using CEBase.Projects.Intake;
using CEBase.Projects.Plans;
using CEBase.Projects.Prices;
using CEBase.Projects.Units;

namespace CEBase.Projects.Drafting;

/// <summary>What the pages for making and changing a project share.</summary>
internal abstract class ProjectFormPage(IDatabase database, IntakeQuestions questions, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty] public ProjectInput Input { get; set; } = new();

    public IReadOnlyList<OwningUnit> Units { get; private set; } = [];
    public IReadOnlyList<ApprovedPrice> Prices { get; private set; } = [];
    public IReadOnlyList<Choice> PlanItems { get; private set; } = [];
    public IReadOnlyList<Choice> Clients { get; private set; } = [];
    public abstract string Cancel { get; }

    /// <summary>Who pays stands: the approval number is of its class.</summary>
    public string? ApprovalNo { get; protected set; }

    protected IDatabase Database => database;

    protected IntakeQuestions Questions => questions;

    public abstract IntakeForm Intake { get; }

    public virtual Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        var today = clock.Today();
        Units = [.. (await OwningUnit.AllAsync(db)).Where(u => u.Id == Input.UnitId || u.IsFiledOn(today) && !u.IsSuspended)];
        Prices = [.. (await PriceService.AllAsync(db)).Where(p => p.Id == Input.PriceId || p.HoldsUntil is null || p.HoldsUntil >= today)];
        PlanItems = await PlanQueries.ChoicesAsync(db, today.Year);
        Clients = await db.QueryAsync<Choice>("SELECT id, name AS label FROM client ORDER BY name");
        return 0;
    });

    /// <summary>The details when all of them can be stored; otherwise every problem is at its field.</summary>
    protected ProjectDetails? ReadInput()
    {
        var (details, problems) = Input.Read(IntakeAnswers.Read(questions.All, Intake.Answer));
        foreach (var problem in problems)
        {
            ModelState.AddModelError($"{nameof(Input)}.{problem.Field}", problem.Sentence);
        }
        return problems.Count == 0 ? details : null;
    }
}
