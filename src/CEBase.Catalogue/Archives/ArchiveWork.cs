namespace CEBase.Catalogue.Archives;

/// <summary>What of archives stands on the "today" page: missing items that are due, summaries, and frozen archives in which something is wrong.</summary>
internal sealed class ArchiveWork(ArchiveOverview overview) : IWorkProvider
{
    private const int Most = 24;
    private const int SoonDays = 7;

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        if (!user.Has(Permissions.ArchivesManage) || !(user.Has(Permissions.Manage) || (user.Has(Permissions.ManageOwn) && user.AccountId is not null)))
        {
            return [];
        }
        var own = user.Has(Permissions.Manage) ? null : user.AccountId;
        var missing = (await overview.OpenAsync(db, own, Most)).Select(a => Of(a, today)).OfType<WorkRecord>().OrderBy(r => r.Due);
        var (damaged, _) = await overview.FrozenAsync(db, onlyDamaged: true, 1, Most);
        return WorkItem.Sort(
        [
            .. missing.Select(r => (WorkKind.Due, "班级档案还有缺项", (string?)CatalogueAddresses.Archives, r)),
            .. damaged.Where(d => own is null || d.Archive.Class.AdviserId == own).Select(d => (WorkKind.Stuck, "封存档案与封存时不符", (string?)CatalogueAddresses.Archives,
                new WorkRecord(NameOf(d.Archive), AddressOf(d.Archive)) { Detail = d.Check!.Sentence })),
        ]);
    }

    private static string NameOf(ArchiveView archive) => $"{archive.Class.ClassNo} {archive.Class.Name}";

    private static string AddressOf(ArchiveView archive) => CatalogueAddresses.Class(archive.Class.ClassNo, "archive");

    private static WorkRecord? Of(ArchiveView archive, DateOnly today)
    {
        var near = archive.MissingLines.Where(l => l.Due <= today.AddDays(SoonDays)).ToList();
        if (near.Count == 0)
        {
            return null;
        }
        var names = string.Join("、", near.Take(3).Select(l => l.Requirement.Title)) + (near.Count > 3 ? "等" : "");
        return new WorkRecord(NameOf(archive), AddressOf(archive)) { Due = near.Min(l => l.Due), Detail = $"缺 {archive.MissingLines.Count} 项，近期应归：{names}" };
    }
}
