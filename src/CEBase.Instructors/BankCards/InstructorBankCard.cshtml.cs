using CEBase.Instructors.Registry;

namespace CEBase.Instructors.BankCards;

/// <summary>收款银行卡: kept by the instructor's own consent, shown masked.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class InstructorBankCardModel(IDatabase database, InstructorService service, BankCardService desk, WorkflowEngine engine, ICurrentUser user)
    : InstructorRecordPage(database, service, engine, user)
{
    public sealed class Form
    {
        [Display(Name = "开户银行")] public string? Bank { get; set; }
        [Display(Name = "银行卡号")] public string? CardNumber { get; set; }
        [Display(Name = "已对照实物核对")] public bool IsChecked { get; set; }
        [Display(Name = "使用目的")] public string? Purpose { get; set; }
        [Display(Name = "同意日期")] public DateOnly? ConsentedOn { get; set; }
        [Display(Name = "同意的形式")] public string? ConsentForm { get; set; }
        [Display(Name = "已取得本人的单独同意")] public bool Agreed { get; set; }
    }

    [BindProperty] public Form Input { get; set; } = new() { Purpose = "发放讲课费" };

    public BankCard? Card { get; private set; }

    /// <summary>The whole number, in the answer to a reveal only.</summary>
    public string? Revealed { get; private set; }

    protected override async Task LoadAsync(DbScope db) => Card = await BankCardService.OfAsync(db, Instructor.Id);

    public async Task<IActionResult> OnPostRecordAsync()
    {
        await Database.WriteAsync(async db => await desk.RecordAsync(db, new BankCard
        {
            InstructorId = (await FindAsync(db)).Id, Bank = Input.Bank ?? "", Purpose = Input.Purpose ?? "", ConsentedOn = Input.ConsentedOn ?? default, ConsentForm = Input.ConsentForm ?? "",
        }, Input.CardNumber, Input.IsChecked, Input.Agreed, CurrentUser));
        return Done("银行卡已登记。", "/bank-card");
    }

    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        await Database.WriteAsync(async db => await desk.WithdrawAsync(db, (await FindAsync(db)).Id, CurrentUser));
        return Done("同意已撤回，银行卡号已删除。", "/bank-card");
    }

    public async Task<IActionResult> OnPostRevealAsync()
    {
        ModelState.Clear();
        Revealed = await Database.WriteAsync(async db => await desk.RevealAsync(db, (await FindAsync(db)).Id, CurrentUser));
        Response.Headers.CacheControl = "no-store";
        await LoadAsync();
        return Page();
    }
}
