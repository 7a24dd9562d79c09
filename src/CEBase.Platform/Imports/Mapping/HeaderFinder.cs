using CEBase.Platform.Imports.Reading;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Imports.Mapping;

/// <summary>Finds the row of headings under title and note rows: the one that names the most columns.</summary>
internal static partial class HeaderFinder
{
    /// <summary>Rows looked at from the top.</summary>
    private const int Depth = 50;

    /// <summary>The best sheet's header.</summary>
    /// <exception cref="Refusal"><c>header_missing</c>, <c>file_empty</c>, <c>sheets_several</c>.</exception>
    public static (Sheet Sheet, Header Header) Find(IReadOnlyList<Sheet> sheets, IReadOnlyList<ImportColumn> columns, string fileName)
    {
        if (sheets.All(s => s.Rows.Count == 0))
        {
            throw new Refusal("file_empty", $"「{fileName}」里没有任何内容。请检查是否选错了文件。");
        }
        var best = sheets.SelectMany(s => Candidates(s).Select(h => (Sheet: s, Header: h, Score: Score(h, columns)))).MaxBy(c => c.Score);
        // One heading is enough where only one is asked for; else a single familiar word may stand anywhere.
        if (best.Score.Columns < 2 && !(columns.Count(c => c.IsRequired) == 1 && best.Score.Required == 1) && columns.Count > 1)
        {
            throw Missing(sheets, columns, fileName);
        }
        var rivals = sheets.Where(s => s != best.Sheet && !Sample().IsMatch(s.Name) && HoldsDataLike(s, best.Score.Columns, columns)).Select(s => $"「{s.Name}」").ToList();
        return rivals.Count == 0 ? (best.Sheet, best.Header) : throw new Refusal("sheets_several",
            $"「{fileName}」里有几张表都是明细：「{best.Sheet.Name}」、{string.Join("、", rivals)}，一次只能读一张。请合并到一张表，或分成几个文件上传，以免漏掉其中的行。");
    }

    /// <summary>Another month on another sheet must not be passed over in silence.</summary>
    private static bool HoldsDataLike(Sheet sheet, int found, IReadOnlyList<ImportColumn> columns) =>
        Candidates(sheet).Any(h => Score(h, columns) is var score && score.Columns >= found && score.Required == columns.Count(c => c.IsRequired) && sheet.Rows.Any(r => r.Number > h.LastRow));

    [GeneratedRegex("示例|样例|样表|模板|说明")]
    private static partial Regex Sample();

    private static IEnumerable<Header> Candidates(Sheet sheet)
    {
        for (var i = 0; i < Math.Min(Depth, sheet.Rows.Count); i++)
        {
            var row = sheet.Rows[i];
            yield return new Header(row.Number, row.Number, [.. row.Cells.Select(c => c.Text)]);
            // Headings on two levels: 联系方式 above 手机号 and 邮箱. The lower one says more.
            if (i + 1 < sheet.Rows.Count && sheet.Rows[i + 1] is var below && below.Number == row.Number + 1)
            {
                var width = Math.Max(row.Cells.Count, below.Cells.Count);
                yield return new Header(row.Number, below.Number, [.. Enumerable.Range(0, width).Select(c => below[c].IsEmpty ? row[c].Text : below[c].Text)]);
            }
        }
    }

    // More columns first, then more of the required ones, then the single row before two, then the upper before the lower.
    private static (int Columns, int Required, int Single, int Upper) Score(Header header, IReadOnlyList<ImportColumn> columns)
    {
        var found = columns.Where(c => header.Texts.Any(t => Headings.Rank(t, c) != Headings.NoMatch)).ToList();
        return (found.Count, found.Count(c => c.IsRequired), header.FirstRow - header.LastRow, -header.FirstRow);
    }

    private static Refusal Missing(IReadOnlyList<Sheet> sheets, IReadOnlyList<ImportColumn> columns, string fileName)
    {
        var expected = string.Join("、", columns.Where(c => c.IsRequired).DefaultIfEmpty(columns[0]).Select(c => c.Label));
        var first = sheets.First(s => s.Rows.Count > 0).Rows[0];
        var seen = string.Join("、", first.Cells.Where(c => !c.IsEmpty).Take(8).Select(c => Shorten(c.Text)));
        return new Refusal("header_missing",
            $"「{fileName}」里没有找到表头：前 {Depth} 行中没有一行写着{expected}等列名。看到的第 {first.Number} 行是：{seen}。请对照模板补上表头行，或确认没有选错文件。");
    }

    private static string Shorten(string text) => text.Length <= 20 ? text : text[..20] + "…";
}

/// <summary>The headings of a sheet.</summary>
/// <param name="FirstRow">First row of the headings.</param>
/// <param name="LastRow">Last row of the headings; data begins below.</param>
/// <param name="Texts">The headings by column, cleaned; empty where there is none.</param>
internal sealed record Header(int FirstRow, int LastRow, IReadOnlyList<string> Texts);
