namespace CEBase.Catalogue.Classes;

/// <summary>修改培训班.</summary>
[RequirePermission(Permissions.ManageOwn)]
internal sealed class ClassEditModel(ClassFormServices services, ClassRepository classes) : ClassFormPage(services)
{
    [FromRoute] public string No { get; set; } = "";

    public override string Cancel => CatalogueAddresses.Class(No);

    public async Task OnGetAsync()
    {
        Input = ClassInput.Of(await FindAsync());
        await LoadAsync();
    }

    public override async Task LoadAsync()
    {
        var row = await FindAsync();
        TermsFixed = row.HasOpened;
        OwnProject = row.ProjectId;
        await base.LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var details = Input.Read();
        await Database.WriteAsync(db => Service.UpdateAsync(db, No, details, Input.Version, CurrentUser));
        TempData["Done"] = $"培训班 {No} 已保存。";
        return Redirect(CatalogueAddresses.Class(No));
    }

    private async Task<ClassRow> FindAsync()
    {
        var row = await Database.ReadAsync(db => classes.OpenAsync(db, No));
        return ClassAccess.MayManage(row, CurrentUser) ? row : throw Refusal.NotFound($"没有班号为 {No} 的培训班，或不由您管理。");
    }
}
