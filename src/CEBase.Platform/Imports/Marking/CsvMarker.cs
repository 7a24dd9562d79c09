using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Imports.Reading;

namespace CEBase.Platform.Imports.Marking;

/// <summary>Adds the column 「问题」 to a csv file: every record stays as it was written, in the same encoding.</summary>
internal static class CsvMarker
{
    public static byte[] Mark(byte[] original, ImportTable table, IReadOnlyList<BadRow> bad)
    {
        var csv = CsvText.Of(original);
        var records = csv.Records().ToList();
        var sentences = bad.ToDictionary(b => b.Number, b => b.Problem.Sentence);
        // A file that was marked before has the column already; it is written anew.
        var known = table.Header.Texts.ToList().FindIndex(t => t == MarkedFile.Heading);
        var column = known >= 0 ? known : records.Max(r => r.Fields.Length);
        var text = new StringBuilder();
        foreach (var (number, fields, raw) in records)
        {
            var note = number == table.Header.LastRow ? MarkedFile.Heading : sentences.GetValueOrDefault(number, "");
            var ending = raw.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : raw.EndsWith('\n') ? "\n" : raw.EndsWith('\r') ? "\r" : "";
            if (known >= 0 && known < fields.Length)
            {
                var renewed = fields.ToArray();
                renewed[known] = number >= table.Header.LastRow ? note : renewed[known];
                text.AppendJoin(csv.Delimiter, renewed.Select(f => Quote(f, csv.Delimiter))).Append(ending);
            }
            else if (note.Length == 0)
            {
                text.Append(raw);
            }
            else
            {
                text.Append(raw.AsSpan(0, raw.Length - ending.Length)).Append(csv.Delimiter, column - fields.Length + 1).Append(Quote(note, csv.Delimiter)).Append(ending);
            }
        }
        return csv.Encoding.Encode(text.ToString());
    }

    internal static string Quote(string field, char delimiter) =>
        field.Contains(delimiter) || field.AsSpan().IndexOfAny('"', '\r', '\n') >= 0 ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
}
