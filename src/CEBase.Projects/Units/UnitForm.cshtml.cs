namespace CEBase.Projects.Units;

/// <summary>登记与修改承办单位: <c>/console/units/new</c> and <c>/console/units/{id}/edit</c>.</summary>
[RequirePermission(Permissions.UnitsManage)]
internal sealed class UnitFormModel(IDatabase database, UnitService units, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute] public long? Id { get; set; }

    [BindProperty] public UnitInput Input { get; set; } = new();

    public OwningUnit? Unit { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = Unit is null
            ? new UnitInput { RequestKey = Guid.NewGuid().ToString("N") }
            : new UnitInput
            {
                Name = Unit.Name, FilingNo = Unit.FilingNo, FiledOn = Unit.FiledOn, IsLegalPerson = Unit.IsLegalPerson, Disciplines = Unit.Disciplines, Contact = Unit.Contact, Version = Unit.Version,
            };
    }

    public async Task LoadAsync() => Unit = Id is not { } id ? null : await database.ReadAsync(db => OwningUnit.FindAsync(db, id)) ?? throw Refusal.NotFound("没有这个承办单位。");

    public async Task<IActionResult> OnPostAsync()
    {
        var unit = new OwningUnit
        {
            Id = Id ?? 0, Name = Input.Name ?? "", FilingNo = Input.FilingNo ?? "", FiledOn = Input.FiledOn, IsLegalPerson = Input.IsLegalPerson, Disciplines = Input.Disciplines ?? "",
            Contact = Input.Contact ?? "", Version = Input.Version,
        };
        var id = await database.WriteAsync(async db =>
        {
            if (Id is null)
            {
                return await units.CreateAsync(db, unit, Input.RequestKey, user);
            }
            await units.UpdateAsync(db, unit, user);
            return unit.Id;
        });
        TempData["Done"] = $"{unit.Name}已保存。";
        return Redirect($"/console/units/{id}");
    }

    public sealed class UnitInput
    {
        [Display(Name = "单位名称")] public string? Name { get; set; }
        [Display(Name = "备案编号")] public string? FilingNo { get; set; }
        [Display(Name = "备案日期")] public DateOnly? FiledOn { get; set; }
        [Display(Name = "独立法人")] public bool IsLegalPerson { get; set; }
        [Display(Name = "学科专业")] public string? Disciplines { get; set; }
        [Display(Name = "联系人")] public string? Contact { get; set; }
        public string? RequestKey { get; set; }
        public int Version { get; set; }
    }
}
