using CEBase.Instructors.Registry;

namespace CEBase.Instructors.BankCards;

/// <summary>收款银行卡: kept by the instructor's own consent, shown masked.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class InstructorBankCardModel(RecordServices services, InstructorRepository instructors, BankCardService cards) : InstructorRecordPage(services, instructors)
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

    protected override async Task LoadMoreAsync(DbScope db) => Card = await cards.OfAsync(db, Instructor.Id);

    public Task<IActionResult> OnPostRecordAsync() => ManageAsync((db, instructor) => cards.RecordAsync(db, new BankCard
    {
        InstructorId = instructor.Id, Bank = Input.Bank ?? "", Purpose = Input.Purpose ?? "", ConsentedOn = Input.ConsentedOn ?? default, ConsentForm = Input.ConsentForm ?? "",
    }, Input.CardNumber, Input.IsChecked, Input.Agreed, CurrentUser), "银行卡已登记。");

    public Task<IActionResult> OnPostWithdrawAsync() => ManageAsync((db, instructor) => cards.WithdrawAsync(db, instructor.Id, CurrentUser), "同意已撤回，银行卡号已删除。");

    public async Task<IActionResult> OnPostRevealAsync()
    {
        ModelState.Clear();
        await LoadAsync();
        Revealed = await Database.WriteAsync(db => cards.RevealAsync(db, Instructor.Id, CurrentUser));
        Response.Headers.CacheControl = "no-store";
        return Page();
    }
}
