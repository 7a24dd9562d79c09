using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Learning.Attendance;

/// <summary>
/// 签到: opened by scanning the code, which checks in at once, or by hand with a field for the six digits. Checking in twice is harmless, so the
/// scan may be a plain link.
/// </summary>
[RequirePermission(Permissions.Own)]
internal sealed class CheckInModel(CheckInDesk desk, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty]
    public string? Code { get; set; }

    public CheckedIn? Done { get; private set; }

    public Task LoadAsync() => Task.CompletedTask;

    public async Task OnGetAsync(long? s, string? c)
    {
        Response.Headers.CacheControl = "no-store";
        if (s is not null || c is not null)
        {
            Done = await desk.CheckInAsync(s ?? 0, c, user);
        }
    }

    public async Task OnPostAsync() => Done = await desk.CheckInAsync(null, Code, user);
}
