using CEBase.Platform;

namespace CEBase.Funds.Checks;

/// <summary>The use check and its vocabulary.</summary>
internal sealed class ChecksStartup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(provider => Vocabulary.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "vocabulary.json")));
        services.AddTraceActs(("use_check", "检查开支"), ("vocabulary_add", "增改禁止开支词汇"), ("vocabulary_withdraw", "撤回词汇增改"));
        services.AddScoped<VocabularyTrial>();
        services.AddScoped<VocabularyRepository>();
        services.AddScoped<UseCheckService>();
    }
}
