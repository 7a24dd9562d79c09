using System.Text.RegularExpressions;
using CEBase.Regulations.Library;

namespace CEBase.Regulations.Parameters;

/// <summary>A parameter as a recipe file writes it.</summary>
internal sealed record ParameterEntry(DataFile At, string Name, string Label, string Topic, ParameterKind Kind, string Unit, string Note, IReadOnlyList<ValueEntry> Values);

/// <summary>A dated value as a recipe file writes it.</summary>
internal sealed record ValueEntry(DataFile At, string Value, DateOnly From, DateOnly? Until, DateOnly CheckedUntil, string Citation, string Source, Certainty Certainty)
{
    /// <summary>Whether some day lies in both.</summary>
    public bool Overlaps(DateOnly from, DateOnly? until) => From <= (until ?? DateOnly.MaxValue) && from <= (Until ?? DateOnly.MaxValue);
}

/// <summary>Reads a file of parameters. Refuses malformed values and dates, overlaps and unknown articles, naming file and key.</summary>
internal static partial class ParameterSheet
{
    public static IReadOnlyList<ParameterEntry> Parse(DataFile file, IRegulationLibrary library)
    {
        file.Only("parameters");
        var names = new HashSet<string>();
        var entries = new List<ParameterEntry>();
        foreach (var at in file.List("parameters"))
        {
            at.Only("name", "label", "topic", "kind", "unit", "note", "values");
            var name = at.Text("name");
            if (!NameForm().IsMatch(name))
            {
                throw at.Wrong("name", $"“{name}”应形如 attendance.completion-share。");
            }
            if (!names.Add(name))
            {
                throw at.Wrong("name", $"“{name}”写了两次。");
            }
            var kind = at.OneOf("kind", ParameterValues.Words);
            var unit = at.OptionalText("unit") ?? "";
            entries.Add(new ParameterEntry(at, name, at.Text("label"), at.Text("topic"), kind, unit, at.OptionalText("note") ?? "", Values(at, kind, unit, library)));
        }
        return entries;
    }

    private static List<ValueEntry> Values(DataFile parameter, ParameterKind kind, string unit, IRegulationLibrary library)
    {
        var values = new List<ValueEntry>();
        foreach (var at in parameter.List("values"))
        {
            at.Only("value", "from", "until", "checkedUntil", "citation", "source", "certainty");
            var value = at.OptionalText("value") ?? "";
            if (ParameterValues.Problem(kind, unit, value) is { } problem)
            {
                throw at.Wrong("value", $"“{value}”{problem}");
            }
            var entry = new ValueEntry(at, value, at.Day("from"), at.OptionalDay("until"), at.Day("checkedUntil"),
                at.Text("citation"), at.Text("source"), at.OneOf("certainty", CertaintyWords.Marks));
            if (entry.Until < entry.From)
            {
                throw at.Wrong("until", "早于 from，请检查日期。");
            }
            if (!Citation.TryParse(entry.Citation, out var citation) || library.Find(citation) is null)
            {
                throw at.Wrong("citation", $"“{entry.Citation}”在 recipes/regulations 里没有这一条。");
            }
            if (values.FirstOrDefault(v => v.Overlaps(entry.From, entry.Until)) is { } other)
            {
                throw at.Wrong("from", $"与从 {other.From:yyyy-MM-dd} 起的值日期重叠，请给前一个值写上 until。");
            }
            values.Add(entry);
        }
        return values;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$")]
    private static partial Regex NameForm();
}
