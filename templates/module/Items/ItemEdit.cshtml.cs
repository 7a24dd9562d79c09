namespace CEBase.Example.Items;

/// <summary>填报事项.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class ItemEditModel(IDatabase database, ItemRepository items, ICurrentUser user) : PageModel, IFormPage
{
    public sealed class Form
    {
        [Display(Name = "名称")] public string? Title { get; set; }
        [Display(Name = "理由")] public string? Grounds { get; set; }
        [Display(Name = "日期")] public DateOnly? Day { get; set; }
        [Display(Name = "金额")] public string? Amount { get; set; }
        public string? RequestKey { get; set; }

        public Item Read() => new()
        {
            Title = Field.Required(Title, "Input.Title", "名称", 100),
            Grounds = Field.Length(Grounds, "Input.Grounds", "理由", 1000),
            Day = Field.Day(Day, "Input.Day", "日期"),
            Amount = Field.Money(Amount, "Input.Amount", "金额", mayBeZero: true),
        };
    }

    [BindProperty] public Form Input { get; set; } = new();

    public Task LoadAsync() => Task.CompletedTask;

    public void OnGet() => Input.RequestKey = Guid.NewGuid().ToString("N");

    public async Task<IActionResult> OnPostAsync()
    {
        var item = Input.Read();
        var id = await database.WriteAsync(db => items.AddAsync(db, item, Input.RequestKey ?? Guid.NewGuid().ToString("N"), user));
        TempData["Done"] = $"“{item.Title}”已存为草稿，核对后提交。";
        return Redirect(ExampleAddresses.Item(id));
    }
}
