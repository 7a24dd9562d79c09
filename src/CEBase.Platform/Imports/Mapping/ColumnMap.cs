using CEBase.Platform.Imports.Reading;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Imports.Mapping;

/// <summary>Which column of the sheet holds what.</summary>
/// <param name="Columns">Sheet column, from 0, by the name of the import column.</param>
/// <param name="Problems">Why the sheet can't be read this way; none when it can.</param>
internal sealed record ColumnMap(IReadOnlyDictionary<string, int> Columns, IReadOnlyList<Refusal> Problems)
{
    /// <summary>Further sheet columns of an import column that joins all of its names.</summary>
    public required ILookup<string, int> Further { get; init; }

    /// <summary>The sheet column the user names for "the sheet has no such column".</summary>
    public const int Absent = -1;

    /// <summary>Maps by headings; what the user corrected wins.</summary>
    public static ColumnMap Of(Header header, IReadOnlyList<ImportColumn> columns, IReadOnlyDictionary<string, int>? corrections = null)
    {
        var map = new Dictionary<string, int>();
        var problems = new List<Refusal>();
        foreach (var column in columns)
        {
            if (corrections is not null && corrections.TryGetValue(column.Name, out var chosen))
            {
                if (chosen >= 0 && chosen < header.Texts.Count)
                {
                    map[column.Name] = chosen;
                }
            }
            else if (ByHeading(header, column, problems) is { } found)
            {
                map[column.Name] = found;
            }
            if (column.IsRequired && !map.ContainsKey(column.Name) && problems.All(p => p.Field != column.Name))
            {
                problems.Add(Missing(header, column));
            }
        }
        problems.AddRange(map.GroupBy(m => m.Value).Where(g => g.Count() > 1).Select(g => Shared(header, columns, [.. g.Select(m => m.Key)])));
        var taken = map.Values.ToHashSet();
        var further = columns.Where(c => c.JoinsAll && map.ContainsKey(c.Name))
            .SelectMany(c => header.Texts.Select((text, index) => (c.Name, Index: index, Names: Headings.Rank(text, c) != Headings.NoMatch)))
            .Where(f => f.Names && !taken.Contains(f.Index)).ToLookup(f => f.Name, f => f.Index);
        return new ColumnMap(map, problems) { Further = further };
    }

    private static int? ByHeading(Header header, ImportColumn column, List<Refusal> problems)
    {
        var ranked = header.Texts.Select((text, index) => (Rank: Headings.Rank(text, column), Index: index)).Where(r => r.Rank != Headings.NoMatch).ToList();
        if (ranked.Count == 0)
        {
            return null;
        }
        var best = ranked.Min(r => r.Rank);
        var first = ranked.Where(r => r.Rank == best).ToList();
        if (first.Count > 1 && !column.JoinsAll)
        {
            problems.Add(new Refusal("column_duplicate",
                $"表头里有 {first.Count} 列都叫「{header.Texts[first[0].Index]}」（{string.Join("、", first.Select(r => $"{Letter(r.Index)} 列"))}），不知道该用哪一列。请删去或改名多余的列，或指定用哪一列作为{column.Label}。")
            { Field = column.Name });
            return null;
        }
        return first[0].Index;
    }

    /// <summary>What a row holds for an import column.</summary>
    public ImportCell Cell(SheetRow row, string column)
    {
        var cell = row[Columns[column]];
        var more = Further[column].Select(i => row[i].Text).Where(t => t.Length > 0).ToList();
        return more.Count == 0 ? cell : new ImportCell(string.Join('；', more.Prepend(cell.Text).Where(t => t.Length > 0).Distinct()), false);
    }

    private static Refusal Missing(Header header, ImportColumn column)
    {
        var seen = string.Join("、", header.Texts.Where(t => t.Length > 0).Take(20));
        return new Refusal("column_missing",
            $"缺少「{column.Label}」列。第 {header.LastRow} 行表头里看到的列有：{seen}。请补上这一列再上传；如果它用了别的名称，请指定是哪一列。") { Field = column.Name };
    }

    private static Refusal Shared(Header header, IReadOnlyList<ImportColumn> columns, string[] names)
    {
        var labels = string.Join("、", columns.Where(c => names.Contains(c.Name)).Select(c => $"「{c.Label}」"));
        return new Refusal("column_shared", $"{labels}指定了同一列。请让每一项各用一列，没有的选“表中没有”。") { Field = names[^1] };
    }

    /// <summary>The letter a spreadsheet gives a column: A, B, …, AA.</summary>
    public static string Letter(int index)
    {
        var letters = "";
        for (var n = index + 1; n > 0; n = (n - 1) / 26)
        {
            letters = (char)('A' + ((n - 1) % 26)) + letters;
        }
        return letters;
    }
}
