namespace CEBase.Enrollment.Agreements;

/// <summary>学员协议.</summary>
internal sealed class AgreementsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("agreement_agreed", "同意学员协议"));
        services.AddScoped<AgreementService>();
        services.AddScoped<IAgreementConsents>(p => p.GetRequiredService<AgreementService>());
    }
}
