namespace CEBase.Projects.Promotion;

/// <summary>What the form of promotion material sends, as typed.</summary>
internal sealed class PromotionInput
{
    public string? Title { get; set; }
    public string? Body { get; set; }
    public string? SaysName { get; set; }
    public DateOnly? SaysStartsOn { get; set; }
    public DateOnly? SaysEndsOn { get; set; }
    public decimal? SaysFee { get; set; }
    public int? SaysSeats { get; set; }
    public string? SaysAudience { get; set; }
    public string? RequestKey { get; set; }
    public int Version { get; set; }

    public static PromotionInput Of(PromotionMaterial m) => new()
    {
        Title = m.Title, Body = m.Body, SaysName = m.SaysName, SaysStartsOn = m.SaysStartsOn, SaysEndsOn = m.SaysEndsOn, SaysFee = m.SaysFee.Yuan, SaysSeats = m.SaysSeats,
        SaysAudience = m.SaysAudience, Version = m.Version,
    };

    public PromotionMaterial Material(long id, long projectId) => new()
    {
        Id = id, ProjectId = projectId, Title = (Title ?? "").Trim(), Body = (Body ?? "").Trim().ReplaceLineEndings("\n"), SaysName = (SaysName ?? "").Trim(), SaysStartsOn = SaysStartsOn ?? default,
        SaysEndsOn = SaysEndsOn ?? default, SaysFee = SaysFee <= 1_000_000 ? TypedAmounts.Yuan(SaysFee) ?? new Money(-1) : new Money(-1), SaysSeats = SaysSeats ?? 0,
        SaysAudience = (SaysAudience ?? "").Trim(), Version = Version,
    };
}

/// <summary>起草宣传材料, starting from what was approved (<c>…/promotion/new</c>), and 修改宣传材料 (<c>…/promotion/{id}/edit</c>).</summary>
[RequirePermission(Permissions.PromotionsManage)]
internal sealed class PromotionEditModel(RecordServices services, IProjectDirectory projects, PromotionRepository repository, PromotionService promotions) : FormPage(services)
{
    [FromRoute] public string Number { get; set; } = "";
    [FromRoute] public long? Id { get; set; }

    [BindProperty] public PromotionInput Input { get; set; } = new();

    public ProjectCard Project { get; private set; } = null!;
    public PromotionMaterial? Material { get; private set; }

    public string Cancel => ProjectAddresses.Promotion(Number);

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        Input = Material is not null ? PromotionInput.Of(Material) : new PromotionInput
        {
            Title = $"{Project.Name}招生简章", SaysName = Project.Name, SaysStartsOn = Project.StartsOn, SaysEndsOn = Project.EndsOn, SaysFee = Project.Fee.Yuan,
            SaysSeats = Project.Headcount, SaysAudience = Project.Audience, RequestKey = NewKey(), Body = Project.ApprovalNo is { } no ? $"审批编号：{no}\n" : null,
        };
    }

    protected override async Task LoadAsync(DbScope db)
    {
        Project = await projects.FindAsync(db, Number) ?? throw Refusal.NotFound($"没有编号为 {Number} 的项目。");
        Material = Id is not { } id ? null
            : await repository.FindAsync(db, id) is { } found && found.ProjectId == Project.Id ? found : throw Refusal.NotFound("没有这份宣传材料，请从列表打开。");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var entry = Input.Material(Id ?? 0, Project.Id);
        if (Id is not null)
        {
            return await ChangeAsync(db => promotions.UpdateAsync(db, entry, CurrentUser), "宣传材料已保存。", ProjectAddresses.Promotion(Number, Id));
        }
        var id = await Database.WriteAsync(db => promotions.CreateAsync(db, entry, Input.RequestKey, CurrentUser));
        return Done("宣传材料已存为草稿。", ProjectAddresses.Promotion(Number, id));
    }
}
