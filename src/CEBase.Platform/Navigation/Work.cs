using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Values;

namespace CEBase.Platform.Navigation;

/// <summary>Why something is on the "today" page.</summary>
public enum WorkKind
{
    /// <summary>Has a date that comes near or has passed.</summary>
    Due,

    /// <summary>Waits for this user.</summary>
    Waiting,

    /// <summary>Can't go on until something is mended, or has waited too long.</summary>
    Stuck,

    /// <summary>Changed lately.</summary>
    Changed,
}

/// <summary>A record on the "today" page; its line opens it.</summary>
/// <param name="Text">Number and name.</param>
/// <param name="Href">The record, or where it is dealt with.</param>
public sealed record WorkRecord(string Text, string Href)
{
    /// <summary>The day it is due, when there is one.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Since when it waits; of what changed, when it did.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>A second line: the amount, why it is stuck, who changed it.</summary>
    public string? Detail { get; init; }
}

/// <summary>What of one kind there is to do, with its records: 报销单待登记付款.</summary>
/// <param name="Kind">Why it is there.</param>
/// <param name="Text">What is to be done or has happened, the same for all its records.</param>
/// <param name="Href">The list that holds all of them, filtered; null where no list does.</param>
public sealed record WorkItem(WorkKind Kind, string Text, string? Href)
{
    /// <summary>So many records are named; the list holds the rest.</summary>
    public const int Shown = 5;

    private readonly int? _count;

    /// <summary>The first records, the most urgent first.</summary>
    public IReadOnlyList<WorkRecord> Records { get; init; } = [];

    /// <summary>How many records there are, named or not.</summary>
    public int Count { get => _count ?? Records.Count; init => _count = value; }

    /// <summary>The nearest day on which one of them is due.</summary>
    public DateOnly? Due => Records.Min(r => r.Due);

    /// <summary>Sorts records by what is to be done with each: one item a pair of kind and words, in the order in which they come.</summary>
    public static IReadOnlyList<WorkItem> Sort(IEnumerable<(WorkKind Kind, string Text, string? Href, WorkRecord Record)> records) =>
        [.. records.GroupBy(r => (r.Kind, r.Text, r.Href)).Select(g => new WorkItem(g.Key.Kind, g.Key.Text, g.Key.Href) { Records = [.. g.Select(r => r.Record)] })];
}

/// <summary>What a module puts on the "today" page for a user: waiting only what the user may act on, due and stuck also what the user answers for by seeing it.</summary>
[Discovered]
public interface IWorkProvider
{
    /// <summary>The items for this user, at most a few dozen.</summary>
    Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today);
}

/// <summary>Reads items of work from the database.</summary>
public static class WorkReading
{
    /// <summary>The first records that a statement finds, and how many it finds.</summary>
    /// <param name="db">The scope.</param>
    /// <param name="item">Kind, words and list.</param>
    /// <param name="address">A record's address with <c>{key}</c>.</param>
    /// <param name="select">Columns <c>key</c> and <c>name</c>, and what there is of <c>amount</c>, <c>note</c>, <c>due</c>, <c>since</c>.</param>
    /// <param name="order">Columns of it, the most urgent first.</param>
    /// <param name="values">Parameters.</param>
    /// <returns>Null when nothing is found.</returns>
    public static async Task<WorkItem?> ReadWorkAsync(this DbScope db, WorkItem item, string address, string select, string order, object? values = null)
    {
        var rows = await db.QueryAsync<Row>($"SELECT q.*, count(*) OVER () AS total FROM ({select}) q ORDER BY {order} LIMIT {WorkItem.Shown}", values);
        return rows.Count == 0 ? null : item with { Count = rows[0].Total, Records = [.. rows.Select(row => row.Record(address))] };
    }

    private sealed record Row
    {
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public Money? Amount { get; init; }
        public string? Note { get; init; }
        public DateOnly? Due { get; init; }
        public DateTimeOffset? Since { get; init; }
        public int Total { get; init; }

        public WorkRecord Record(string address) => new(Name, address.Replace("{key}", Uri.EscapeDataString(Key)))
        {
            Due = Due, Since = Since, Detail = string.Join("，", new[] { Amount is { } amount ? $"{amount} 元" : "", Note ?? "" }.Where(part => part.Length > 0)) is { Length: > 0 } detail ? detail : null,
        };
    }
}
