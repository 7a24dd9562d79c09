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

    public Contract Contract(string number) => new()
    {
        Number = number, ProjectId = ProjectId ?? 0, ClientId = ClientId ?? 0, Kind = Kind ?? ContractKind.Training, TemplateId = TemplateId, Deviation = (Deviation ?? "").Trim(),
        HasSafetyClause = HasSafetyClause, Headcount = Headcount ?? 0, Price = TypedAmounts.Yuan(Price) ?? new Money(-1), StartsOn = StartsOn ?? default, EndsOn = EndsOn ?? default,
        NegotiatedOn = NegotiatedOn ?? default, KeyTerms = (KeyTerms ?? "").Trim().ReplaceLineEndings("\n"), Partners = (Partners ?? "").Trim(), IsDeclared = IsDeclared, Version = Version,
    };
}

/// <summary>起草与修改合同: <c>/console/contracts/new</c>, from a project's own terms where it is known, and <c>/console/contracts/{number}/edit</c>.</summary>
[RequirePermission(Permissions.ContractsManage)]
internal sealed class ContractEditModel(
    RecordServices services, ContractRepository repository, ContractService contracts, ClientRepository clients, TemplateRepository templates, IProjectDirectory projects, IPriceDirectory prices,
    TimeProvider clock) : FormPage(services)
{
    [FromRoute] public string? Number { get; set; }
    [FromQuery(Name = "project")] public string? ProjectNumber { get; set; }

    [BindProperty] public ContractInput Input { get; set; } = new();

    public IReadOnlyList<Client> Clients { get; private set; } = [];
    public IReadOnlyList<ContractTemplate> Templates { get; private set; } = [];
    public IReadOnlyList<ProjectCard> Projects { get; private set; } = [];

    /// <summary>The project, once chosen.</summary>
    public ProjectCard? Project { get; private set; }

    public string Cancel => Number is not null ? ProjectAddresses.Contract(Number) : ProjectNumber is null ? ProjectAddresses.Contracts : $"{ProjectAddresses.Project(ProjectNumber)}/contract";

    /// <summary>The project can't be chosen any more.</summary>
    public bool HasFixedProject => Number is not null || ProjectNumber is not null;

    public override async Task OnGetAsync()
    {
        Input = await Database.ReadAsync(async db => Number is not null ? ContractInput.Of(await repository.GetAsync(db, Number)) : ProjectNumber is not null ? await ProposeAsync(db, ProjectNumber) : new ContractInput());
        Input.RequestKey = NewKey();
        await LoadAsync();
    }

    protected override async Task LoadAsync(DbScope db)
    {
        Clients = await clients.AllAsync(db);
        Templates = await templates.AllAsync(db);
        Projects = HasFixedProject ? [] : await projects.CurrentAsync(db);
        Project = Input.ProjectId is { } id ? await projects.FindAsync(db, id) : null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var entry = Input.Contract(Number ?? "");
        Refusals.All("contract_incomplete", [.. Input.Kind is null ? [(nameof(Input.Kind), "请选择合同类别。")] : Array.Empty<(string, string)>(), .. ContractService.Problems(entry, clock.Today())]);
        if (Number is not null)
        {
            return await ChangeAsync(db => contracts.UpdateAsync(db, entry, CurrentUser), $"合同 {Number} 已保存。", ProjectAddresses.Contract(Number));
        }
        var number = await Database.WriteAsync(db => contracts.CreateAsync(db, entry with { StateSince = clock.GetUtcNow() }, Input.RequestKey, CurrentUser));
        return Done($"合同 {number} 已起草。", ProjectAddresses.Contract(number));
    }

    private async Task<ContractInput> ProposeAsync(DbScope db, string projectNumber)
    {
        var project = await projects.FindAsync(db, projectNumber) ?? throw Refusal.NotFound($"没有编号为 {projectNumber} 的项目。");
        var kind = project.IsServiceOnly ? ContractKind.Service : ContractKind.Training;
        var price = project.PriceId is { } id ? await prices.FindAsync(db, id) : null;
        return new ContractInput
        {
            ProjectId = project.Id, ClientId = project.ClientId, Kind = kind, Headcount = project.Headcount, StartsOn = project.StartsOn, EndsOn = project.EndsOn,
            Price = price is null ? null : (price.Amount * project.Headcount).Yuan,
            TemplateId = (await templates.AllAsync(db)).FirstOrDefault(t => t.Kind == kind && t.HoldsFrom <= clock.Today())?.Id,
        };
    }
}
