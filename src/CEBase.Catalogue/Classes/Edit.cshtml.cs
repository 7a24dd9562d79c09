namespace CEBase.Catalogue.Classes;

/// <summary>修改培训班.</summary>
[RequirePermission(Permissions.ManageOwn)]
internal sealed class ClassEditModel(IDatabase database, ClassService classes, IAccounts accounts, ProjectLink link, ICurrentUser user) : ClassFormPage(database, accounts, link, user)
{
    [FromRoute] public string No { get; set; } = "";

    public override string Cancel => $"/console/classes/{No}";

    public async Task OnGetAsync()
    {
        Input = ClassInput.Of(await FindAsync());
        await LoadAsync();
    }

    public override async Task LoadAsync()
    {
        var row = await FindAsync();
        TermsFixed = row.State is not (ClassStates.Draft or ClassStates.Planned);
        OwnProject = row.ProjectId;
        await base.LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput() is not { } details)
        {
            return await this.AgainAsync();
        }
        await Database.WriteAsync(db => classes.UpdateAsync(db, No, details, Input.Version, CurrentUser));
        TempData["Done"] = $"培训班 {No} 已保存。";
        return Redirect($"/console/classes/{No}");
    }

    private async Task<ClassRow> FindAsync()
    {
        var row = await Database.ReadAsync(db => ClassRow.FindAsync(db, No)) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
        return ClassAccess.MayManage(row.AdviserId, CurrentUser) ? row : throw Refusal.NotFound($"没有班号为 {No} 的培训班，或不由您管理。");
    }
}
