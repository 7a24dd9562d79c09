namespace CEBase.Projects.Units;

/// <summary>登记与修改承办单位: <c>/console/units/new</c> and <c>/console/units/{id}/edit</c>.</summary>
[RequirePermission(Permissions.UnitsManage)]
internal sealed class UnitFormModel(RecordServices services, UnitRepository repository, UnitService units) : FormPage(services)
{
    [FromRoute] public long? Id { get; set; }

    [BindProperty] public UnitInput Input { get; set; } = new();

    public OwningUnit? Unit { get; private set; }

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        Input = Unit is null
            ? new UnitInput { RequestKey = NewKey() }
            : new UnitInput
            {
                Name = Unit.Name, FilingNo = Unit.FilingNo, FiledOn = Unit.FiledOn, IsLegalPerson = Unit.IsLegalPerson, Disciplines = Unit.Disciplines, Contact = Unit.Contact, Version = Unit.Version,
            };
    }

    protected override async Task LoadAsync(DbScope db) => Unit = Id is { } id ? await repository.GetAsync(db, id) : null;

    public async Task<IActionResult> OnPostAsync()
    {
        var unit = new OwningUnit
        {
            Id = Id ?? 0, Name = Input.Name ?? "", FilingNo = Input.FilingNo ?? "", FiledOn = Input.FiledOn, IsLegalPerson = Input.IsLegalPerson, Disciplines = Input.Disciplines ?? "",
            Contact = Input.Contact ?? "", Version = Input.Version,
        };
        await Database.WriteAsync(async db =>
        {
            if (Id is null)
            {
                unit = unit with { Id = await units.CreateAsync(db, unit, Input.RequestKey, CurrentUser) };
            }
            else
            {
                await units.UpdateAsync(db, unit, CurrentUser);
            }
        });
        return Done($"{unit.Name}已保存。", ProjectAddresses.Unit(unit.Id));
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
