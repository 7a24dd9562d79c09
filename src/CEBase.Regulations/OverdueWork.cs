namespace CEBase.Regulations;

/// <summary>
/// What lies on a desk: it waits for whoever sits there, and is stuck once it has lain there longer than the days a parameter gives. While nobody has set the
/// parameter nothing is stuck by waiting.
/// </summary>
public sealed class OverdueWork(IParameters parameters)
{
    /// <summary>After how many days what waits counts as stuck.</summary>
    public const string WaitingDays = "work.waiting-days";

    /// <summary>The first instant that isn't too long ago, and the days; null when nobody has set them.</summary>
    public async Task<(int Days, DateTimeOffset Since)?> PatienceAsync(DbScope db, DateOnly today) =>
        await parameters.TryGetAsync(db, WaitingDays, today) is { } days ? (days.Int, today.AddDays(-days.Int).At(TimeOnly.MinValue)) : null;

    /// <summary>Sorts records by what is to be done with each; what has waited too long is stuck.</summary>
    public async Task<IReadOnlyList<WorkItem>> SortAsync(DbScope db, DateOnly today, IEnumerable<(WorkKind Kind, string Text, string? Href, WorkRecord Record)> records) =>
        await PatienceAsync(db, today) is not var (days, since) ? WorkItem.Sort(records) : WorkItem.Sort(records.Select(r =>
            r.Kind == WorkKind.Waiting && r.Record.Since < since ? r with { Kind = WorkKind.Stuck, Text = $"{r.Text}，已超过 {days} 天" } : r));

    /// <summary>Reads a desk.</summary>
    /// <param name="db">The scope.</param>
    /// <param name="today">The day.</param>
    /// <param name="text">What is to be done.</param>
    /// <param name="href">The list of all.</param>
    /// <param name="address">A record's address with <c>{key}</c>.</param>
    /// <param name="select">As for <see cref="WorkReading.ReadWorkAsync"/>, with <c>since</c>.</param>
    /// <param name="values">Parameters.</param>
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(DbScope db, DateOnly today, string text, string? href, string address, string select, IDictionary<string, object?>? values = null)
    {
        const string Oldest = "since, name";
        if (await PatienceAsync(db, today) is not var (days, since))
        {
            return await db.ReadWorkAsync(new WorkItem(WorkKind.Waiting, text, href), address, select, Oldest, values) is { } all ? [all] : [];
        }
        var asked = new Dictionary<string, object?>(values ?? new Dictionary<string, object?>()) { ["TooLongAgo"] = since };
        var items = new[]
        {
            await db.ReadWorkAsync(new WorkItem(WorkKind.Stuck, $"{text}，已超过 {days} 天", href), address, $"SELECT w.* FROM ({select}) w WHERE w.since < @TooLongAgo", Oldest, asked),
            await db.ReadWorkAsync(new WorkItem(WorkKind.Waiting, text, href), address, $"SELECT w.* FROM ({select}) w WHERE w.since >= @TooLongAgo", Oldest, asked),
        };
        return [.. items.OfType<WorkItem>()];
    }
}
