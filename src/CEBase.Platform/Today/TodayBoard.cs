using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Values;

namespace CEBase.Platform.Today;

/// <summary>The lines of one kind on the "today" page.</summary>
/// <param name="Kind">Why they are there.</param>
/// <param name="Lines">Most urgent first.</param>
public sealed record WorkSection(WorkKind Kind, IReadOnlyList<WorkItem> Lines)
{
    /// <summary>How many things the lines stand for.</summary>
    public int Count => Lines.Sum(line => line.Count);
}

/// <summary>Gathers what every module says about a user's day.</summary>
internal sealed class TodayBoard(IDatabase database, IEnumerable<IWorkProvider> providers, ICurrentUser user, TimeProvider clock)
{
    public Task<IReadOnlyList<WorkSection>> LookAsync(CancellationToken cancel) => database.ReadAsync(async session =>
    {
        var today = clock.Today();
        var lines = new List<WorkItem>();
        foreach (var provider in providers)
        {
            lines.AddRange(await provider.ForAsync(session, user, today));
        }
        return Arrange(lines);
    }, cancel);

    /// <summary>All four kinds, also the empty ones, so that the page keeps its places; nearest day first, undated lines after.</summary>
    internal static IReadOnlyList<WorkSection> Arrange(IEnumerable<WorkItem> lines)
    {
        var byKind = lines.ToLookup(line => line.Kind);
        return [.. Enum.GetValues<WorkKind>().Select(kind => new WorkSection(kind, [.. byKind[kind].OrderBy(line => line.Due ?? DateOnly.MaxValue)]))];
    }
}
