namespace CEBase.Catalogue.Notices;

/// <summary>What the public sees of notices.</summary>
internal sealed class NoticeDirectory : INoticeDirectory
{
    public const int PageSize = 15;

    /// <inheritdoc />
    public async Task<IReadOnlyList<NoticeCard>> LatestAsync(DbScope db, int count) => (await PageAsync(db, 1, count)).Items;

    /// <summary>One page of the list, pinned ones first.</summary>
    public static async Task<(IReadOnlyList<NoticeCard> Items, long Total)> PageAsync(DbScope db, int page, int size = PageSize) => (
        await db.QueryAsync<NoticeCard>("""
            SELECT slug, title, summary, published_on, is_pinned FROM notice WHERE kind = 'Notice' AND state = 'published'
            ORDER BY is_pinned DESC, published_on DESC, id DESC LIMIT @size OFFSET @Skip
            """, new { size, Skip = (Math.Max(1, page) - 1) * size }),
        await db.ScalarAsync<long>("SELECT count(*) FROM notice WHERE kind = 'Notice' AND state = 'published'"));

    /// <summary>A published text, or null.</summary>
    public static Task<Notice?> PublishedAsync(DbScope db, NoticeKind kind, string slug) => db.FirstAsync<Notice>(
        $"SELECT {Notice.Columns} FROM notice WHERE kind = @Kind AND slug = @slug AND state = 'published'", new { Kind = kind.ToString(), slug });
}

/// <summary>Finds notices and pages for those who keep them.</summary>
internal sealed class NoticeSearch : ISearchProvider
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user)
    {
        if (!user.Has(Permissions.NoticesManage))
        {
            return [];
        }
        var found = await db.QueryAsync<Notice>(
            $"SELECT {Notice.Columns} FROM notice WHERE title {db.Dialect.Like} @Like ORDER BY id DESC LIMIT @limit", new { Like = $"%{text}%", limit });
        return [.. found.Select(n => new SearchHit(n.Kind.Label(), n.Title, NoticeWorkflow.Life.State(n.State).Label, $"/console/notices/{n.Id}"))];
    }
}
