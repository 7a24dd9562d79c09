using System.CommandLine;

namespace CEBase.Funds.Reconciliation;

/// <summary><c>funds reconcile LEDGER --claims CLAIMS --out OUT.xlsx</c></summary>
internal sealed class ReconcileVerb : Verb
{
    private readonly Argument<string> _ledger = new("LEDGER") { Description = "财务处明细账：.xlsx、.xls 或 .csv（列：日期、凭证号、摘要、支出、收入）" };
    private readonly Option<string> _claims = new("--claims") { Description = "报销单清单（列：单号、日期、开支范围、摘要、金额）", Required = true };
    private readonly Option<string?> _out = new("--out") { Description = "写出各组明细的 .xlsx" };
    private readonly Option<int> _window = new("--window") { Description = "账上没有单号时，日期最多相差几天", DefaultValueFactory = _ => MatchingOptions.Default.WindowDays };

    public override IReadOnlyList<string> Words => ["funds", "reconcile"];

    public override string Description => "把财务处明细账与报销单逐笔核对";

    public override void Configure(Command command)
    {
        command.Add(_ledger);
        command.Add(_claims);
        command.Add(_out);
        command.Add(_window);
    }

    public override async Task<VerbResult> RunAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancel)
    {
        var (ledger, claims, window) = (arguments.GetRequiredValue(_ledger), arguments.GetRequiredValue(_claims), arguments.GetValue(_window));
        if (window < 0)
        {
            throw new Refusal("window_negative", "日期相差的天数不能是负数。");
        }
        var book = Read(ledger, BookFiles.ReadLedger);
        var result = Reconciler.Compare(Read(claims, BookFiles.ReadClaims), book.Lines, new MatchingOptions(window));
        if (arguments.GetValue(_out) is { } output)
        {
            await File.WriteAllBytesAsync(output, ReconciliationWorkbook.Write(Statement(result, book, $"{Path.GetFileName(ledger)} 对 {Path.GetFileName(claims)}")), cancel);
        }
        return new VerbResult(new Dictionary<string, int>
        {
            ["matched"] = result.Matched,
            ["amount_differs"] = result.AmountDiffers,
            ["missing_in_ledger"] = result.MissingInLedger,
            ["only_in_ledger"] = result.OnlyInLedger,
        }, HasFindings: result.Matched < result.Matches.Sum(m => m.Claims.Count) || result.OnlyInLedger > 0);
    }

    /// <summary>What a file holds besides what was spent is listed, not compared: receipts stand in the system, not in a list.</summary>
    private static ReconciliationStatement Statement(ReconciliationResult result, LedgerReading book, string note) => new(note, [new StatementPart(Part.Expense, result)],
        [.. book.Income.Select(l => new AsideLine("账", l.Row, l.Day, l.Voucher, l.Summary, l.Amount, Asides.Income)),
         .. book.Skipped.Select(s => new AsideLine("账", s.Line.Row, s.Line.Day, s.Line.Voucher, s.Line.Summary, s.Line.Amount, s.Reason))]);

    private static T Read<T>(string path, Func<Stream, string, T> read)
    {
        if (!File.Exists(path))
        {
            throw new Refusal("file_missing", $"没有找到文件 {path}。");
        }
        using var content = File.OpenRead(path);
        return read(content, Path.GetFileName(path));
    }
}
