using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Imports.Reading;

namespace CEBase.Platform.Imports.Marking;

/// <summary>Adds columns to a csv file: every record stays as it was written, in the same encoding.</summary>
internal static class CsvMarker
{
    public static byte[] Mark(byte[] original, ImportTable table, Marks marks)
    {
        var csv = CsvText.Of(original);
        var records = csv.Records().ToList();
        var width = records.Max(r => r.Fields.Length);
        var places = marks.Places(table, width);
        var text = new StringBuilder();
        foreach (var (number, fields, raw) in records)
        {
            var isMarked = number == table.Header.LastRow || marks.Rows.ContainsKey(number);
            if (number < table.Header.LastRow || (!isMarked && places.All(p => p >= fields.Length)))
            {
                text.Append(raw);
                continue;
            }
            var ending = raw.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : raw.EndsWith('\n') ? "\n" : raw.EndsWith('\r') ? "\r" : "";
            var values = marks.ValuesOf(table, number);
            var renewed = fields.ToArray();
            foreach (var (place, value) in places.Zip(values).Where(p => p.First < renewed.Length))
            {
                renewed[place] = value;
            }
            if (places.Any(p => p < fields.Length))
            {
                text.AppendJoin(csv.Delimiter, renewed.Select(f => Quote(f, csv.Delimiter)));
            }
            else
            {
                text.Append(raw.AsSpan(0, raw.Length - ending.Length));
            }
            var end = fields.Length;
            foreach (var (place, value) in places.Zip(values).Where(p => isMarked && p.First >= fields.Length))
            {
                text.Append(csv.Delimiter, place - end + 1).Append(Quote(value, csv.Delimiter));
                end = place + 1;
            }
            text.Append(ending);
        }
        return csv.Encoding.Encode(text.ToString());
    }

    private static string Quote(string field, char delimiter) =>
        field.Contains(delimiter) || field.AsSpan().IndexOfAny('"', '\r', '\n') >= 0 ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
}
