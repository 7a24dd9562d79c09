using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;

namespace CEBase.Catalogue.Archives;

/// <summary>What of archives stands on the "today" page: missing items that are due, summaries, and frozen archives in which something is wrong.</summary>
internal sealed class ArchiveWork(ArchiveOverview overview) : IWorkProvider
{
    private const int Most = 12;
    private const int SoonDays = 7;

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbSession session, ICurrentUser user, DateOnly today)
    {
        if (!user.Has(Permissions.ArchivesManage) || !(user.Has(Permissions.Manage) || user.Has(Permissions.ManageOwn)))
        {
            return [];
        }
        var own = ArchiveOverview.Own(user);
        var items = (await overview.OpenAsync(session, own, Most)).Select(a => Of(a, today)).OfType<WorkItem>().ToList();
        var (damaged, _) = await overview.FrozenAsync(session, onlyDamaged: true, 1, Most);
        items.AddRange(damaged.Where(d => own is null || d.Archive.Class.AdviserId == own).Select(d =>
            new WorkItem(WorkKind.Stuck, $"{d.Archive.Class.ClassNo} 的封存档案有 {d.Check!.Problems} 处不符", $"/console/classes/{d.Archive.Class.ClassNo}/archive") { Detail = d.Check.Sentence }));
        return items;
    }

    private static WorkItem? Of(ArchiveView archive, DateOnly today)
    {
        var near = archive.MissingLines.Where(l => l.Due <= today.AddDays(SoonDays)).ToList();
        if (near.Count == 0)
        {
            return null;
        }
        var names = string.Join("、", near.Take(3).Select(l => l.Requirement.Title)) + (near.Count > 3 ? "等" : "");
        return new WorkItem(WorkKind.Due, $"{archive.Class.ClassNo} 的档案还缺 {archive.MissingLines.Count} 项", $"/console/classes/{archive.Class.ClassNo}/archive")
        {
            Due = near.Min(l => l.Due), Count = near.Count, Detail = $"近期应归：{names}",
        };
    }
}
