using CEBase.Platform.Security;

namespace CEBase.Platform.Identity.Settings;

/// <summary>恢复码, shown once after they were made.</summary>
[SignedIn]
internal sealed class SecondFactorModel : PageModel
{
    public const string CodesKey = "RecoveryCodes";

    [FromQuery]
    public string? ReturnUrl { get; set; }

    public IReadOnlyList<string> Codes { get; private set; } = [];

    public string Next => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/account";

    public IActionResult OnGet()
    {
        Codes = (TempData[CodesKey] as string)?.Split(',') ?? [];
        return Codes.Count == 0 ? LocalRedirect(Next) : Page();
    }
}
