using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Values;

namespace CEBase.Catalogue.Classes;

/// <summary>What of classes stands on the "today" page: starting soon and not ready, enrolment over, over but not ended, and drafts.</summary>
internal sealed class ClassWork : IWorkProvider
{
    private const int SoonDays = 7;

    private sealed record Line
    {
        public string ClassNo { get; init; } = "";
        public string Name { get; init; } = "";
        public string State { get; init; } = "";
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
        public DateOnly EnrolUntil { get; init; }
    }

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbSession session, ICurrentUser user, DateOnly today)
    {
        var all = user.Has(Permissions.Manage);
        if (!all && !(user.Has(Permissions.ManageOwn) && user.AccountId is not null))
        {
            return [];
        }
        var lines = await session.QueryAsync<Line>($"""
            SELECT class_no, name, state, starts_on, ends_on, enrol_until FROM training_class
            WHERE state IN ('draft', 'planned', 'open', 'ready', 'running'){(all ? "" : " AND adviser_id = @Adviser")} ORDER BY starts_on, class_no
            """, new { Adviser = user.AccountId ?? 0 });
        var items = lines.Where(l => l.State != ClassStates.Draft).Select(l => Of(l, today)).OfType<WorkItem>().Take(24).ToList();
        var drafts = lines.Count(l => l.State == ClassStates.Draft);
        if (drafts > 0)
        {
            items.Add(new WorkItem(WorkKind.Waiting, "培训班草稿待列入计划", "/console/classes?state=draft") { Count = drafts });
        }
        return items;
    }

    private static WorkItem? Of(Line l, DateOnly today)
    {
        var href = $"/console/classes/{l.ClassNo}";
        var name = $"{l.ClassNo} {l.Name}";
        return l.State switch
        {
            ClassStates.Running when l.EndsOn < today => new(WorkKind.Stuck, $"{name} 已上完课，还没有结束授课", href) { Due = l.EndsOn },
            ClassStates.Planned or ClassStates.Open or ClassStates.Ready when l.StartsOn < today => new(WorkKind.Stuck, $"{name} 过了开班日还没有开班", href) { Due = l.StartsOn },
            ClassStates.Ready when l.StartsOn == today => new(WorkKind.Due, $"{name} 今天开班", href) { Due = l.StartsOn },
            ClassStates.Planned or ClassStates.Open when l.StartsOn <= today.AddDays(SoonDays) =>
                new(WorkKind.Due, $"{name} 七天内开班，还没有截止报名", href) { Due = l.StartsOn },
            ClassStates.Open when l.EnrolUntil < today => new(WorkKind.Due, $"{name} 报名期已过，可以截止报名", href) { Due = l.EnrolUntil },
            ClassStates.Ready when l.StartsOn <= today.AddDays(SoonDays) => new(WorkKind.Due, $"{name} 七天内开班，请核对开班清单", href) { Due = l.StartsOn },
            _ => null,
        };
    }
}
