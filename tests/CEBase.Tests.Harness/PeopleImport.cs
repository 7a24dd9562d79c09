using CEBase.Platform;

namespace CEBase.Tests.Harness;

/// <summary>A kind of import for tests: people into a list, one a number.</summary>
public sealed class PeopleImport(PeopleImport.Behaviour behaviour) : ISpreadsheetImport
{
    /// <summary>How a test wants it to behave.</summary>
    public sealed class Behaviour
    {
        /// <summary>Permission that importing asks for.</summary>
        public string Permission { get; init; } = "People.Import";

        /// <summary>Throws when this many people were written.</summary>
        public int? FailAfter { get; set; }

        /// <summary>Runs while the transaction is open.</summary>
        public Func<Task> WhileWriting { get; set; } = () => Task.CompletedTask;

        /// <summary>Times it was asked to write.</summary>
        public int Writes { get; set; }
    }

    /// <inheritdoc />
    public string Kind => "people";
    /// <inheritdoc />
    public string Label => "人员名单";
    /// <inheritdoc />
    public string Permission => behaviour.Permission;
    /// <inheritdoc />
    public IReadOnlyList<ImportColumn> Columns => RosterColumns.All;

    /// <inheritdoc />
    public Task<string> DescribeTargetAsync(DbScope db, string target, ICurrentUser user) =>
        target == "list-1" ? Task.FromResult("一号名单") : throw Refusal.NotFound($"没有「{target}」这个名单。");

    /// <inheritdoc />
    public Task<IReadOnlyList<RowProblem?>> CheckAsync(DbScope db, string target, IReadOnlyList<ImportRow> rows) =>
        Task.FromResult<IReadOnlyList<RowProblem?>>([.. rows.Select(Check)]);

    private static RowProblem? Check(ImportRow row) =>
        row["name"].IsEmpty ? new RowProblem("name_missing", "name", "没有填写姓名。请补上。")
        : row["number"].WasNumber ? new RowProblem("id_as_number", "number", "证件号码被存成了数字，末几位已经丢失。请以文本格式重新填写。")
        : null;

    /// <inheritdoc />
    public async Task<ImportWritten> WriteAsync(DbScope db, string target, IReadOnlyList<ImportRow> good, ICurrentUser user, IProgress<int> progress)
    {
        behaviour.Writes++;
        var written = 0;
        for (var done = 0; done < good.Count; done++)
        {
            if (done == behaviour.FailAfter)
            {
                throw new InvalidOperationException("The power went out.");
            }
            written += await db.ExecuteAsync("INSERT INTO person (number, name) VALUES (@number, @name) ON CONFLICT (number) DO NOTHING",
                new { number = good[done]["number"].Text, name = good[done]["name"].Text });
            progress.Report(done + 1);
        }
        await behaviour.WhileWriting();
        return new ImportWritten(written, good.Count - written, new Dictionary<string, int> { ["written"] = written });
    }

    /// <summary>A bench with this kind and its table.</summary>
    public static async Task<Bench> StartAsync(DatabaseKind kind, Behaviour? behaviour = null, Action<IServiceCollection>? more = null)
    {
        var bench = await Bench.StartAsync(kind, services =>
        {
            Register(services, behaviour ?? new Behaviour());
            more?.Invoke(services);
        });
        await MakeTableAsync(bench.Database);
        return bench;
    }

    /// <summary>Adds the kind to a host.</summary>
    public static void Register(IServiceCollection services, Behaviour behaviour) => services.AddScoped<ISpreadsheetImport, PeopleImport>().AddSingleton(behaviour);

    /// <summary>Makes the list that people are imported into.</summary>
    public static Task MakeTableAsync(IDatabase database) =>
        database.WriteAsync(s => s.ExecuteAsync("CREATE TABLE person (number text PRIMARY KEY, name text NOT NULL)"));

    /// <summary>How many people are in the list.</summary>
    public static Task<long> CountAsync(IDatabase database) => database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM person"));
}
