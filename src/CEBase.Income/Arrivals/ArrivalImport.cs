namespace CEBase.Income.Arrivals;

/// <summary>The school's account as the bank or the finance office lists it: what came in waits to be confirmed, what went out is left out, what the bank took back is shown to finance.</summary>
internal sealed class ArrivalImport(ArrivalService arrivals, AccountReversalService reversals, TimeProvider clock) : ISpreadsheetImport
{
    public const string ImportKind = "arrivals";

    public string Kind => ImportKind;
    public string Label => "到账流水";
    public string Permission => Permissions.ReceiptsRecord;
    public string TargetLabel => "账户";

    public IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("no", "流水号", true, "交易流水号", "银行流水号", "凭证号", "交易序号"),
        new("day", "到账日期", true, "交易日期", "入账日期", "日期", "交易时间", "入账时间", "记账日期", "到账时间") { Hint = "2026-03-05，带时间的也可以" },
        new("amount", "金额", true, "贷方发生额", "贷方金额", "收入金额", "到账金额", "交易金额", "发生额") { Hint = "元，收入" },
        new("out", "支出金额", false, "借方发生额", "借方金额", "付款金额") { Hint = "有支出的行略过" },
        new("direction", "借贷标志", false, "借贷方向", "收支标志", "收支方向", "收付标志", "借贷"),
        new("payer", "付款人", false, "对方户名", "付款单位", "付款方", "对方名称"),
        new("remark", "摘要", false, "附言", "用途", "备注"),
    ];

    public IReadOnlyDictionary<string, string> ReasonLabels { get; } = new Dictionary<string, string>
    {
        ["no_missing"] = "没有流水号", ["day_wrong"] = "日期不对", ["amount_wrong"] = "金额不对", ["duplicate_in_file"] = "表内重复",
    };

    public IReadOnlyDictionary<string, string> DetailLabels { get; } = new Dictionary<string, string> { ["outgoing"] = "支出，略过", ["reversals"] = "银行冲正，待财务核查" };

    public string? TargetHref(string target) => IncomeAddresses.Arrivals;

    public Task<string> DescribeTargetAsync(DbScope db, string target, ICurrentUser user) => Task.FromResult("学校账户到账流水");

    public Task<IReadOnlyList<RowProblem?>> CheckAsync(DbScope db, string target, IReadOnlyList<ImportRow> rows)
    {
        var seen = new Dictionary<(string, AccountLineKind), int>();
        return Task.FromResult<IReadOnlyList<RowProblem?>>([.. rows.Select(row =>
        {
            var key = (row["no"].Text, KindOf(row));
            return key.Item2 == AccountLineKind.Outgoing ? null
                : Problem(row) ?? (seen.TryAdd(key, row.Number) ? null : new RowProblem("duplicate_in_file", "no", $"与第 {seen[key]} 行是同一个流水号。请保留一行。"));
        })]);
    }

    public async Task<ImportWritten> WriteAsync(DbScope db, string target, IReadOnlyList<ImportRow> good, ICurrentUser user, IProgress<int> progress)
    {
        var (written, known, done) = (0, 0, 0);
        var counts = new Dictionary<string, int> { ["outgoing"] = 0, ["reversals"] = 0 };
        foreach (var row in good)
        {
            var kind = KindOf(row);
            if (kind == AccountLineKind.Outgoing)
            {
                counts["outgoing"]++;
            }
            else if (await (kind == AccountLineKind.Reversal ? reversals.NoteAsync(db, ReversalOf(row), user) : arrivals.NoteAsync(db, ArrivalOf(row), user)))
            {
                written++;
                counts["reversals"] += kind == AccountLineKind.Reversal ? 1 : 0;
            }
            else
            {
                known++;
            }
            progress.Report(++done);
        }
        return new ImportWritten(written, known, counts);
    }

    private static AccountLineKind KindOf(ImportRow row) => AccountLine.Kind(row["amount"].Text, row["out"].Text, row["direction"].Text, row["remark"].Text);

    private static Arrival ArrivalOf(ImportRow row) => new()
    {
        OutsideNo = row["no"].Text, Amount = AccountLine.Amount(row["amount"].Text, ""), PaidOn = AccountLine.Day(row["day"])!.Value, PayerName = row["payer"].Text ?? "", Remark = row["remark"].Text ?? "",
    };

    private static AccountReversal ReversalOf(ImportRow row) => new()
    {
        OutsideNo = row["no"].Text, Amount = AccountLine.Amount(row["amount"].Text, row["out"].Text), BookedOn = AccountLine.Day(row["day"])!.Value, PayerName = row["payer"].Text ?? "", Remark = row["remark"].Text ?? "",
    };

    private RowProblem? Problem(ImportRow row)
    {
        if (row["no"].IsEmpty || row["no"].Text.Length > 90)
        {
            return new RowProblem("no_missing", "no", "没有流水号，或超过 90 个字符。");
        }
        if (AccountLine.Day(row["day"]) is not { } day)
        {
            return new RowProblem("day_wrong", "day", $"到账日期“{row["day"].Text}”读不出，请写成 2026-03-05 这样。");
        }
        if (day > clock.Today())
        {
            return new RowProblem("day_wrong", "day", $"到账日期 {day.InTable()} 晚于今天。");
        }
        try
        {
            AccountLine.Amount(row["amount"].Text, row["out"].Text);
            return null;
        }
        catch (Refusal wrong)
        {
            return new RowProblem("amount_wrong", "amount", wrong.Message);
        }
    }
}
