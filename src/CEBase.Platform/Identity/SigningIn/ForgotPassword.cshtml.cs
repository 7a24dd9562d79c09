using CEBase.Platform.Mail;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.RateLimiting;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>忘记密码: asks for a link by mail. The answer is the same whether there is such an account or not.</summary>
[Public]
[EnableRateLimiting(RateLimitPolicies.SignIn)]
internal sealed class ForgotPasswordModel(IMailSender mail, PasswordMailQueue queue) : PageModel, IFormPage
{
    [BindProperty]
    public string? Login { get; set; }

    /// <summary>A link was asked for.</summary>
    [FromQuery(Name = "asked")]
    public bool Asked { get; set; }

    public bool IsReady { get; private set; }

    public static int Minutes => (int)PasswordLinks.MailLife.TotalMinutes;

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync() => IsReady = await mail.IsReadyAsync(HttpContext.RequestAborted);

    public IActionResult OnPost()
    {
        if (string.IsNullOrWhiteSpace(Login))
        {
            throw new Refusal("login_missing", "请填写手机号或邮箱。") { Field = nameof(Login) };
        }
        queue.Ask(Login);
        return RedirectToPage(new { asked = true });
    }
}
