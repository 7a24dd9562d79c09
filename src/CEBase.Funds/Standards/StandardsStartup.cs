using CEBase.Platform;

namespace CEBase.Funds.Standards;

/// <summary>Caps, taxes and what is judged by them.</summary>
internal sealed class StandardsStartup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(provider => TaxTables.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "labour-tax.json")));
        services.AddTraceActs(("lodging_cap", "登记住宿标准"));
        services.AddScoped<CapTable>();
        services.AddScoped<LodgingRepository>();
        services.AddScoped<QuotaCategory>();
        services.AddScoped<StandardEvaluator>();
    }
}
