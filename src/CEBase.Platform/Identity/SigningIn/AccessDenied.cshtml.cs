using CEBase.Platform.Security;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>没有权限.</summary>
[Public]
internal sealed class AccessDeniedModel : PageModel
{
    [FromQuery]
    public string? ReturnUrl { get; set; }

    public void OnGet() => Response.StatusCode = StatusCodes.Status403Forbidden;
}
