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

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var (all, own) = (user.Has(Permissions.Manage), user.Has(Permissions.ManageOwn) && user.AccountId is not null);
        if (!user.Has(Permissions.View))
        {
            return [];
        }
        var lines = await db.QueryAsync<Line>($"""
            SELECT class_no, name, state, starts_on, ends_on, enrol_until FROM training_class
            WHERE state IN ('draft', 'planned', 'open', 'ready', 'running'){(all || !own ? "" : " AND adviser_id = @Adviser")} ORDER BY starts_on, class_no
            """, new { Adviser = user.AccountId ?? 0 });
        return WorkItem.Sort(lines.Select(l => all || own ? Of(l, today) : Seen(l, today)).OfType<(WorkKind, string, string?, WorkRecord)>());
    }

    private static (WorkKind, string, string?, WorkRecord)? Of(Line l, DateOnly today)
    {
        var soon = today.AddDays(SoonDays);
        return l.State switch
        {
            ClassStates.Draft => (WorkKind.Waiting, "培训班草稿待列入计划", ListOf(l), Named(l)),
            ClassStates.Running when l.EndsOn < today => (WorkKind.Stuck, "已上完课，还没有结束授课", ListOf(l), Named(l) with { Due = l.EndsOn }),
            ClassStates.Planned or ClassStates.Open or ClassStates.Ready when l.StartsOn < today => (WorkKind.Stuck, "过了开班日还没有开班", null, Named(l) with { Due = l.StartsOn }),
            ClassStates.Ready when l.StartsOn <= soon => (WorkKind.Due, "七天内开班，请核对开班清单", ListOf(l), Named(l) with { Due = l.StartsOn }),
            ClassStates.Planned or ClassStates.Open when l.StartsOn <= soon => (WorkKind.Due, "七天内开班，还没有截止报名", null, Named(l) with { Due = l.StartsOn }),
            ClassStates.Open when l.EnrolUntil < today => (WorkKind.Due, "报名期已过，可以截止报名", ListOf(l), Named(l) with { Due = l.EnrolUntil }),
            _ => null,
        };
    }

    /// <summary>Whoever only looks, to supervise, to audit, to pay, is told which classes are about to begin.</summary>
    private static (WorkKind, string, string?, WorkRecord)? Seen(Line l, DateOnly today) => l.State is ClassStates.Planned or ClassStates.Open or ClassStates.Ready && l.StartsOn >= today && l.StartsOn <= today.AddDays(SoonDays)
        ? (WorkKind.Due, "七天内开班", CatalogueAddresses.Classes, Named(l) with { Due = l.StartsOn })
        : null;

    private static string? ListOf(Line l) => $"{CatalogueAddresses.Classes}?state={l.State}";

    private static WorkRecord Named(Line l) => new($"{l.ClassNo} {l.Name}", CatalogueAddresses.Class(l.ClassNo)) { Detail = $"{l.StartsOn.InTable()} 至 {l.EndsOn.InTable()}" };
}
