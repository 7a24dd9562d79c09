using System.CommandLine;
using System.Text;
using CEBase.Instructors.Qualification;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Instructors.Imports;

/// <summary><c>import instructors FILE [--dry-run] --out OUT.csv</c>.</summary>
internal sealed class ImportInstructorsVerb : Verb
{
    private readonly Argument<string> _file = new("file") { Description = "师资名单，.xlsx、.xls 或 .csv" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "只检查，不写入" };
    private readonly Option<string> _out = new("--out")
    {
        Description = "每行一个结论的 .csv：id,name,education_code,title_level,verdict,articles,message；"
            + "title_level 为 full-senior、associate-senior、intermediate、junior 或 none，verdict 为 qualified、review 或 unqualified",
    };

    public override IReadOnlyList<string> Words { get; } = ["import", "instructors"];
    public override string Description => "把师资名单导入师资库，并逐人判断授课资格";

    public override void Configure(Command command)
    {
        command.Add(_file);
        command.Add(_dryRun);
        command.Add(_out);
    }

    public override async Task<VerbResult> RunAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancel)
    {
        var path = arguments.GetValue(_file)!;
        var dryRun = arguments.GetValue(_dryRun);
        var bytes = await ReadFileAsync(path, cancel);
        var judged = await JudgeAsync(services, bytes, Path.GetFileName(path), cancel);
        var result = await services.GetRequiredService<ImportRunner>().RunAsync(
            InstructorImport.Name, InstructorImport.Target, new MemoryStream(bytes, writable: false), Path.GetFileName(path), dryRun, SystemUser.Instance, cancel: cancel);
        if (arguments.GetValue(_out) is { Length: > 0 } output)
        {
            await WriteFileAsync(output, VerdictSheet.Write(judged), cancel);
        }
        var body = new Dictionary<string, object>
        {
            ["rows"] = judged.Count,
            ["qualified"] = judged.Count(j => j.Verdict == Verdict.Qualified),
            ["review"] = judged.Count(j => j.Verdict == Verdict.Review),
            ["unqualified"] = judged.Count(j => j.Verdict == Verdict.Unqualified),
            ["accepted"] = result.Accepted,
            ["rejected"] = result.Rejected,
            ["written"] = result.Written,
            ["unchanged"] = result.Unchanged,
            ["dryRun"] = dryRun,
        };
        return new VerbResult(body, HasFindings: judged.Any(j => j.Verdict != Verdict.Qualified));
    }

    private static Task<IReadOnlyList<JudgedRow>> JudgeAsync(IServiceProvider services, byte[] bytes, string fileName, CancellationToken cancel) =>
        services.GetRequiredService<IDatabase>().ReadAsync<IReadOnlyList<JudgedRow>>(async db =>
        {
            var import = services.GetServices<ISpreadsheetImport>().OfType<InstructorImport>().Single();
            var rows = SheetRows.Read(new MemoryStream(bytes, writable: false), fileName, import.Columns);
            var today = services.GetRequiredService<TimeProvider>().Today();
            var table = await services.GetRequiredService<ITitles>().TableAsync(db);
            var leastYears = await services.GetRequiredService<Qualifications>().LeastYearsAsync(db, today);
            var problems = await import.CheckAsync(db, InstructorImport.Target, rows);
            return [.. (await import.ReadAsync(db, rows)).Zip(problems, (row, problem) => new JudgedRow(row, problem, row.Judge(table, today, leastYears)))];
        }, cancel);
}

/// <summary>A row with its judgement.</summary>
/// <param name="Row">The row.</param>
/// <param name="Problem">Why it isn't entered, or null.</param>
/// <param name="Findings">What NPU 13 says.</param>
internal sealed record JudgedRow(InstructorRow Row, RowProblem? Problem, IReadOnlyList<Finding> Findings)
{
    public Verdict Verdict => Verdicts.Of(Findings);
}

/// <summary>The judgements as a csv: one line an input row, in the sheet's order.</summary>
internal static class VerdictSheet
{
    public const string Header = "id,name,education_code,title_level,verdict,articles,message";

    public static byte[] Write(IEnumerable<JudgedRow> rows)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var judged in rows)
        {
            var told = judged.Row.Told;
            var told13 = judged.Findings.Where(f => f.Severity != Severity.Note).ToList();
            text.AppendJoin(',', new[]
            {
                judged.Row.Id, told.Name, told.Education, Code(told.TitleLevel), judged.Verdict.Code(),
                // What was judged by is named for those who pass, too.
                string.Join(' ', told13.SelectMany(f => f.Articles).Select(a => a.ToString()).DefaultIfEmpty("NPU:13").Distinct()), Message(judged, told13),
            }.Select(Quoted)).Append('\n');
        }
        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text.ToString());
    }

    /// <summary>As files write a level: <c>associate-senior</c>.</summary>
    public static string Code(TitleLevel level) => level switch
    {
        TitleLevel.FullSenior => "full-senior",
        TitleLevel.AssociateSenior => "associate-senior",
        TitleLevel.Intermediate => "intermediate",
        TitleLevel.Junior => "junior",
        _ => "none",
    };

    private static string Message(JudgedRow judged, List<Finding> findings)
    {
        var sentences = new List<string>();
        if (judged.Problem is { } problem)
        {
            sentences.Add($"不写入：{problem.Sentence}");
        }
        sentences.AddRange(findings.Count == 0 ? ["符合授课教师条件。"] : findings.Select(f => f.Sentence));
        sentences.AddRange(judged.Row.Remarks.Select(r => r + "。"));
        if (judged.Row.Told.Relation == Relation.Outside)
        {
            sentences.Add("外聘教师排课前另须有效的背景调查和党委审核（BJTU:16）。");
        }
        return string.Concat(sentences);
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
