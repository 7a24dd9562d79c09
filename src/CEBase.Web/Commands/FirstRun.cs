namespace CEBase.Web.Commands;

/// <summary>Brings the database up to the program and, in Development, fills an empty one with the base and its sample data.</summary>
internal sealed partial class FirstRun(Migrator migrator, IServiceScopeFactory scopes, RecipeFolder folder, IHostEnvironment environment, ILogger<FirstRun> log)
{
    private static readonly string[] DevelopmentRecipes = ["npu", "demo"];

    /// <summary>Migrates; in Development also runs the recipes that this database has not seen.</summary>
    public async Task PrepareAsync(CancellationToken cancel = default)
    {
        await migrator.MigrateAsync(cancel);
        if (!environment.IsDevelopment())
        {
            return;
        }
        foreach (var recipe in DevelopmentRecipes)
        {
            await using var scope = scopes.CreateAsyncScope();
            var runner = scope.ServiceProvider.GetRequiredService<RecipeRunner>();
            if (!File.Exists(Path.Combine(folder.Path, recipe + ".recipe.json")))
            {
                LogMissing(recipe);
            }
            else
            {
                await runner.RunOnceAsync(recipe, cancel);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Recipe {Recipe} does not lie beside the program and was skipped")]
    private partial void LogMissing(string recipe);
}
