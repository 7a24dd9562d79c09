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
}

/// <summary>What the pages for entering and changing a client share.</summary>
internal abstract class ClientFormPage : PageModel, IFormPage
{
    [BindProperty] public ClientInput Input { get; set; } = new();

    public abstract string Cancel { get; }

    public virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>The entry when it can be stored; otherwise every problem is at its field.</summary>
    protected Client? ReadInput(long id)
    {
        var entry = new Client
        {
            Id = id,
            Name = (Input.Name ?? "").Trim(),
            CreditCode = Input.CreditCode ?? "",
            Region = (Input.Region ?? "").Trim(),
            IsOutsideRegion = Input.IsOutsideRegion,
            ContactName = (Input.ContactName ?? "").Trim(),
            ContactPhone = (Input.ContactPhone ?? "").Trim(),
            InvoiceTitle = (Input.InvoiceTitle ?? "").Trim(),
            InvoiceDetails = (Input.InvoiceDetails ?? "").Trim(),
            RelatedPersons = (Input.RelatedPersons ?? "").Trim(),
            IsRelationDeclared = Input.IsRelationDeclared,
            Version = Input.Version,
        };
        foreach (var (field, sentence) in ClientService.Problems(entry))
        {
            ModelState.AddModelError($"Input.{field}", sentence);
        }
        return ModelState.IsValid ? entry : null;
    }
}
