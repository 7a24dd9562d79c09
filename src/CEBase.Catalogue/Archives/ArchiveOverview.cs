using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Archives;

/// <summary>A class in the list of archives.</summary>
internal sealed record ArchiveRow(ArchiveView Archive, ArchiveCheckRow? Check);

/// <summary>Archives across classes.</summary>
internal sealed class ArchiveOverview(ArchiveReader reader, ArchiveRepository archives)
{
    /// <summary>Archives that are being filled: of classes that run or have ended and are not frozen, oldest end first.</summary>
    /// <param name="db">The scope.</param>
    /// <param name="adviserId">Only this adviser's, or null.</param>
    /// <param name="most">At most so many.</param>
    public Task<IReadOnlyList<ArchiveView>> OpenAsync(DbScope db, long? adviserId, int most) => ViewsAsync(db, $"""
        WHERE c.state IN ('{ClassStates.Running}', '{ClassStates.Ended}', '{ClassStates.Closed}', '{ClassStates.Archived}')
          AND NOT EXISTS (SELECT 1 FROM class_archive a WHERE a.class_id = c.id) AND (CAST(@adviserId AS bigint) IS NULL OR c.adviser_id = @adviserId)
        ORDER BY c.ends_on, c.class_no LIMIT @most
        """, new { adviserId, most });

    /// <summary>Frozen archives, latest first; only those whose last check found something when asked.</summary>
    public async Task<(IReadOnlyList<ArchiveRow> Rows, int Total)> FrozenAsync(DbScope db, bool onlyDamaged, int page, int size)
    {
        var damaged = onlyDamaged ? "WHERE EXISTS (SELECT 1 FROM archive_check k WHERE k.class_id = a.class_id AND k.changed + k.missing + k.untracked > 0 AND k.id = (SELECT max(l.id) FROM archive_check l WHERE l.class_id = k.class_id))" : "";
        var total = await db.ScalarAsync<int>($"SELECT count(*) FROM class_archive a {damaged}");
        var views = await ViewsAsync(db, $"JOIN class_archive a ON a.class_id = c.id {damaged} ORDER BY a.frozen_at DESC, c.class_no DESC LIMIT @size OFFSET @skip", new { size, skip = (page - 1) * size });
        var checks = await archives.LastChecksAsync(db, [.. views.Select(v => v.Class.Id)]);
        return ([.. views.Select(v => new ArchiveRow(v, checks.GetValueOrDefault(v.Class.Id)))], total);
    }

    private async Task<IReadOnlyList<ArchiveView>> ViewsAsync(DbScope db, string where, object parameters) => await reader.OfAsync(db,
        await db.QueryAsync<ClassCard>($"SELECT {ClassRepository.CardColumns} {ClassRepository.From} {where}", parameters));
}
