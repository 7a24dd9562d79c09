using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Mail;

/// <summary>邮件: the server that sends the site's mail, and a test message.</summary>
[RequirePermission(Permissions.MailManage)]
internal sealed class MailSettingsEditModel(MailSettingsService service) : PageModel, IFormPage
{
    [BindProperty]
    public MailSettingsForm Input { get; set; } = new();

    [BindProperty]
    public string? TestTo { get; set; }

    public MailSettings? Stored { get; private set; }

    public IReadOnlyList<TraceLine> History { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = Stored is null ? new MailSettingsForm { Port = 587, FromName = "继教基地", SiteAddress = $"{Request.Scheme}://{Request.Host}{Request.PathBase}" } : MailSettingsForm.Of(Stored);
    }

    /// <summary>The page holds two forms; what the test form didn't send is shown as it is stored.</summary>
    public async Task LoadAsync()
    {
        (Stored, History) = await service.OpenAsync(HttpContext.RequestAborted);
        if (HttpMethods.IsPost(Request.Method) && Request.Query["handler"] == "Test" && Stored is not null)
        {
            Input = MailSettingsForm.Of(Stored);
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await service.SaveAsync(Input, HttpContext.RequestAborted);
        TempData["Done"] = "邮件设置已保存。请发一封测试邮件，确认能收到。";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostTestAsync()
    {
        await service.TestAsync(TestTo, HttpContext.RequestAborted);
        TempData["Done"] = $"邮件服务器已接收发往 {TestTo?.Trim()} 的测试邮件，请到收件箱查看。";
        return RedirectToPage();
    }
}
