using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;

namespace CEBase.Platform.Imports;

/// <summary>A column an import understands.</summary>
/// <param name="Name">Stable name: <c>phone</c>.</param>
/// <param name="Label">As the template writes it: 手机号.</param>
/// <param name="IsRequired">The sheet must have the column.</param>
/// <param name="Synonyms">Other headings seen in real sheets.</param>
public sealed record ImportColumn(string Name, string Label, bool IsRequired, params IReadOnlyList<string> Synonyms)
{
    /// <summary>Holds a personal number: the preview shows it masked.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Every column headed by one of its names is read, joined by a semicolon: what is written in 摘要 and in 支出内容 is one description.</summary>
    public bool JoinsAll { get; init; }

    /// <summary>How to fill it in, for the template: 18 位，以文本格式填写.</summary>
    public string? Hint { get; init; }
}

/// <summary>A cell after cleaning.</summary>
/// <param name="Text">Trimmed, full-width folded, inner spaces collapsed; dates as yyyy-MM-dd.</param>
/// <param name="WasNumber">The sheet holds a number, not text: an identity number in such a cell has lost its last digits.</param>
public readonly record struct ImportCell(string Text, bool WasNumber)
{
    /// <summary>Nothing was written.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Text);
}

/// <summary>A data row.</summary>
/// <param name="Number">Row number in the sheet, from 1, as the user sees it.</param>
/// <param name="Cells">By column name; absent columns are missing.</param>
public sealed record ImportRow(int Number, IReadOnlyDictionary<string, ImportCell> Cells)
{
    /// <summary>The cell, empty when the sheet has no such column.</summary>
    public ImportCell this[string column] => Cells.GetValueOrDefault(column, new ImportCell("", false));
}

/// <summary>What is wrong with a row.</summary>
/// <param name="Code">Stable reason code: <c>id_checksum</c>.</param>
/// <param name="Column">The column it is about, or null.</param>
/// <param name="Sentence">What is wrong and what to do; no full personal numbers.</param>
public sealed record RowProblem(string Code, string? Column, string Sentence);

/// <summary>A bad row.</summary>
/// <param name="Number">Row number in the sheet, from 1.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record BadRow(int Number, RowProblem Problem);

/// <summary>What became of the good rows.</summary>
/// <param name="Written">Rows that changed something.</param>
/// <param name="Unchanged">Rows that were there already.</param>
/// <param name="Details">Further counts for the result: <c>admitted</c>, <c>waitlisted</c>.</param>
public sealed record ImportWritten(int Written, int Unchanged, IReadOnlyDictionary<string, int> Details);

/// <summary>
/// One kind of spreadsheet that people upload: which columns it has, what makes a row bad, how good rows are written. The engine does the
/// rest: header, encoding, cleaning, blank and total rows, mapping, preview, one transaction, marked file, progress.
/// </summary>
[Discovered]
public interface ISpreadsheetImport
{
    /// <summary>Stable name: <c>roster</c>.</summary>
    string Kind { get; }

    /// <summary>What it is called: 学员名册.</summary>
    string Label { get; }

    /// <summary>Who may import it.</summary>
    string Permission { get; }

    /// <summary>Columns, in the order of the template.</summary>
    IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>Whether the user may import it at all; asked at every step. <see cref="DescribeTargetAsync"/> refuses targets that aren't theirs.</summary>
    bool MayImport(ICurrentUser user) => user.Has(Permission);

    /// <summary>What a target is called on the start page: 班号.</summary>
    string TargetLabel => "目标";

    /// <summary>Address of the target's own page, or null.</summary>
    string? TargetHref(string target) => null;

    /// <summary>Chinese labels of the counts in <see cref="ImportWritten.Details"/>: admitted, 录取.</summary>
    IReadOnlyDictionary<string, string> DetailLabels => new Dictionary<string, string>();

    /// <summary>Chinese labels of the reason codes, for the counts of the preview: <c>id_checksum</c>, 证件号码校验位不符.</summary>
    IReadOnlyDictionary<string, string> ReasonLabels => new Dictionary<string, string>();

    /// <summary>A sentence naming what is imported into (the class), for the preview's heading.</summary>
    /// <exception cref="Refusals.Refusal">No such target, or it takes no import now.</exception>
    Task<string> DescribeTargetAsync(DbScope db, string target, ICurrentUser user);

    /// <summary>One problem a bad row (the first that applies), null for a good one; same order as <paramref name="rows"/>. Called for the preview and again inside the writing transaction.</summary>
    Task<IReadOnlyList<RowProblem?>> CheckAsync(DbScope db, string target, IReadOnlyList<ImportRow> rows);

    /// <summary>Writes the good rows in the caller's transaction; rows that are there already change nothing.</summary>
    /// <param name="progress">Rows done so far; call it as often as you like.</param>
    Task<ImportWritten> WriteAsync(DbScope db, string target, IReadOnlyList<ImportRow> good, ICurrentUser user, IProgress<int> progress);
}
