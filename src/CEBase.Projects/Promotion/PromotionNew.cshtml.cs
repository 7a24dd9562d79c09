namespace CEBase.Projects.Promotion;

/// <summary>起草宣传材料, starting from what was approved.</summary>
[RequirePermission(Permissions.PromotionsManage)]
internal sealed class PromotionNewModel(IDatabase database, IProjectDirectory projects, PromotionService service, ICurrentUser user) : PromotionFormPage(database, projects)
{
    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = new PromotionInput
        {
            Title = $"{Project.Name}招生简章", SaysName = Project.Name, SaysStartsOn = Project.StartsOn, SaysEndsOn = Project.EndsOn, SaysFee = Project.Fee.Yuan,
            SaysSeats = Project.Headcount, SaysAudience = Project.Audience, RequestKey = Guid.NewGuid().ToString("N"),
            Body = Project.ApprovalNo is { } no ? $"审批编号：{no}\n" : null,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (ReadInput(0) is not { } entry)
        {
            return Again();
        }
        var id = await Database.WriteAsync(db => service.CreateAsync(db, entry, Input.RequestKey, user));
        TempData["Done"] = "宣传材料已存为草稿。";
        return Redirect($"{Cancel}?id={id}");
    }
}
