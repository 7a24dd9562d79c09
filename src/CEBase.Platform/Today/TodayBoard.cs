using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Values;

namespace CEBase.Platform.Today;

/// <summary>What is of one kind on the "today" page.</summary>
/// <param name="Kind">Why it is there.</param>
/// <param name="Items">Most urgent first.</param>
public sealed record WorkSection(WorkKind Kind, IReadOnlyList<WorkItem> Items)
{
    /// <summary>How many records the items stand for.</summary>
    public int Count => Items.Sum(item => item.Count);
}

/// <summary>Gathers what every module says about a user's day.</summary>
internal sealed class TodayBoard(IDatabase database, IEnumerable<IWorkProvider> providers, RecentSteps recent, ICurrentUser user, TimeProvider clock)
{
    public Task<IReadOnlyList<WorkSection>> LookAsync(CancellationToken cancel) => database.ReadAsync(async db =>
    {
        var today = clock.Today();
        var items = new List<WorkItem>();
        foreach (var provider in providers)
        {
            items.AddRange(await provider.ForAsync(db, user, today));
        }
        items.AddRange(await recent.OfAsync(db, user, today));
        return Arrange(items);
    }, cancel);

    /// <summary>All four kinds, also the empty ones, so that the page keeps its places; nearest day first, what has no day after.</summary>
    internal static IReadOnlyList<WorkSection> Arrange(IEnumerable<WorkItem> items)
    {
        var byKind = items.ToLookup(item => item.Kind);
        return [.. Enum.GetValues<WorkKind>().Select(kind => new WorkSection(kind, [.. byKind[kind].OrderBy(item => item.Due ?? DateOnly.MaxValue)]))];
    }
}
