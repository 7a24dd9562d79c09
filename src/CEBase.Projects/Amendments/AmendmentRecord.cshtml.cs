using CEBase.Projects.Contracts;

namespace CEBase.Projects.Amendments;

/// <summary>An amendment's page: what it changes, its signing, what can be done.</summary>
[RequirePermission(Permissions.View)]
internal sealed class AmendmentRecordModel(RecordServices services, AmendmentRepository repository, ContractDirectory directory, AmendmentService amendments)
    : RecordPage<Amendment>(services, AmendmentStates.RecordType), IAmendmentForm
{
    [FromRoute] public string Number { get; set; } = "";
    [FromRoute] public int No { get; set; }

    [BindProperty] public AmendmentInput Input { get; set; } = new();
    [BindProperty] public DateOnly? SignedOn { get; set; }
    [BindProperty] public IFormFile? Scan { get; set; }

    public ContractTerms Terms { get; private set; } = null!;
    public bool MayEdit => CurrentUser.Has(Permissions.ContractsManage) && Record.State == AmendmentStates.Draft;

    protected override string NotFoundSentence => $"合同 {Number} 没有第 {No} 份补充协议。";

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        Fill();
    }

    protected override async Task<long?> FindIdAsync(DbScope db) => (await repository.FindAsync(db, Number, No))?.Id;

    protected override Task<Amendment?> ReadAsync(DbScope db, long id) => repository.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db) => Terms = (await directory.OfAsync(db, Record.ContractId))!;

    public async Task<IActionResult> OnPostSaveAsync()
    {
        await MustManageAsync();
        SignedOn = Record.SignedOn;
        return await ChangeAsync(db => amendments.UpdateAsync(db, Record, Input.Wish(), Input.Version, CurrentUser), "变更内容已保存。");
    }

    public async Task<IActionResult> OnPostSigningAsync([FromForm] int version)
    {
        await MustManageAsync();
        Fill(SignedOn);
        await using var content = Scan?.OpenReadStream();
        return await ChangeAsync(db => amendments.SaveSigningAsync(db, Record, SignedOn, UploadedFile.Of(content, Scan), version, CurrentUser), "签订信息已保存，核对后登记签订。");
    }

    public override async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        ModelState.Clear();
        await OnGetAsync();
        return await base.OnPostStepAsync(form);
    }

    protected override string SentenceOf(StepOutcome outcome) => $"第 {No} 份补充协议{AmendmentStates.Of(outcome.State).Label}。";

    private async Task MustManageAsync()
    {
        await LoadAsync();
        CurrentUser.Demand(Permissions.ContractsManage, "您没有管理合同的权限。");
    }

    /// <summary>Forms that were not sent show what is stored.</summary>
    private void Fill(DateOnly? typed = null)
    {
        SignedOn = typed ?? Record.SignedOn;
        Input = AmendmentInput.Of(Record.State == AmendmentStates.Draft ? AmendedTerms.Of(Terms, [Record with { State = AmendmentStates.Signed }]) : Terms);
        Input.Reason = Record.Reason;
        Input.Version = Record.Version;
    }
}
