using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Today;

/// <summary>What other persons moved lately (the program's own steps only follow from theirs) among the records a user may see, from the trace: one line a record, its last step.</summary>
internal sealed class RecentSteps(IEnumerable<IWorkflow> workflows, IEnumerable<RecordNames> names)
{
    /// <summary>A week is what one catches up on; the page is no history.</summary>
    public const int Days = 7;

    /// <summary>No more of the trace is read, however much happened in the week.</summary>
    private const int Read = 500;

    public async Task<IReadOnlyList<WorkItem>> OfAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var steps = await db.QueryAsync<TraceLine>($"""
            SELECT * FROM (SELECT id, at, actor_id, actor_name, record_type, record_id, step, from_state, to_state FROM trace_entry ORDER BY id DESC LIMIT {Read}) t
            WHERE t.from_state <> t.to_state AND t.from_state <> '' AND t.at >= @Since AND t.actor_id <> @Me ORDER BY t.id DESC
            """, new { Since = today.AddDays(-Days).At(TimeOnly.MinValue), Me = user.AccountId ?? 0 });
        var items = new List<WorkItem>();
        foreach (var kind in steps.DistinctBy(s => (s.RecordType, s.RecordId)).GroupBy(s => s.RecordType))
        {
            if (names.FirstOrDefault(n => n.RecordType == kind.Key) is not { } known || workflows.FirstOrDefault(w => w.Definition.RecordType == kind.Key)?.Definition is not { } life)
            {
                continue;
            }
            var seen = await known.OfAsync(db, [.. kind.Select(s => s.RecordId)], user);
            var records = kind.Where(s => seen.ContainsKey(s.RecordId)).Select(s => new WorkRecord(seen[s.RecordId].Text, seen[s.RecordId].Href)
            {
                Since = s.At, Detail = $"{life.Steps.FirstOrDefault(x => x.Name == s.Step)?.Label ?? life.State(s.ToState).Label}，{s.ActorName}",
            }).ToList();
            if (records.Count > 0)
            {
                items.Add(new WorkItem(WorkKind.Changed, life.Label, user.Has(Permissions.TraceView) ? $"/console/trace?type={kind.Key}&from={today.AddDays(-Days).InTable()}" : null) { Records = records });
            }
        }
        return items;
    }
}
