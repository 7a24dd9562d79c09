using System.CommandLine;

namespace CEBase.Enrollment.Rosters;

/// <summary><c>import roster FILE --class NO [--dry-run] [--rejects OUT.xlsx]</c>.</summary>
internal sealed class ImportRosterVerb : Verb
{
    private readonly Argument<string> _file = new("file") { Description = "名册文件，.xlsx、.xls 或 .csv" };
    private readonly Option<string> _class = new("--class") { Description = "班号，例如 2026-018", Required = true };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "只检查，不写入" };
    private readonly Option<string> _rejects = new("--rejects") { Description = "把不合格的行标注后写到这个 .xlsx 文件" };

    public override IReadOnlyList<string> Words { get; } = ["import", "roster"];
    public override string Description => "把学员名册导入一个培训班";

    public override void Configure(Command command)
    {
        command.Add(_file);
        command.Add(_class);
        command.Add(_dryRun);
        command.Add(_rejects);
    }

    public override async Task<VerbResult> RunAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancel)
    {
        var path = arguments.GetValue(_file)!;
        var dryRun = arguments.GetValue(_dryRun);
        using var content = new MemoryStream(await ReadFileAsync(path, cancel), writable: false);
        var result = await services.GetRequiredService<ImportRunner>().RunAsync(
            "roster", arguments.GetValue(_class)!, content, Path.GetFileName(path), dryRun, SystemUser.Instance, cancel: cancel);
        if (arguments.GetValue(_rejects) is { Length: > 0 } rejects)
        {
            await WriteRejectsAsync(result, rejects, cancel);
        }
        var body = new Dictionary<string, object>
        {
            ["accepted"] = result.Accepted,
            ["rejected"] = result.Rejected,
            ["written"] = result.Written,
            ["unchanged"] = result.Unchanged,
            ["dryRun"] = dryRun,
        };
        foreach (var (name, count) in result.Details)
        {
            body[name] = count;
        }
        return new VerbResult(body, HasFindings: result.BadRows.Count > 0);
    }

    private static async Task WriteRejectsAsync(ImportResult result, string path, CancellationToken cancel)
    {
        using var marked = new MemoryStream();
        MarkedFile.WriteWorkbook(result, marked);
        await WriteFileAsync(path, marked.ToArray(), cancel);
    }
}
