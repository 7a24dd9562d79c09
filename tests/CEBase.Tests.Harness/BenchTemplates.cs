using System.Collections.Concurrent;
using Xunit;

namespace CEBase.Tests.Harness;

/// <summary>
/// Databases that are made once a process and then copied: migrated, and with recipes run. A copy costs milliseconds, a recipe a second.
/// </summary>
internal static class BenchTemplates
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<DatabaseOptions>>> Made = new();

    /// <summary>Copies a template; skips the test by name where PostgreSQL is not installed.</summary>
    /// <param name="kind">Which database.</param>
    /// <param name="recipes">The recipes that were run on it.</param>
    /// <param name="folder">The data folder of the copy.</param>
    /// <returns>The connection string of the copy, or null for SQLite, whose file lies in the folder.</returns>
    public static async Task<string?> CopyAsync(DatabaseKind kind, string[] recipes, string folder)
    {
        Assert.SkipWhen(kind == DatabaseKind.PostgreSql && PostgresCluster.Instance is null, PostgresCluster.Missing);
        var template = await Made.GetOrAdd(NameOf(kind, recipes), name => new(() => MakeAsync(kind, recipes, name))).Value;
        return await CopyAsync(template.DataFolder, folder, kind, NameOf(kind, recipes), "t" + Guid.NewGuid().ToString("N"));
    }

    private static string NameOf(DatabaseKind kind, string[] recipes) => string.Join('_', ["template", kind.ToString().ToLowerInvariant(), .. recipes]);

    private static async Task<string?> CopyAsync(string from, string to, DatabaseKind kind, string template, string database)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return kind == DatabaseKind.Sqlite ? null : await PostgresCluster.Instance!.CreateDatabaseAsync(database, template);
    }

    // Each recipe is run on a copy of the template with those before it.
    private static async Task<DatabaseOptions> MakeAsync(DatabaseKind kind, string[] recipes, string name)
    {
        var options = new DatabaseOptions { DataFolder = Directory.CreateTempSubdirectory("cebase-template-").FullName };
        if (recipes.Length > 0)
        {
            var before = recipes[..^1];
            var template = await Made.GetOrAdd(NameOf(kind, before), n => new(() => MakeAsync(kind, before, n))).Value;
            options.ConnectionString = await CopyAsync(template.DataFolder, options.DataFolder, kind, NameOf(kind, before), name);
        }
        else if (kind == DatabaseKind.PostgreSql)
        {
            options.ConnectionString = await PostgresCluster.Instance!.CreateDatabaseAsync(name);
        }
        // A database that somebody is connected to can't be copied.
        options.ConnectionString += options.ConnectionString is null ? null : ";Pooling=false";

        await using (var bench = Bench.Compose(options, ""))
        {
            if (recipes.Length == 0)
            {
                await bench.Services.GetRequiredService<Migrator>().MigrateAsync();
            }
            else
            {
                await bench.RecipeAsync(recipes[^1]);
            }
        }
        if (kind == DatabaseKind.Sqlite)
        {
            await CheckpointAsync(options.SqliteFile);
        }
        return options;
    }

    private static async Task CheckpointAsync(string file)
    {
        await using var checkpoint = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=false");
        await checkpoint.OpenAsync();
        await using var command = checkpoint.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
    }
}
