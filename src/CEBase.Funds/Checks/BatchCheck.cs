using CsvHelper;

namespace CEBase.Funds.Checks;

/// <summary>A line of a batch.</summary>
/// <param name="Id">As the file names it; the row number when it doesn't.</param>
/// <param name="Category">Permitted use as written.</param>
/// <param name="Description">What is bought.</param>
internal sealed record UseLine(string Id, string Category, string Description)
{
    /// <summary>Amount as written.</summary>
    public string Amount { get; init; } = "";
}

/// <summary>A judged line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Findings">What the rules say.</param>
internal sealed record JudgedLine(UseLine Line, IReadOnlyList<Finding> Findings)
{
    /// <summary><c>allow</c>, <c>review</c> or <c>block</c>.</summary>
    public string Verdict => Findings.Any(f => f.Severity == Severity.Block) ? "block" : Findings.Any(f => f.Severity == Severity.Review) ? "review" : "allow";

    /// <summary>Rules that spoke.</summary>
    public string Rules => string.Join(';', Findings.Select(f => f.Rule));

    /// <summary>Articles they rest on, each once.</summary>
    public string Articles => string.Join(';', Findings.SelectMany(f => f.Articles).Distinct());

    /// <summary>What they say.</summary>
    public string Message => string.Join(' ', Findings.Select(f => f.Sentence));
}

/// <summary>Checks a file of expense lines, by upload and by the command line.</summary>
internal sealed class BatchCheck(UseCheck check)
{
    /// <summary>Columns of the file.</summary>
    public static readonly IReadOnlyList<ImportColumn> Columns =
    [
        new("id", "单号", IsRequired: false, "id", "编号", "序号", "报销单号", "单据号"),
        new("category", "开支范围", IsRequired: false, "category", "类别", "科目", "支出范围", "用途类别"),
        new("description", "摘要", IsRequired: true, "description", "说明", "内容", "事由", "用途", "支出内容") { JoinsAll = true },
        new("amount", "金额", IsRequired: false, "amount", "金额（元）", "报销金额", "支出金额"),
    ];

    /// <summary>Reads and judges a file.</summary>
    /// <exception cref="CEBase.Platform.Refusals.Refusal">The file can't be read or has no description column.</exception>
    public IReadOnlyList<JudgedLine> Judge(Stream content, string fileName) =>
        [.. SheetRows.Read(content, fileName, Columns).Select(row => Judge(new UseLine(
            row["id"].IsEmpty ? row.Number.ToString(CultureInfo.InvariantCulture) : row["id"].Text, row["category"].Text, row["description"].Text)
        {
            Amount = row["amount"].Text,
        }))];

    /// <summary>Judges a line by its category and its description.</summary>
    public JudgedLine Judge(UseLine line)
    {
        var findings = check.Judge(line.Description).ToList();
        // Clerks write what is bought (印刷费, 场地费) where the article is asked for: then the description decides.
        if (PermittedUses.Judge(line.Category) is { } category && !(category.Severity == Severity.Review && check.IsItem(line.Category)))
        {
            findings.Insert(0, category);
        }
        if (line.Amount.Length > 0 && (Field.TryNumber(line.Amount.TrimEnd('万')) is not > 0))
        {
            findings.Add(Finding.Review("funds.amount", $"金额“{line.Amount}”不是大于零的数。请核对后改正。", "NPU:19"));
        }
        return new JudgedLine(line, findings);
    }

    /// <summary>Writes the verdicts as CSV with a byte order mark, so that spreadsheet programs read the Chinese.</summary>
    public static void Write(IEnumerable<JudgedLine> lines, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true);
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions(), true);
        csv.WriteRecord(["id", "verdict", "rules", "articles", "message"]);
        foreach (var line in lines)
        {
            csv.WriteRecord([line.Line.Id, line.Verdict, line.Rules, line.Articles, line.Message]);
        }
    }
}
