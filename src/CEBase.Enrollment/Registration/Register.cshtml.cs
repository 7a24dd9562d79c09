using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Privacy;
using Microsoft.AspNetCore.RateLimiting;

namespace CEBase.Enrollment.Registration;

/// <summary>学员注册: account and learner in one form.</summary>
[Public]
[EnableRateLimiting(RateLimitPolicies.Registration)]
internal sealed class RegisterModel(IDatabase database, RegistrationService registration, PrivacyNotices notices, LearnerRepository learners, ISessions sessions, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public RegistrationForm Input { get; set; } = new();
    [FromQuery(Name = "returnUrl")] public string? ReturnUrl { get; set; }

    public PrivacyNotice? Notice { get; private set; }

    /// <summary>Why somebody who is signed in needn't register.</summary>
    public string? Already { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Notice = await notices.CurrentAsync(db);
        if (user.AccountId is { } id)
        {
            Already = await learners.OfAccountAsync(db, id) is null
                ? "您登录的是工作账号，没有学员资料。如需以学员身份报名，请退出登录后用本人手机号或邮箱另行注册。"
                : "您已经注册并登录，可以直接报名。";
        }
    });

    public async Task<IActionResult> OnPostAsync()
    {
        if (user.AccountId is not null)
        {
            return RedirectToPage();
        }
        var accountId = await database.WriteAsync(db => registration.RegisterAsync(db, Input));
        await sessions.OpenAsync(accountId);
        TempData["Done"] = "注册完成，已经为您登录。";
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/my");
    }
}
