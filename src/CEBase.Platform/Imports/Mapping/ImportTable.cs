using CEBase.Platform.Imports.Reading;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Imports.Mapping;

/// <summary>Why a row under the header is not taken as data.</summary>
internal enum IgnoredReason
{
    /// <summary>Nothing in any column that matters.</summary>
    Blank,

    /// <summary>合计, 总计, 小计.</summary>
    Total,

    /// <summary>A remark or signature line.</summary>
    Note,

    /// <summary>The header once more, as printing breaks leave it.</summary>
    Header,
}

/// <summary>An upload as read and mapped.</summary>
internal sealed partial class ImportTable
{
    private ImportTable(Sheet sheet, Header header, ColumnMap map, IReadOnlyList<ImportRow> rows, IReadOnlyDictionary<int, IgnoredReason> ignored)
    {
        Sheet = sheet;
        Header = header;
        Map = map;
        Rows = rows;
        Ignored = ignored;
    }

    /// <summary>The sheet the data stands in.</summary>
    public Sheet Sheet { get; }

    /// <summary>Its headings.</summary>
    public Header Header { get; }

    /// <summary>Which column holds what.</summary>
    public ColumnMap Map { get; }

    /// <summary>The data rows; none while the map has problems.</summary>
    public IReadOnlyList<ImportRow> Rows { get; }

    /// <summary>Rows under the header that are no data, by number.</summary>
    public IReadOnlyDictionary<int, IgnoredReason> Ignored { get; }

    /// <summary>Reads an upload by an import's columns.</summary>
    /// <exception cref="Refusal">The file can't be read or has no header; problems of the map are kept in <see cref="Map"/>.</exception>
    public static ImportTable Read(byte[] bytes, string fileName, IReadOnlyList<ImportColumn> columns, IReadOnlyDictionary<string, int>? corrections = null)
    {
        var (sheet, header) = HeaderFinder.Find(SheetReader.Read(bytes, fileName), columns, fileName);
        var map = ColumnMap.Of(header, columns, corrections);
        var ignored = new SortedDictionary<int, IgnoredReason>();
        var rows = new List<ImportRow>();
        var expected = header.LastRow + 1;
        foreach (var row in sheet.Rows.Where(r => r.Number > header.LastRow))
        {
            for (; expected < row.Number; expected++)
            {
                ignored[expected] = IgnoredReason.Blank;
            }
            expected = row.Number + 1;
            if (WhyIgnored(row, header, map, columns) is { } reason)
            {
                ignored[row.Number] = reason;
            }
            else if (map.Problems.Count == 0)
            {
                rows.Add(new ImportRow(row.Number, map.Columns.Keys.ToDictionary(name => name, name => map.Cell(row, name))));
            }
        }
        return rows.Count > 0 || map.Problems.Count > 0
            ? new ImportTable(sheet, header, map, rows, ignored)
            : throw new Refusal("rows_missing", $"「{fileName}」的表头在第 {header.LastRow} 行，但下面没有数据行。请填好数据再上传。");
    }

    private static IgnoredReason? WhyIgnored(SheetRow row, Header header, ColumnMap map, IReadOnlyList<ImportColumn> columns)
    {
        // A template often comes with its serial numbers filled in down to the last line.
        var filled = map.Columns.Where(m => !map.Cell(row, m.Key).IsEmpty && !IsSerial(header.Texts[m.Value])).ToList();
        var first = row.Cells.First(c => !c.IsEmpty).Text.Replace(" ", "");
        var required = columns.Count(c => c.IsRequired && map.Columns.ContainsKey(c.Name));
        var requiredFilled = columns.Count(c => c.IsRequired && filled.Any(f => f.Key == c.Name));
        if (requiredFilled < Math.Max(required, 2))
        {
            if (Total().IsMatch(first))
            {
                return IgnoredReason.Total;
            }
            if (Note().IsMatch(first) && row.Cells.Count(c => !c.IsEmpty) <= 3)
            {
                return IgnoredReason.Note;
            }
        }
        if (filled.Count == 0)
        {
            return IgnoredReason.Blank;
        }
        return filled.Count > 1 && filled.All(f => row[f.Value].Text == header.Texts[f.Value]) ? IgnoredReason.Header : null;
    }

    private static bool IsSerial(string heading) => Headings.Normalize(heading) is "序号" or "no";

    [GeneratedRegex(@"^(本页|本表|全部|以上)?(合计|总计|小计|共计|累计)(人数|人次|数|金额|学时)?([:：(（].*|[\d.,]+.{0,3})?$")]
    private static partial Regex Total();

    [GeneratedRegex(@"^(注|备注|说明|填表说明|填表人|填报人|制表人?|审核人?|负责人|经办人|联系人|单位负责人|填报单位|单位盖章|盖章|日期|填表日期)([:：(（].*)?$")]
    private static partial Regex Note();
}
