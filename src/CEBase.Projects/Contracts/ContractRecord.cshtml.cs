using CEBase.Projects.Clients;
using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>A contract's record page: terms as amended, signing, amendments, what can be done.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ContractRecordModel(IDatabase database, IProjectDirectory projects, ContractService service, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute] public string Number { get; set; } = "";

    [BindProperty] public DateOnly? SignedOn { get; set; }
    [BindProperty] public IFormFile? Scan { get; set; }

    public Contract Contract { get; private set; } = null!;
    public ContractTerms Terms { get; private set; } = null!;
    public Client Client { get; private set; } = null!;
    public ProjectCard Project { get; private set; } = null!;
    public ContractTemplate? Template { get; private set; }
    public IReadOnlyList<Amendment> Amendments { get; private set; } = [];
    public WorkflowView View { get; private set; } = null!;
    public bool MayManage => user.Has(Permissions.ContractsManage);
    public bool MayRecordSigning => MayManage && Contract.State is ContractStates.Draft or ContractStates.Cleared;
    public bool MayAmend => MayManage && Contract.State == ContractStates.Signed && Amendments.All(a => a.State != AmendmentStates.Draft);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        SignedOn = Contract.SignedOn;
    }

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Contract = await Contract.GetAsync(db, Number);
            Terms = (await ContractDirectory.OfAsync(db, Contract.Id))!;
            Client = (await Client.FindAsync(db, Contract.ClientId))!;
            Project = (await projects.FindAsync(db, Contract.ProjectId))!;
            Template = Contract.TemplateId is { } id ? await ContractTemplate.FindAsync(db, id) : null;
            Amendments = await Amendment.OfAsync(db, Contract.Id);
            return 0;
        });
        View = await engine.LookAsync(ContractStates.RecordType, Contract.Id, user);
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        // The workflow's form sends none of the signing fields: after a refusal they show what is stored.
        ModelState.Clear();
        var contract = await database.ReadAsync(db => Contract.GetAsync(db, Number));
        SignedOn = contract.SignedOn;
        var outcome = await engine.TakeAsync(form, ContractStates.RecordType, contract.Id, user);
        TempData["Done"] = $"合同 {Number} 现在的状态是“{ContractWorkflow.Life.State(outcome.State).Label}”。";
        return Redirect($"/console/contracts/{Number}");
    }

    public async Task<IActionResult> OnPostSigningAsync([FromForm] int version)
    {
        if (!MayManage)
        {
            return Forbid();
        }
        await using var content = Scan?.OpenReadStream();
        var file = content is null ? null : new UploadedFile(content, Scan!.FileName);
        await database.WriteAsync(db =>
        {
            if (content is not null)
            {
                content.Position = 0;
            }
            return service.SaveSigningAsync(db, Number, SignedOn, file, version, user);
        });
        TempData["Done"] = "签订信息已保存，核对后登记签订。";
        return Redirect($"/console/contracts/{Number}");
    }

    /// <summary>What an amendment changes, in words.</summary>
    public static string ChangesOf(Amendment a) => string.Join("，", new[]
    {
        a.StartsOn is { } from ? $"开始日改为 {from.InTable()}" : null,
        a.EndsOn is { } to ? $"结束日改为 {to.InTable()}" : null,
        a.Headcount is { } headcount ? $"人数改为 {headcount} 人" : null,
        a.Price is { } price ? $"总价改为 {price} 元" : null,
    }.OfType<string>()) + $"。{a.Reason}";
}
