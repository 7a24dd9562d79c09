using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.RateLimiting;

namespace CEBase.Platform.Setup;

/// <summary>初始设置: once, before there is an administrator. <see cref="SetupGate"/> shuts it afterwards.</summary>
[Public]
[EnableRateLimiting(RateLimitPolicies.SignIn)]
internal sealed class SetupModel(SetupService setup, DatabaseOptions options) : PageModel, IFormPage
{
    [BindProperty]
    public SetupForm Input { get; set; } = new();

    public IReadOnlyList<(string Name, string DisplayName)> Recipes { get; private set; } = [];

    public bool IsPostgres => options.Kind == DatabaseKind.PostgreSql;

    /// <summary>The other database is written down; the program has to be started anew.</summary>
    public bool NeedsRestart { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync()
    {
        Recipes = setup.Recipes();
        return Task.CompletedTask;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await setup.RunAsync(Input, HttpContext.RequestAborted))
        {
            NeedsRestart = true;
            return Page();
        }
        TempData["Done"] = "基地已经设置好，请用刚才的管理员账号登录。";
        return Redirect("~/account/sign-in");
    }
}
