namespace CEBase.Projects.Clients;

/// <summary>What the form of a client sends, as typed.</summary>
internal sealed class ClientInput
{
    [Display(Name = "单位全称")] public string? Name { get; set; }
    [Display(Name = "统一社会信用代码")] public string? CreditCode { get; set; }
    [Display(Name = "已核对执照原件")] public bool LicenceSeen { get; set; }
    [Display(Name = "所在地区")] public string? Region { get; set; }
    [Display(Name = "陕西省外单位")] public bool IsOutsideRegion { get; set; }
    [Display(Name = "联系人")] public string? ContactName { get; set; }
    [Display(Name = "联系电话")] public string? ContactPhone { get; set; }
    [Display(Name = "发票抬头")] public string? InvoiceTitle { get; set; }
    [Display(Name = "开票资料")] public string? InvoiceDetails { get; set; }
    [Display(Name = "关系人申报")] public string? RelatedPersons { get; set; }
    [Display(Name = "已申报")] public bool IsRelationDeclared { get; set; }
    public string? RequestKey { get; set; }
    public int Version { get; set; }

    public static ClientInput Of(Client c) => new()
    {
        Name = c.Name, CreditCode = c.CreditCode, LicenceSeen = c.LicenceSeenBy.Length > 0, Region = c.Region, IsOutsideRegion = c.IsOutsideRegion, ContactName = c.ContactName,
        ContactPhone = c.ContactPhone, InvoiceTitle = c.InvoiceTitle, InvoiceDetails = c.InvoiceDetails, RelatedPersons = c.RelatedPersons,
        IsRelationDeclared = c.IsRelationDeclared, Version = c.Version,
    };

    public Client Client(long id) => new()
    {
        Id = id, Name = (Name ?? "").Trim(), CreditCode = CreditCode ?? "", Region = (Region ?? "").Trim(), IsOutsideRegion = IsOutsideRegion, ContactName = (ContactName ?? "").Trim(),
        ContactPhone = (ContactPhone ?? "").Trim(), InvoiceTitle = (InvoiceTitle ?? "").Trim(), InvoiceDetails = (InvoiceDetails ?? "").Trim(), RelatedPersons = (RelatedPersons ?? "").Trim(),
        IsRelationDeclared = IsRelationDeclared, Version = Version,
    };
}

/// <summary>登记与修改委托单位: <c>/console/clients/new</c> and <c>/console/clients/{id}/edit</c>.</summary>
[RequirePermission(Permissions.ContractsManage)]
internal sealed class ClientEditModel(RecordServices services, ClientRepository clients, ClientService service) : FormPage(services)
{
    [FromRoute] public long? Id { get; set; }

    [BindProperty] public ClientInput Input { get; set; } = new();

    public string Cancel => Id is { } id ? ProjectAddresses.Client(id) : ProjectAddresses.Clients;

    public override async Task OnGetAsync() =>
        Input = Id is { } id ? ClientInput.Of(await Database.ReadAsync(db => clients.GetAsync(db, id))) : new ClientInput { RequestKey = NewKey() };

    protected override Task LoadAsync(DbScope db) => Task.CompletedTask;

    public async Task<IActionResult> OnPostAsync()
    {
        var entry = Input.Client(Id ?? 0);
        if (Id is { } id)
        {
            return await ChangeAsync(db => service.UpdateAsync(db, entry, Input.LicenceSeen, CurrentUser), $"{entry.Name} 已保存。", ProjectAddresses.Client(id));
        }
        var made = await Database.WriteAsync(db => service.CreateAsync(db, entry, Input.LicenceSeen, Input.RequestKey, CurrentUser));
        return Done($"{entry.Name} 已登记。", ProjectAddresses.Client(made));
    }
}
