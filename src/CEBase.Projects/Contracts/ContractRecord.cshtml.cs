using CEBase.Projects.Clients;
using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>A contract's record page: terms as amended, signing, amendments, what can be done.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ContractRecordModel(
    RecordServices services, ContractRepository repository, ContractDirectory directory, AmendmentRepository amendments, ClientRepository clients, TemplateRepository templates,
    IProjectDirectory projects, ContractService contracts) : RecordPage<Contract>(services, ContractStates.RecordType)
{
    [FromRoute] public string Number { get; set; } = "";

    [BindProperty] public DateOnly? SignedOn { get; set; }
    [BindProperty] public IFormFile? Scan { get; set; }

    public ContractTerms Terms { get; private set; } = null!;
    public Client Client { get; private set; } = null!;
    public ProjectCard Project { get; private set; } = null!;
    public ContractTemplate? Template { get; private set; }
    public IReadOnlyList<Amendment> Amendments { get; private set; } = [];
    public bool MayManage => CurrentUser.Has(Permissions.ContractsManage);
    public bool MayRecordSigning => MayManage && Record.State is ContractStates.Draft or ContractStates.Cleared;
    public bool MayAmend => MayManage && Record.State == ContractStates.Signed && Amendments.All(a => a.State != AmendmentStates.Draft);

    protected override string NotFoundSentence => $"没有编号为 {Number} 的合同。";

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        SignedOn = Record.SignedOn;
    }

    protected override async Task<long?> FindIdAsync(DbScope db) => (await repository.FindAsync(db, Number))?.Id;

    protected override Task<Contract?> ReadAsync(DbScope db, long id) => repository.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Terms = (await directory.OfAsync(db, Record.Id))!;
        Client = (await clients.FindAsync(db, Record.ClientId))!;
        Project = (await projects.FindAsync(db, Record.ProjectId))!;
        Template = Record.TemplateId is { } id ? await templates.FindAsync(db, id) : null;
        Amendments = await amendments.OfAsync(db, Record.Id);
    }

    public override async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        // The workflow's form sends none of the signing fields: after a refusal they show what is stored.
        ModelState.Clear();
        SignedOn = (await Database.ReadAsync(FindAsync)).Record.SignedOn;
        return await base.OnPostStepAsync(form);
    }

    protected override string SentenceOf(StepOutcome outcome) => $"合同 {Number} 现在的状态是“{ContractWorkflow.Life.State(outcome.State).Label}”。";

    public async Task<IActionResult> OnPostSigningAsync([FromForm] int version)
    {
        CurrentUser.Demand(Permissions.ContractsManage);
        await using var content = Scan?.OpenReadStream();
        return await ChangeAsync(db => contracts.SaveSigningAsync(db, Number, SignedOn, UploadedFile.Of(content, Scan), version, CurrentUser), "签订信息已保存，核对后登记签订。");
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
