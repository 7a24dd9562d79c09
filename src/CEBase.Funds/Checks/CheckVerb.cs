using System.CommandLine;

namespace CEBase.Funds.Checks;

/// <summary><c>funds check FILE --out OUT.csv</c></summary>
internal sealed class CheckVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "待检查的 .csv 或 .xlsx（列：单号、开支范围、摘要、金额）" };
    private readonly Option<string?> _out = new("--out") { Description = "写出结论的 .csv" };

    public override IReadOnlyList<string> Words => ["funds", "check"];

    public override string Description => "按开支范围和禁止开支检查一批支出摘要";

    public override void Configure(Command command)
    {
        command.Add(_file);
        command.Add(_out);
    }

    public override async Task<VerbResult> RunAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancel)
    {
        var path = arguments.GetRequiredValue(_file);
        using var content = new MemoryStream(await ReadFileAsync(path, cancel), writable: false);
        var check = await services.GetRequiredService<IDatabase>().ReadAsync(services.GetRequiredService<VocabularyRepository>().CheckAsync, cancel);
        var lines = check.Judge(content, Path.GetFileName(path));
        if (arguments.GetValue(_out) is { } output)
        {
            await using var written = File.Create(output);
            BatchCheck.Write(lines, written);
        }
        var counts = lines.GroupBy(l => l.Verdict).ToDictionary(g => g.Key, g => g.Count());
        return new VerbResult(new
        {
            lines = lines.Count,
            allow = counts.GetValueOrDefault("allow"),
            review = counts.GetValueOrDefault("review"),
            block = counts.GetValueOrDefault("block"),
        }, HasFindings: lines.Any(l => l.Verdict != "allow"));
    }
}
