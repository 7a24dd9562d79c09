using System.Reflection;
using CEBase.Platform.Modules;

namespace CEBase.Platform.Data;

/// <summary>
/// Brings the database up to the program: every module's numbered <c>Migrations/NNN_name.sql</c>, once, in module order, under a lock.
/// Not by DbUp: it finds, orders and runs, which is twenty lines of this, but its journal knows no checksums, its PostgreSQL side no lock, and it runs
/// on a connection of its own beside the one writer that SQLite has; a journal, a connection manager and a preprocessor for it come out longer.
/// </summary>
public sealed partial class Migrator(IDatabase database, ModuleSet modules, TimeProvider clock, ILogger<Migrator> log, IEnumerable<IAfterMigration> afterwards)
{
    private const long LockKey = 0x4345_4261_7365; // "CEBase"

    private sealed record Migration(string Module, int Number, string Name, string Sql, string Checksum);

    private sealed record Applied
    {
        public required string Module { get; init; }
        public int Number { get; init; }
        public required string Name { get; init; }
        public required string Checksum { get; init; }
    }

    /// <summary>Applies what is missing and returns the names of what was applied.</summary>
    /// <exception cref="MigrationException">A migration was changed after it was applied, or the database is newer than the program or older than its first release.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancel = default)
    {
        var applied = await ApplyAsync(cancel);
        foreach (var work in afterwards)
        {
            await work.RunAsync(cancel);
        }
        return applied;
    }

    private Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancel) => database.WriteAsync(async db =>
    {
        if (db.Dialect.Kind == DatabaseKind.PostgreSql)
        {
            await db.ExecuteAsync("SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey });
        }
        await db.ExecuteAsync("""
            CREATE TABLE IF NOT EXISTS schema_migration (
              module text NOT NULL, number integer NOT NULL, name text NOT NULL, checksum text NOT NULL, applied_at text NOT NULL,
              PRIMARY KEY (module, number))
            """);
        var applied = (await db.QueryAsync<Applied>("SELECT module, number, name, checksum FROM schema_migration"))
            .ToDictionary(a => (a.Module, a.Number));
        var known = modules.All.SelectMany(m => Read(m.Manifest.Id, m.Assembly)).ToList();
        Refuse(known, applied);

        var done = new List<string>();
        foreach (var migration in known.Where(m => !applied.ContainsKey((m.Module, m.Number))))
        {
            await db.ExecuteAsync(db.Dialect.Render(migration.Sql));
            await db.ExecuteAsync(
                "INSERT INTO schema_migration (module, number, name, checksum, applied_at) VALUES (@Module, @Number, @Name, @Checksum, @At)",
                new { migration.Module, migration.Number, migration.Name, migration.Checksum, At = clock.GetUtcNow() });
            done.Add($"{migration.Module}/{migration.Name}");
            LogApplied(migration.Module, migration.Name);
        }
        return (IReadOnlyList<string>)done;
    }, cancel);

    /// <summary>Names of the migrations this database still lacks; all of them for an empty one.</summary>
    /// <exception cref="MigrationException">The database and the program don't fit.</exception>
    public Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancel = default) => database.ReadAsync(async db =>
    {
        var known = modules.All.SelectMany(m => Read(m.Manifest.Id, m.Assembly)).ToList();
        var exists = await db.ScalarAsync<long>(db.Dialect.Kind == DatabaseKind.Sqlite
            ? "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migration'"
            : "SELECT count(*) FROM information_schema.tables WHERE table_name = 'schema_migration' AND table_schema = current_schema()") > 0;
        var applied = exists
            ? (await db.QueryAsync<Applied>("SELECT module, number, name, checksum FROM schema_migration")).ToDictionary(a => (a.Module, a.Number))
            : [];
        Refuse(known, applied);
        return (IReadOnlyList<string>)[.. known.Where(m => !applied.ContainsKey((m.Module, m.Number))).Select(m => $"{m.Module}/{m.Name}")];
    }, cancel);

    private static void Refuse(List<Migration> known, Dictionary<(string, int), Applied> applied)
    {
        var byKey = known.ToDictionary(m => (m.Module, m.Number));
        // The migrations of before the first release were merged, so that another script stands at a number that was applied already.
        foreach (var (key, row) in applied)
        {
            if (byKey.TryGetValue(key, out var merged) && merged.Name != row.Name)
            {
                throw new MigrationException($"这个数据库是正式发布以前的程序建立的：它应用过 {row.Module} 的 {row.Name}，本程序已并入 {merged.Name}，两者接不上。请换一个空的数据库重新建立基地；要查看其中的数据，请用当时的程序打开。");
            }
        }
        foreach (var (key, row) in applied)
        {
            if (!byKey.TryGetValue(key, out var migration))
            {
                throw new MigrationException($"数据库比程序新：它已应用 {row.Module} 的 {row.Name}，本程序没有这一版。请换用新版程序，或恢复升级前的备份。");
            }
            if (migration.Checksum != row.Checksum)
            {
                throw new MigrationException($"迁移 {row.Module}/{row.Name} 在应用之后被改动过（校验和不符）。请恢复原文件，把改动写成新编号的迁移。");
            }
        }
    }

    private static IEnumerable<Migration> Read(string module, Assembly assembly)
    {
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Migrations.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var name = resource["Migrations.".Length..];
            var match = NumberedName().Match(name);
            if (!match.Success)
            {
                throw new MigrationException($"{module} 的迁移 {name} 没有以三位编号开头（001_name.sql）。");
            }
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
            yield return new Migration(module, int.Parse(match.Groups[1].ValueSpan), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        }
    }

    [GeneratedRegex(@"^(\d{3})_[a-z0-9_]+\.sql$")]
    private static partial Regex NumberedName();

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Module}/{Name}")]
    private partial void LogApplied(string module, string name);
}

/// <summary>The database and the program don't fit; the message says how to go on.</summary>
public sealed class MigrationException(string message) : Exception(message);
