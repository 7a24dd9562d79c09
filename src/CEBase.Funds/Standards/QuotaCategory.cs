namespace CEBase.Funds.Standards;

/// <summary>
/// By which category (类) a quota a person-day is taken: the one place that tells it, for claims and for settlements alike. An undecided category
/// is an unknown standard, never a guess: the cap that comes back has no value, and <see cref="Cap.Unknown"/> says who decides.
/// </summary>
internal sealed class QuotaCategory(CapTable caps)
{
    /// <summary>Of trainings on a day: 1, 2 or 3.</summary>
    public Task<Cap> TrainingAsync(DbScope db, DateOnly day) => caps.OnAsync(db, CapNames.TrainingBase, day);

    /// <summary>Of meetings on a day: 1, 2, or 3 for 三、四类.</summary>
    public Task<Cap> MeetingAsync(DbScope db, DateOnly day) => caps.OnAsync(db, CapNames.MeetingBase, day);

    public static string Label(long category) => category switch { 1 => "一类", 2 => "二类", 3 => "三类", _ => $"第 {category} 类" };

    public static string Label(Cap category) => category.Value is { } known ? Label(known) : "类别待定的";

    public static string MeetingLabel(Cap category) => category.Value == 3 ? "三、四类" : Label(category);
}
