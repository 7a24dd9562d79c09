namespace CEBase.Learning.Attendance;

/// <summary>
/// 签到: opened by scanning the code, which checks in at once, or by hand with a field for the six digits. Checking in twice is harmless, so the
/// scan may be a plain link.
/// </summary>
[RequirePermission(Permissions.Own)]
internal sealed class CheckInModel(CheckInService checkIns, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public string? Code { get; set; }

    public CheckedIn? Done { get; private set; }

    public Task LoadAsync() => Task.CompletedTask;

    public async Task<IActionResult> OnGetAsync(long? s, string? c)
    {
        Response.Headers.CacheControl = "no-store";
        return s is null && c is null ? Page() : await CheckInAsync(s ?? 0, c, $"/check-in?s={s}&c={Uri.EscapeDataString(c ?? "")}");
    }

    public Task<IActionResult> OnPostAsync() => CheckInAsync(null, Code, "/check-in");

    /// <summary>Who has not agreed to the class's agreement is led there and back.</summary>
    private async Task<IActionResult> CheckInAsync(long? sessionId, string? code, string again)
    {
        try
        {
            Done = await checkIns.CheckInAsync(sessionId, code, user);
            return Page();
        }
        catch (AgreementMissing missing)
        {
            TempData["Warn"] = missing.Message;
            return Redirect($"{missing.Address}?back={Uri.EscapeDataString(again)}");
        }
    }
}
