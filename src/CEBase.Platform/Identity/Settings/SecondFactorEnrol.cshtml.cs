using CEBase.Platform.Identity.SigningIn;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;

namespace CEBase.Platform.Identity.Settings;

/// <summary>启用两步验证: scan, type the code, done.</summary>
[SignedIn]
internal sealed class SecondFactorEnrolModel(AccountChanges changes, SecondFactorService secondFactor, SignInSessions sessions) : PageModel, IFormPage
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The key on offer, carried by the form so that a wrong code doesn't change the QR code.</summary>
    [BindProperty]
    public string? Sealed { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public SecondFactorOffer Offer { get; private set; } = null!;
    public bool IsDemanded { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        Offer = secondFactor.Offer(await changes.OwnAsync(), Sealed);
        ModelState.Remove(nameof(Sealed));
        Sealed = Offer.Sealed;
        IsDemanded = Pending.Of(User) == Pending.SecondFactor;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (account, codes) = await secondFactor.TurnOnAsync(Sealed, Code);
        await sessions.RefreshAsync(account);
        TempData[SecondFactorModel.CodesKey] = string.Join(',', codes);
        return RedirectToPage("/Identity/Settings/SecondFactor", new { ReturnUrl });
    }
}
