using CEBase.Platform.Data;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>退出登录.</summary>
[Public]
internal sealed class SignOutModel(IDatabase database, Trace trace, ICurrentUser user) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        if (user.AccountId is { } id)
        {
            await database.WriteAsync(db => trace.AppendAsync(db, AccountTraces.Entry(id, "signed_out"), user));
        }
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        TempData["Done"] = "已退出登录。";
        return LocalRedirect("/");
    }
}
