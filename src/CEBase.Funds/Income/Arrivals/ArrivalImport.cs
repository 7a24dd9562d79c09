using System.Globalization;
using CEBase.Funds.Budgets;
using CEBase.Platform.Data;
using CEBase.Platform.Imports;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Values;

namespace CEBase.Funds.Income.Arrivals;

/// <summary>The finance office's list of what arrived in the school's account.</summary>
internal sealed class ArrivalImport(ArrivalDesk desk, TimeProvider clock) : ISpreadsheetImport
{
    public const string ImportKind = "arrivals";

    public string Kind => ImportKind;
    public string Label => "到账流水";
    public string Permission => Permissions.ReceiptsRecord;
    public string TargetLabel => "账户";

    public IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("no", "流水号", true, "交易流水号", "银行流水号", "凭证号", "交易序号"),
        new("day", "到账日期", true, "交易日期", "入账日期", "日期") { Hint = "2026-03-05" },
        new("amount", "金额", true, "贷方发生额", "收入金额", "到账金额", "交易金额") { Hint = "元" },
        new("payer", "付款人", false, "对方户名", "付款单位", "付款方", "对方名称"),
        new("remark", "摘要", false, "附言", "用途", "备注"),
    ];

    public IReadOnlyDictionary<string, string> ReasonLabels { get; } = new Dictionary<string, string>
    {
        ["no_missing"] = "没有流水号", ["day_wrong"] = "日期不对", ["amount_wrong"] = "金额不对", ["duplicate_in_file"] = "表内重复",
    };

    public string? TargetHref(string target) => "/console/income/receipts";

    public Task<string> DescribeTargetAsync(DbSession session, string target, ICurrentUser user) => Task.FromResult("学校账户到账流水");

    public Task<IReadOnlyList<RowProblem?>> CheckAsync(DbSession session, string target, IReadOnlyList<ImportRow> rows)
    {
        var seen = new Dictionary<string, int>();
        return Task.FromResult<IReadOnlyList<RowProblem?>>([.. rows.Select(row => Problem(row) ?? (seen.TryAdd(row["no"].Text, row.Number) ? null
            : new RowProblem("duplicate_in_file", "no", $"与第 {seen[row["no"].Text]} 行是同一个流水号。请保留一行。")))]);
    }

    public async Task<ImportWritten> WriteAsync(DbSession session, string target, IReadOnlyList<ImportRow> good, ICurrentUser user, IProgress<int> progress)
    {
        var (written, done) = (0, 0);
        foreach (var row in good)
        {
            var line = new Arrival { OutsideNo = row["no"].Text, Amount = Typed.Money(row["amount"].Text, "amount", "金额"), PaidOn = Day(row)!.Value, PayerName = row["payer"].Text ?? "", Remark = row["remark"].Text ?? "" };
            written += await desk.NoteAsync(session, line, user) ? 1 : 0;
            progress.Report(++done);
        }
        return new ImportWritten(written, good.Count - written, new Dictionary<string, int>());
    }

    private RowProblem? Problem(ImportRow row)
    {
        if (row["no"].IsEmpty || row["no"].Text.Length > 90)
        {
            return new RowProblem("no_missing", "no", "没有流水号，或超过 90 个字符。");
        }
        if (Day(row) is not { } day || day > clock.Today())
        {
            return new RowProblem("day_wrong", "day", "到账日期读不出，或晚于今天。");
        }
        try
        {
            Typed.Money(row["amount"].Text, "amount", "金额");
            return null;
        }
        catch (Refusal wrong)
        {
            return new RowProblem("amount_wrong", "amount", wrong.Message);
        }
    }

    private static DateOnly? Day(ImportRow row) =>
        DateOnly.TryParseExact(row["day"].Text, ["yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd", "yyyy.M.d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
