using CEBase.Projects.Clients;
using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>What the form of a contract sends, as typed.</summary>
internal sealed class ContractInput
{
    [Display(Name = "项目")] public long? ProjectId { get; set; }
    [Display(Name = "委托单位")] public long? ClientId { get; set; }
    [Display(Name = "合同类别")] public ContractKind? Kind { get; set; }
    [Display(Name = "范本")] public long? TemplateId { get; set; }
    [Display(Name = "偏离说明")] public string? Deviation { get; set; }
    [Display(Name = "安全责任条款")] public bool HasSafetyClause { get; set; }
    [Display(Name = "人数")] public int? Headcount { get; set; }
    [Display(Name = "合同价")] public decimal? Price { get; set; }
    [Display(Name = "开始日")] public DateOnly? StartsOn { get; set; }
    [Display(Name = "结束日")] public DateOnly? EndsOn { get; set; }
    [Display(Name = "洽谈日")] public DateOnly? NegotiatedOn { get; set; }
    [Display(Name = "合同要点")] public string? KeyTerms { get; set; }
    [Display(Name = "合作方与关系人")] public string? Partners { get; set; }
    [Display(Name = "已申报")] public bool IsDeclared { get; set; }
    public string? RequestKey { get; set; }
    public int Version { get; set; }

    public static ContractInput Of(Contract c) => new()
    {
        ProjectId = c.ProjectId, ClientId = c.ClientId, Kind = c.Kind, TemplateId = c.TemplateId, Deviation = c.Deviation, HasSafetyClause = c.HasSafetyClause, Headcount = c.Headcount,
        Price = c.Price.Yuan, StartsOn = c.StartsOn, EndsOn = c.EndsOn, NegotiatedOn = c.NegotiatedOn, KeyTerms = c.KeyTerms, Partners = c.Partners, IsDeclared = c.IsDeclared,
        Version = c.Version,
    };
}

/// <summary>What the pages for drafting and changing a contract share.</summary>
internal abstract class ContractFormPage(IDatabase database, IProjectDirectory projects, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty] public ContractInput Input { get; set; } = new();

    public IReadOnlyList<Client> Clients { get; private set; } = [];
    public IReadOnlyList<ContractTemplate> Templates { get; private set; } = [];
    public IReadOnlyList<ProjectCard> Projects { get; private set; } = [];

    /// <summary>The project, once chosen.</summary>
    public ProjectCard? Project { get; private set; }

    public abstract string Cancel { get; }

    /// <summary>The project can't be chosen any more.</summary>
    public virtual bool HasFixedProject => false;

    protected IDatabase Database => database;
    protected IProjectDirectory Directory => projects;
    protected TimeProvider Clock => clock;

    public virtual Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Clients = await ClientQueries.AllAsync(db);
        Templates = await ContractTemplate.AllAsync(db);
        Projects = HasFixedProject ? [] : await projects.CurrentAsync(db);
        Project = Input.ProjectId is { } id ? await projects.FindAsync(db, id) : null;
        return 0;
    });

    /// <summary>The entry when it can be stored; otherwise every problem is at its field.</summary>
    protected Contract? ReadInput(string number)
    {
        var price = TypedAmounts.Yuan(Input.Price);
        if (price is null)
        {
            ModelState.AddModelError("Input.Price", "请填写合同价，最多两位小数；不收费的填 0。");
        }
        if (Input.Kind is null)
        {
            ModelState.AddModelError("Input.Kind", "请选择合同类别。");
        }
        var entry = new Contract
        {
            Number = number,
            ProjectId = Input.ProjectId ?? 0,
            ClientId = Input.ClientId ?? 0,
            Kind = Input.Kind ?? ContractKind.Training,
            TemplateId = Input.TemplateId,
            Deviation = (Input.Deviation ?? "").Trim(),
            HasSafetyClause = Input.HasSafetyClause,
            Headcount = Input.Headcount ?? 0,
            Price = price ?? Money.Zero,
            StartsOn = Input.StartsOn ?? default,
            EndsOn = Input.EndsOn ?? default,
            NegotiatedOn = Input.NegotiatedOn ?? default,
            KeyTerms = (Input.KeyTerms ?? "").Trim().ReplaceLineEndings("\n"),
            Partners = (Input.Partners ?? "").Trim(),
            IsDeclared = Input.IsDeclared,
            Version = Input.Version,
        };
        foreach (var (field, sentence) in ContractService.Problems(entry, clock.Today()))
        {
            ModelState.AddModelError($"Input.{field}", sentence);
        }
        return ModelState.IsValid ? entry : null;
    }
}
