using CEBase.Platform.Data;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Recipes;

/// <summary>Where recipe files lie: <c>recipes/</c> beside the program.</summary>
public sealed record RecipeFolder(string Path);

/// <summary>Runs <c>recipes/NAME.recipe.json</c>: all its steps in one transaction, or none.</summary>
public sealed partial class RecipeRunner(IDatabase database, IEnumerable<IRecipeStep> steps, RecipeFolder folder, TimeProvider clock, ILogger<RecipeRunner> log)
{
    private const long LockKey = 0x5245_4349_5045; // "RECIPE"
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly Dictionary<string, IRecipeStep> _steps = steps.ToDictionary(s => s.Name);

    /// <summary>Names and display names of the recipes that lie in the folder.</summary>
    public IReadOnlyList<(string Name, string DisplayName)> Available() =>
        [.. (Directory.Exists(folder.Path) ? Directory.EnumerateFiles(folder.Path, "*.recipe.json") : []).Order(StringComparer.Ordinal).Select(file =>
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), Lenient);
            return (Path.GetFileName(file)[..^".recipe.json".Length], document.RootElement.GetProperty("displayName").GetString()!);
        })];

    /// <summary>Whether the recipe was run on this database before.</summary>
    public Task<bool> WasRunAsync(string name, CancellationToken cancel = default) => database.ReadAsync(async db =>
        await db.ScalarAsync<long>("SELECT count(*) FROM recipe_run WHERE name = @name", new { name }) > 0, cancel);

    /// <summary>Runs a recipe and returns how many steps it had.</summary>
    /// <exception cref="Refusal">No such recipe.</exception>
    /// <exception cref="RecipeException">Malformed; names file and key.</exception>
    public async Task<int> RunAsync(string name, CancellationToken cancel = default) => (await RunAsync(name, onlyOnce: false, cancel))!.Value;

    /// <summary>
    /// Runs a recipe unless this database has seen it; tells whether it ran. Two programs that start at once on one database don't double it:
    /// the question and the run are one transaction under a lock.
    /// </summary>
    public async Task<bool> RunOnceAsync(string name, CancellationToken cancel = default) => await RunAsync(name, onlyOnce: true, cancel) is not null;

    private Task<int?> RunAsync(string name, bool onlyOnce, CancellationToken cancel)
    {
        var file = Path.Combine(folder.Path, name + ".recipe.json");
        if (name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()) || !File.Exists(file))
        {
            throw new Refusal("recipe_unknown", $"没有名为“{name}”的配方。可用的有：{string.Join("、", Available().Select(r => r.Name))}。");
        }
        return database.WriteAsync(async db =>
        {
            if (db.Dialect.Kind == DatabaseKind.PostgreSql)
            {
                await db.ExecuteAsync("SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey });
            }
            if (onlyOnce && await db.ScalarAsync<long>("SELECT count(*) FROM recipe_run WHERE name = @name", new { name }) > 0)
            {
                return (int?)null;
            }
            using var document = Parse(file);
            var count = 0;
            foreach (var element in document.RootElement.GetProperty("steps").EnumerateArray())
            {
                var stepName = element.GetProperty("name").GetString()!;
                if (!_steps.TryGetValue(stepName, out var step))
                {
                    throw new RecipeException($"{Path.GetFileName(file)}：没有模块认识步骤“{stepName}”。");
                }
                await step.RunAsync(element, new RecipeContext(db, file));
                count++;
            }
            await db.ExecuteAsync("INSERT INTO recipe_run (name, run_at) VALUES (@name, @At)", new { name, At = clock.GetUtcNow() });
            LogRun(name, count);
            return count;
        }, cancel);
    }

    private static JsonDocument Parse(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(file), Lenient);
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{Path.GetFileName(file)} 第 {broken.LineNumber + 1} 行不是合法的 JSON。");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Recipe {Name} ran {Count} steps")]
    private partial void LogRun(string name, int count);
}
