namespace CEBase.Projects.Promotion;

/// <summary>An approval as it was given.</summary>
internal sealed record PromotionApproval
{
    public string Stage { get; init; } = "";
    public DateOnly Day { get; init; }
    public string Minutes { get; init; } = "";
    public string GivenBy { get; init; } = "";
}

/// <summary>宣传材料 of a project: side by side with what was approved, as it will look, and where it stands.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ProjectPromotionModel(IDatabase database, IProjectDirectory projects, PromotionService service, PromotionChecks checks, WorkflowEngine engine, ICurrentUser user)
    : PageModel, IFormPage
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
    public bool MayManage => user.Has(Permissions.PromotionsManage);

    /// <summary>The user gives the approval that the material waits for.</summary>
    public bool MayRecord => Material?.State switch
    {
        PromotionStates.Meeting => user.Has(Permissions.UnitReview),
        PromotionStates.Office => user.Has(Permissions.OfficeReview),
        _ => false,
    };

    public string Action(string handler) => $"/console/projects/{Number}/promotion?id={Material!.Id}&handler={handler}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Fill();
    }

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Project = await projects.FindAsync(db, Number) ?? throw Refusal.NotFound($"没有编号为 {Number} 的项目。");
            All = await PromotionMaterial.OfProjectAsync(db, Project.Id);
            Material = Id is { } id ? All.FirstOrDefault(m => m.Id == id) ?? throw Refusal.NotFound("没有这份宣传材料，请从列表打开。") : All.FirstOrDefault();
            if (Material is not { } shown)
            {
                return 0;
            }
            Lines = PromotionTermsRule.Compare(shown, Project);
            ShowsNumber = Project.ApprovalNo is { } no && PromotionTermsRule.Shows(shown.Body, no);
            Findings = await checks.AllAsync(db, shown);
            Pictures = await PromotionPicture.OfAsync(db, shown.Id);
            Approvals = await db.QueryAsync<PromotionApproval>("SELECT stage, day, minutes, given_by FROM promotion_approval WHERE promotion_id = @Id ORDER BY id DESC", new { shown.Id });
            return 0;
        });
        View = Material is null ? null : await engine.LookAsync(PromotionStates.RecordType, Material.Id, user);
    }

    public async Task<IActionResult> OnPostRecordAsync()
    {
        await LoadAsync();
        if (!MayRecord)
        {
            return Forbid();
        }
        await database.WriteAsync(db => Material!.State == PromotionStates.Meeting
            ? service.RecordMeetingAsync(db, Material.Id, Day, Minutes ?? "", user)
            : service.RecordOfficeAsync(db, Material.Id, Day, Minutes ?? "", user));
        return Done("审批记录已保存，可以办理通过。");
    }

    public async Task<IActionResult> OnPostPictureAsync()
    {
        await LoadAsync();
        if (!MayManage)
        {
            return Forbid();
        }
        if (Picture is null)
        {
            throw new Refusal("picture_missing", "请选择图片。") { Field = nameof(Picture) };
        }
        await using var content = Picture.OpenReadStream();
        await database.WriteAsync(db =>
        {
            content.Position = 0;
            return service.AddPictureAsync(db, Material!.Id, content, Picture.FileName, Description ?? "", user);
        });
        return Done("图片已加上。");
    }

    public async Task<IActionResult> OnPostRemovePictureAsync([FromForm] long pictureId)
    {
        await LoadAsync();
        if (!MayManage)
        {
            return Forbid();
        }
        await database.WriteAsync(db => service.RemovePictureAsync(db, Material!.Id, pictureId, user));
        return Done("图片已删除。");
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        // The workflow's form sends none of the page's fields: after a refusal they show what is stored.
        ModelState.Clear();
        await LoadAsync();
        Fill();
        var outcome = await engine.TakeAsync(form, PromotionStates.RecordType, Material!.Id, user);
        return Done($"现在的状态是“{PromotionWorkflow.Life.State(outcome.State).Label}”。");
    }

    private void Fill() => (Day, Minutes) = Material?.State == PromotionStates.Office ? (Material.OfficeDay, Material.OfficeMinutes) : (Material?.MeetingDay, Material?.MeetingMinutes);

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect($"/console/projects/{Number}/promotion?id={Material!.Id}");
    }
}
