using CEBase.Platform.Identity.Administration;
using CEBase.Platform.Identity.RoleMatrix;
using CEBase.Platform.Identity.Settings;
using CEBase.Platform.Identity.SigningIn;
using CEBase.Platform.Identity.Tokens;
using CEBase.Platform.Modules;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace CEBase.Platform.Identity;

/// <summary>Accounts, roles, sign-in and tokens.</summary>
internal sealed class IdentityStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        var section = Configuration.GetSection("Identity");
        var settings = section.Get<IdentitySettings>() ?? new IdentitySettings();
        services.Configure<IdentitySettings>(section);
        services.AddTraceActs([.. AccountTraces.Labels.Select(l => (l.Key, l.Value))]);
        services.AddSingleton<ILookupNormalizer, AsWritten>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = settings.PasswordIterations);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<IAccounts, Accounts>();
        services.AddSingleton<UnknownLoginLockout>();
        services.AddScoped<SignInService>();
        services.AddScoped<SignInSessions>();
        services.AddScoped<ISessions, Sessions>();
        services.AddSingleton<DemoAccounts>();
        services.AddSingleton<PrincipalCache>();
        services.AddScoped<TokenService>();
        services.AddScoped<AccountChanges>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<PasswordLinks>();
        services.AddScoped<PasswordMail>();
        services.AddSingleton<PasswordMailQueue>();
        services.AddHostedService<PasswordMailWorker>();
        services.AddScoped<SecondFactorService>();
        services.AddScoped<AccountAdministration>();
        services.AddScoped<RoleAdministration>();
        services.AddSingleton<RoleRepository>();
        services.AddSingleton<IStepRoles>(provider => provider.GetRequiredService<RoleRepository>());
        services.AddSingleton<AdministratorGuard>();
        services.AddSingleton<AccountRepository>();
        services.AddScoped<AccountPrincipals>();

        services.AddIdentityCore<Account>(identity =>
            {
                identity.ClaimsIdentity.SecurityStampClaimType = AccountPrincipals.StampClaim;
                identity.Lockout.MaxFailedAccessAttempts = settings.FailuresBeforeLockout;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(settings.LockoutMinutes);
                identity.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.MinLength,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
            })
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<PasswordRulesValidator>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddScoped<IUserClaimsPrincipalFactory<Account>>(provider => provider.GetRequiredService<AccountPrincipals>());
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromSeconds(settings.ValidationSeconds));

        services.AddAuthentication(Schemes.Default)
            .AddPolicyScheme(Schemes.Default, null, options => options.ForwardDefaultSelector = Schemes.Choose)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Schemes.Bearer, null)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie => SessionCookie.Configure(cookie, settings));
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => TokenApi.Map(routes);
}

/// <summary>Logins and role names are looked up as <see cref="Login"/> writes them.</summary>
internal sealed class AsWritten : ILookupNormalizer
{
    public string? NormalizeEmail(string? email) => email;
    public string? NormalizeName(string? name) => name;
}
