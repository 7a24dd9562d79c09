using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>起草合同, from a project's own terms where it is known.</summary>
[RequirePermission(Permissions.ContractsManage)]
internal sealed class ContractNewModel(IDatabase database, IProjectDirectory projects, IPriceDirectory prices, ContractService service, TimeProvider clock, ICurrentUser user)
    : ContractFormPage(database, projects, clock)
{
    [FromQuery(Name = "project")] public string? ProjectNumber { get; set; }

    public override string Cancel => ProjectNumber is null ? "/console/contracts" : $"/console/projects/{ProjectNumber}/contract";

    public override bool HasFixedProject => ProjectNumber is not null;

    public async Task OnGetAsync()
    {
        if (ProjectNumber is not null)
        {
            await Database.ReadAsync<int>(async db =>
            {
                var project = await Directory.FindAsync(db, ProjectNumber) ?? throw Refusal.NotFound($"没有编号为 {ProjectNumber} 的项目。");
                var kind = project.IsServiceOnly ? ContractKind.Service : ContractKind.Training;
                var price = project.PriceId is { } id ? await prices.FindAsync(db, id) : null;
                Input = new ContractInput
                {
                    ProjectId = project.Id, ClientId = project.ClientId, Kind = kind, Headcount = project.Headcount, StartsOn = project.StartsOn, EndsOn = project.EndsOn,
                    Price = price is null ? null : (price.Amount * project.Headcount).Yuan,
                    TemplateId = (await ContractTemplate.AllAsync(db)).FirstOrDefault(t => t.Kind == kind && t.HoldsFrom <= Clock.Today())?.Id,
                };
                return 0;
            });
        }
        Input.RequestKey = Guid.NewGuid().ToString("N");
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput("") is not { } entry)
        {
            return await this.AgainAsync();
        }
        var number = await Database.WriteAsync(db => service.CreateAsync(db, entry with { StateSince = Clock.GetUtcNow() }, Input.RequestKey, user));
        TempData["Done"] = $"合同 {number} 已起草。";
        return Redirect($"/console/contracts/{number}");
    }
}
