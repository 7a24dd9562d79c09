namespace CEBase.Projects.Promotion;

/// <summary>宣传材料 of a project: side by side with what was approved, as it will look, and where it stands.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ProjectPromotionModel(RecordServices services, IProjectDirectory projects, PromotionRepository repository, PromotionService promotions, PromotionChecks checks) : FormPage(services)
{
    [FromRoute] public string Number { get; set; } = "";
    [FromQuery] public long? Id { get; set; }

    [BindProperty] public DateOnly? Day { get; set; }
    [BindProperty] public string? Minutes { get; set; }
    [BindProperty] public IFormFile? Picture { get; set; }
    [BindProperty] public string? Description { get; set; }

    public ProjectCard Project { get; private set; } = null!;
    public IReadOnlyList<PromotionMaterial> All { get; private set; } = [];

    /// <summary>The one shown: asked for, or the newest.</summary>
    public PromotionMaterial? Material { get; private set; }

    public IReadOnlyList<TermLine> Lines { get; private set; } = [];
    public bool ShowsNumber { get; private set; }
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public IReadOnlyList<PromotionPicture> Pictures { get; private set; } = [];
    public IReadOnlyList<PromotionApproval> Approvals { get; private set; } = [];
    public WorkflowView? View { get; private set; }
    public bool MayManage => CurrentUser.Has(Permissions.PromotionsManage);

    /// <summary>The user gives the approval that the material waits for.</summary>
    public bool MayRecord => Material?.State switch
    {
        PromotionStates.Meeting => CurrentUser.Has(Permissions.UnitReview),
        PromotionStates.Office => CurrentUser.Has(Permissions.OfficeReview),
        _ => false,
    };

    public string Action(string handler) => $"{ProjectAddresses.Promotion(Number, Material!.Id)}&handler={handler}";

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        Fill();
    }

    protected override async Task LoadAsync(DbScope db)
    {
        Project = await projects.FindAsync(db, Number) ?? throw Refusal.NotFound($"没有编号为 {Number} 的项目。");
        var ids = (await repository.OfAsync(db, Project.Id)).Select(m => m.Id).ToList();
        var shown = Id is { } id ? ids.Contains(id) ? id : throw Refusal.NotFound("没有这份宣传材料，请从列表打开。") : ids.FirstOrDefault();
        if (shown == 0)
        {
            return;
        }
        View = await Engine.LookAsync(db, PromotionStates.RecordType, shown, CurrentUser);
        All = await repository.OfAsync(db, Project.Id);
        Material = All.First(m => m.Id == shown);
        Lines = PromotionTermsRule.Compare(Material, Project);
        ShowsNumber = Project.ApprovalNo is { } no && PromotionTermsRule.Shows(Material.Body, no);
        Findings = await checks.AllAsync(db, Material);
        Pictures = await repository.PicturesAsync(db, shown);
        Approvals = await repository.ApprovalsAsync(db, shown);
    }

    public Task<IActionResult> OnPostRecordAsync() => EditAsync(() => MayRecord, (db, m) => m.State == PromotionStates.Meeting
        ? promotions.RecordMeetingAsync(db, m.Id, Day, Minutes ?? "", CurrentUser)
        : promotions.RecordOfficeAsync(db, m.Id, Day, Minutes ?? "", CurrentUser), "审批记录已保存，可以办理通过。");

    public async Task<IActionResult> OnPostPictureAsync()
    {
        await using var content = Picture?.OpenReadStream();
        return await EditAsync(() => MayManage, (db, m) =>
        {
            Field.Check(content is not null, "required", nameof(Picture), "请选择图片。");
            content!.Position = 0;
            return promotions.AddPictureAsync(db, m.Id, content, Picture!.FileName, Description ?? "", CurrentUser);
        }, "图片已加上。");
    }

    public Task<IActionResult> OnPostRemovePictureAsync([FromForm] long pictureId) =>
        EditAsync(() => MayManage, (db, m) => promotions.RemovePictureAsync(db, m.Id, pictureId, CurrentUser), "图片已删除。");

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        // The workflow's form sends none of the page's fields: after a refusal they show what is stored.
        ModelState.Clear();
        await OnGetAsync();
        var outcome = await Engine.TakeAsync(form, PromotionStates.RecordType, Material!.Id, CurrentUser);
        return Done($"现在的状态是“{PromotionWorkflow.Life.State(outcome.State).Label}”。", ProjectAddresses.Promotion(Number, Material.Id));
    }

    private async Task<IActionResult> EditAsync(Func<bool> may, Func<DbScope, PromotionMaterial, Task> change, string done)
    {
        await LoadAsync();
        return may() ? await ChangeAsync(db => change(db, Material!), done, ProjectAddresses.Promotion(Number, Material!.Id)) : Forbid();
    }

    private void Fill() => (Day, Minutes) = Material?.State == PromotionStates.Office ? (Material.OfficeDay, Material.OfficeMinutes) : (Material?.MeetingDay, Material?.MeetingMinutes);
}
