using CEBase.Projects.Clients;
using CEBase.Projects.Intake;
using CEBase.Projects.Plans;
using CEBase.Projects.Prices;
using CEBase.Projects.Units;

namespace CEBase.Projects.Drafting;

/// <summary>What the form of a project offers to choose from.</summary>
internal sealed class ProjectChoices(UnitRepository units, PriceRepository prices, PlanRepository plans, ClientRepository clients, TimeProvider clock)
{
    public async Task<(IReadOnlyList<ListOption> Units, IReadOnlyList<ListOption> Prices, IReadOnlyList<ListOption> PlanItems, IReadOnlyList<ListOption> Clients)> ReadAsync(DbScope db, ProjectInput input)
    {
        var today = clock.Today();
        return (
            Options.Of((await units.AllAsync(db)).Where(u => u.Id == input.UnitId || (u.IsFiledOn(today) && !u.IsSuspended)), u => u.Id, u => u.Name),
            Options.Of((await prices.AllAsync(db)).Where(p => p.Id == input.PriceId || p.HoldsUntil is null || p.HoldsUntil >= today), p => p.Id, p => $"{p.Name}，{p.Amount} 元，{p.FilingNo}"),
            Options.Of(await plans.ComingItemsAsync(db, today.Year), i => i.Id, i => $"{i.Year} 年 {i.Month} 月 {i.Name}{(i.IsFiled ? "" : "（计划未备案）")}"),
            Options.Of(await clients.AllAsync(db), c => c.Id, c => c.Name));
    }
}

/// <summary>What the pages for making and changing a project share.</summary>
internal abstract class ProjectFormPage(RecordServices services, IntakeQuestions questions, ProjectChoices choices) : FormPage(services)
{
    [BindProperty] public ProjectInput Input { get; set; } = new();

    public IReadOnlyList<ListOption> Units { get; private set; } = [];
    public IReadOnlyList<ListOption> Prices { get; private set; } = [];
    public IReadOnlyList<ListOption> PlanItems { get; private set; } = [];
    public IReadOnlyList<ListOption> Clients { get; private set; } = [];
    public abstract string Cancel { get; }

    /// <summary>Who pays stands: the approval number is of its class.</summary>
    public string? ApprovalNo { get; protected set; }

    protected IntakeQuestions Questions => questions;

    public abstract IntakeForm Intake { get; }

    protected override async Task LoadAsync(DbScope db) => (Units, Prices, PlanItems, Clients) = await choices.ReadAsync(db, Input);

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
