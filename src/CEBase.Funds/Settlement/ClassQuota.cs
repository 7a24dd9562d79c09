using CEBase.Funds.Standards;

namespace CEBase.Funds.Settlement;

/// <summary>The people of a class, day by day, and what quota they bring.</summary>
/// <param name="Days">People on each taught day, in order.</param>
/// <param name="Arrival">Days of arrival that were taken; the standard lets at most so many count.</param>
/// <param name="Departure">Days of departure, likewise.</param>
/// <param name="Standard">The quota a person-day.</param>
/// <param name="IsConfirmed">Every day is confirmed attendance; otherwise days to come count those admitted.</param>
internal sealed record ClassQuota(IReadOnlyList<DayAttendance> Days, int Arrival, int Departure, TrainingQuota Standard, bool IsConfirmed)
{
    /// <summary>Arrival days that count.</summary>
    public int ArrivalCounted => Counted(Arrival);

    /// <summary>Departure days that count.</summary>
    public int DepartureCounted => Counted(Departure);

    /// <summary>People times days, arrival and departure included: those of the first day arrive, those of the last depart.</summary>
    public int PersonDays => Persons.Sum();

    /// <summary>What the quota allows in all, or null while it or the attendance is unknown. Days after the limit bring a share.</summary>
    public Money? Allowed => Standard.Unknown is not null || PersonDays == 0 ? null : new Money((long)Math.Round(
        Persons.Index().Sum(d => d.Item * (Standard.Units(d.Index + 1) - Standard.Units(d.Index)) * Standard.PerDay.Money!.Value.Fen), MidpointRounding.AwayFromZero));

    /// <summary>Cost a person-day; null while nobody was there.</summary>
    public Money? PerPersonDay(Money cost) => PersonDays == 0 ? null : new Money((long)Math.Round((decimal)cost.Fen / PersonDays, MidpointRounding.AwayFromZero));

    /// <summary>三类培训定额每人天 550 元.</summary>
    public string StandardInWords => $"{Standard.Category}培训定额每人天 {Standard.PerDay.Money?.InWords() ?? "待定"} 元";

    /// <summary>53 人天，含报到 11 人天、撤离 10 人天，第 31 天起按 70%.</summary>
    public string PersonDaysInWords
    {
        get
        {
            var (arrived, departed) = (ArrivalCounted * (Days.Count == 0 ? 0 : Days[0].Learners), DepartureCounted * (Days.Count == 0 ? 0 : Days[^1].Learners));
            var travel = (arrived, departed) switch { (0, 0) => "", (_, 0) => $"，含报到 {arrived} 人天", (0, _) => $"，含撤离 {departed} 人天", _ => $"，含报到 {arrived} 人天、撤离 {departed} 人天" };
            var longer = Standard.Unknown is null && Persons.Count > Standard.FullDays.Value ? $"，第 {Standard.FullDays.Value + 1} 天起按 {Standard.LaterShare.Value}%" : "";
            return $"{PersonDays} 人天{travel}{longer}";
        }
    }

    private IReadOnlyList<int> Persons => Days.Count == 0 ? [] :
        [.. Enumerable.Repeat(Days[0].Learners, ArrivalCounted), .. Days.Select(d => d.Learners), .. Enumerable.Repeat(Days[^1].Learners, DepartureCounted)];

    private int Counted(int days) => (int)Math.Min(days, Standard.TravelDays.Value ?? 0);
}
