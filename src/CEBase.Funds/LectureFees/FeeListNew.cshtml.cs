using CEBase.Funds.Expenses;

namespace CEBase.Funds.LectureFees;

/// <summary>Opens a payment list of consultation or labour.</summary>
[RequirePermission(Permissions.LectureFees)]
internal sealed class FeeListNewModel(IDatabase database, OtherFeeService fees, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public LineKind Kind { get; set; } = LineKind.Consultation;
    [BindProperty] public string? ClassNo { get; set; }
    [BindProperty] public string? Task { get; set; }
    [BindProperty] public string RequestKey { get; set; } = Guid.NewGuid().ToString("N");

    public void OnGet(string? classNo) => ClassNo = classNo;

    public System.Threading.Tasks.Task LoadAsync() => System.Threading.Tasks.Task.CompletedTask;

    public async Task<IActionResult> OnPostAsync()
    {
        var list = await database.WriteAsync(db => fees.CreateAsync(db, Kind, ClassNo, Task, RequestKey, user));
        TempData["Done"] = $"已编制 {list.Number}，请添加领款人。";
        return Redirect(FundsAddresses.FeeList(list.Number));
    }
}
