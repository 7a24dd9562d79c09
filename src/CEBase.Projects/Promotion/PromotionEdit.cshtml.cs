namespace CEBase.Projects.Promotion;

/// <summary>修改宣传材料.</summary>
[RequirePermission(Permissions.PromotionsManage)]
internal sealed class PromotionEditModel(IDatabase database, IProjectDirectory projects, PromotionService service, ICurrentUser user) : PromotionFormPage(database, projects)
{
    [FromRoute] public long Id { get; set; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = PromotionInput.Of(await OwnAsync());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        await OwnAsync();
        if (ReadInput(Id) is not { } entry)
        {
            return Again();
        }
        await Database.WriteAsync(db => service.UpdateAsync(db, entry, user));
        TempData["Done"] = "宣传材料已保存。";
        return Redirect($"{Cancel}?id={Id}");
    }

    private async Task<PromotionMaterial> OwnAsync()
    {
        var material = await Database.ReadAsync(db => PromotionMaterial.GetAsync(db, Id));
        return material.ProjectId == Project.Id ? material : throw Refusal.NotFound("没有这份宣传材料，请从列表打开。");
    }
}
