using CEBase.Platform.Files;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Imports.Reading;

/// <summary>A csv file: its encoding, delimiter and records. Comma, tab and semicolon, also their Chinese full-width forms.</summary>
internal sealed partial class CsvText
{
    private static readonly char[] Delimiters = [',', '\t', ';', '，', '；', '|'];
    private const int LinesLookedAt = 30;
    private const int CharactersLookedAt = 64 * 1024;

    private CsvText(TextEncoding encoding, string text)
    {
        Encoding = encoding;
        Text = text;
        Delimiter = FindDelimiter(text);
    }

    /// <summary>How the file is encoded.</summary>
    public TextEncoding Encoding { get; }

    /// <summary>What stands between two fields.</summary>
    public char Delimiter { get; }

    private string Text { get; }

    /// <exception cref="Refusal"><c>file_unreadable</c> when the bytes are no text.</exception>
    public static CsvText Of(byte[] bytes)
    {
        var encoding = TextEncoding.Detect(bytes)
            ?? throw new Refusal("file_unreadable", "文本编码无法识别。请另存为 UTF-8 或 GB18030（ANSI）编码的 .csv，或另存为 .xlsx，再上传。");
        return new CsvText(encoding, encoding.Decode(bytes));
    }

    /// <summary>
    /// Every record with its fields and its own text, line break included, so that a marked file repeats it to the letter. Blank lines count as
    /// records, as a spreadsheet counts them.
    /// </summary>
    public IEnumerable<(int Number, string[] Fields, string Raw)> Records()
    {
        var fields = new List<string>();
        var number = 0;
        for (var start = 0; start < Text.Length;)
        {
            fields.Clear();
            var end = ReadRecord(start, fields);
            yield return (++number, [.. fields], Text[start..end]);
            start = end;
        }
    }

    private int ReadRecord(int position, List<string> fields)
    {
        while (true)
        {
            position = ReadField(position, out var field);
            fields.Add(field);
            if (position >= Text.Length)
            {
                return position;
            }
            if (Text[position] == Delimiter)
            {
                position++;
                continue;
            }
            return position + (Text[position] == '\r' && position + 1 < Text.Length && Text[position + 1] == '\n' ? 2 : 1);
        }
    }

    // Returns where the delimiter or line break stands. A quote that is never closed is an ordinary character, or it would swallow the rest.
    private int ReadField(int start, out string field)
    {
        if (start < Text.Length && Text[start] == '"')
        {
            var quoted = new StringBuilder();
            for (var i = start + 1; i < Text.Length; i++)
            {
                if (Text[i] != '"')
                {
                    quoted.Append(Text[i]);
                }
                else if (i + 1 < Text.Length && Text[i + 1] == '"')
                {
                    quoted.Append('"');
                    i++;
                }
                else
                {
                    var stop = EndOfPlain(i + 1);
                    field = quoted.Append(Text, i + 1, stop - i - 1).ToString();
                    return stop;
                }
            }
        }
        var end = EndOfPlain(start);
        field = Text[start..end];
        return end;
    }

    private int EndOfPlain(int start)
    {
        var length = Text.AsSpan(start).IndexOfAny(Delimiter, '\r', '\n');
        return length < 0 ? Text.Length : start + length;
    }

    /// <summary>The records that hold something, cleaned.</summary>
    public IEnumerable<SheetRow> Rows(int maxColumns)
    {
        foreach (var (number, fields, _) in Records())
        {
            var cells = fields.Take(maxColumns).Select(Cell).ToArray();
            if (cells.Any(c => !c.IsEmpty))
            {
                yield return new SheetRow(number, cells);
            }
        }
    }

    private static ImportCell Cell(string field)
    {
        var clean = CellText.Clean(AsFormula().Replace(field, "$1"));
        return new ImportCell(clean, CellText.IsScientific(clean));
    }

    // The delimiter that cuts the most lines into the most equal number of fields.
    private static char FindDelimiter(string text)
    {
        var start = Quoted().Replace(text[..Math.Min(text.Length, CharactersLookedAt)], "");
        var lines = start.Split(['\n', '\r'], LinesLookedAt + 1).Take(LinesLookedAt).Where(l => l.Trim().Length > 0).ToList();
        return Delimiters.MaxBy(d => lines.Select(l => l.Count(c => c == d)).Where(n => n > 0).GroupBy(n => n).Select(g => g.Count() * Math.Min(g.Key, 20)).DefaultIfEmpty(0).Max());
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    // ="610103…" is how some systems keep a spreadsheet from turning a long number into a float.
    [GeneratedRegex("^\\s*=\"(.*)\"\\s*$")]
    private static partial Regex AsFormula();
}
