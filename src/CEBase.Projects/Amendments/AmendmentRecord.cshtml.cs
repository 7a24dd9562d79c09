using CEBase.Projects.Contracts;

namespace CEBase.Projects.Amendments;

/// <summary>An amendment's page: what it changes, its signing, what can be done.</summary>
[RequirePermission(Permissions.View)]
internal sealed class AmendmentRecordModel(IDatabase database, AmendmentService service, WorkflowEngine engine, ICurrentUser user) : AmendmentPage(database), IFormPage
{
    [FromRoute] public int No { get; set; }

    [BindProperty] public DateOnly? SignedOn { get; set; }
    [BindProperty] public IFormFile? Scan { get; set; }

    public Amendment Amendment { get; private set; } = null!;
    public WorkflowView View { get; private set; } = null!;
    public bool MayEdit => user.Has(Permissions.ContractsManage) && Amendment.State == AmendmentStates.Draft;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        FillTerms();
        SignedOn = Amendment.SignedOn;
    }

    public async Task LoadAsync()
    {
        await Database.ReadAsync<int>(async db =>
        {
            await LoadContractAsync(db);
            Amendment = await AmendmentService.GetAsync(db, Number, No);
            return 0;
        });
        View = await engine.LookAsync(AmendmentStates.RecordType, Amendment.Id, user);
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        await MustManageAsync();
        SignedOn = Amendment.SignedOn;
        await Database.WriteAsync(db => service.UpdateAsync(db, Amendment, Input.Wish(), Input.Version, user));
        return Done("变更内容已保存。");
    }

    public async Task<IActionResult> OnPostSigningAsync([FromForm] int version)
    {
        await MustManageAsync();
        FillTerms();
        await using var content = Scan?.OpenReadStream();
        var file = content is null ? null : new UploadedFile(content, Scan!.FileName);
        await Database.WriteAsync(db =>
        {
            if (content is not null)
            {
                content.Position = 0;
            }
            return service.SaveSigningAsync(db, Amendment, SignedOn, file, version, user);
        });
        return Done("签订信息已保存，核对后登记签订。");
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        ModelState.Clear();
        await LoadAsync();
        FillTerms();
        SignedOn = Amendment.SignedOn;
        var outcome = await engine.TakeAsync(form, AmendmentStates.RecordType, Amendment.Id, user);
        return Done($"第 {No} 份补充协议{AmendmentWorkflow.Life.State(outcome.State).Label}。");
    }

    private async Task MustManageAsync()
    {
        await LoadAsync();
        if (!user.Has(Permissions.ContractsManage))
        {
            throw new Refusal("not_allowed", "您没有管理合同的权限。") { Status = 403 };
        }
    }

    private void FillTerms()
    {
        Input = AmendmentInput.Of(Amendment.State == AmendmentStates.Draft ? AmendedTerms.Of(Terms, [Amendment with { State = AmendmentStates.Signed }]) : Terms);
        Input.Reason = Amendment.Reason;
        Input.Version = Amendment.Version;
    }

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect($"/console/contracts/{Number}/amendments/{No}");
    }
}
