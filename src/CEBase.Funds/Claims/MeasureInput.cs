using CEBase.Funds.Expenses;

namespace CEBase.Funds.Claims;

/// <summary>Measures of a line as typed.</summary>
internal sealed class MeasureInput
{
    public string? Hours { get; set; }
    public string? City { get; set; }
    public PersonLevel PersonLevel { get; set; }
    public string? Persons { get; set; }
    public string? Nights { get; set; }
    public string? BoardDays { get; set; }
    public bool IsNet { get; set; }
    public bool IsExpert { get; set; }
    public string? ExpertReason { get; set; }
    public bool ByCorrespondence { get; set; }

    public static MeasureInput Of(LineMeasures m) => new()
    {
        Hours = m.Hours == StudyHours.Zero ? null : m.Hours.ToString(), City = m.City, PersonLevel = m.PersonLevel, Persons = m.Persons == 0 ? null : m.Persons.ToString(),
        Nights = m.Nights == 0 ? null : m.Nights.ToString(), BoardDays = m.BoardDays?.ToString(), IsNet = m.IsNet, IsExpert = m.IsExpert, ExpertReason = m.ExpertReason,
        ByCorrespondence = m.ByCorrespondence,
    };

    /// <exception cref="Refusal">A number can't be read, at its field.</exception>
    public LineMeasures Read()
    {
        var wrong = new Refusals();
        var measures = new LineMeasures
        {
            Hours = wrong.Ask(() => string.IsNullOrWhiteSpace(Hours) ? StudyHours.Zero
                : TypedAmounts.Hours(Field.Quantity(Hours, NameOf(nameof(Hours)), "学时") / 100m) ?? throw new Refusal("hours", "学时最多一位小数。") { Field = NameOf(nameof(Hours)) }),
            City = City ?? "", PersonLevel = PersonLevel, Persons = wrong.Ask(() => Whole(Persons, nameof(Persons), "人数")) ?? 0, Nights = wrong.Ask(() => Whole(Nights, nameof(Nights), "夜数")) ?? 0,
            BoardDays = wrong.Ask(() => Whole(BoardDays, nameof(BoardDays), "安排食宿的天数")), IsNet = IsNet, IsExpert = IsExpert, ExpertReason = ExpertReason ?? "", ByCorrespondence = ByCorrespondence,
        };
        wrong.Done();
        return measures;
    }

    private static string NameOf(string name) => $"Measures.{name}";

    private static int? Whole(string? text, string name, string label)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Trim() == "0")
        {
            return string.IsNullOrWhiteSpace(text) ? null : 0;
        }
        var hundredths = Field.Quantity(text, NameOf(name), label);
        return hundredths % 100 == 0 && hundredths <= 10_000_00 ? (int)(hundredths / 100) : throw new Refusal("whole", $"{label}应是不超过一万的整数。") { Field = NameOf(name) };
    }
}
