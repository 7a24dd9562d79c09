using CEBase.Funds.Checks;
using CEBase.Funds.Reconciliation;
using CEBase.Platform;
using CEBase.Platform.Modules;
using CEBase.Platform.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Funds;

/// <summary>The special fund: what it may be spent on.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override IEnumerable<Verb> Verbs => [new CheckVerb(), new ReconcileVerb()];

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPermissions<Permissions>();
        services.AddSingleton(provider => Vocabulary.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "vocabulary.json")));
        services.AddSingleton<UseCheck>();
        services.AddSingleton<BatchCheck>();
    }
}
