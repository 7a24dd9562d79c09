using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;

namespace CEBase.Catalogue.Notices;

/// <summary>What the public sees of notices.</summary>
internal sealed class NoticeBoard : INoticeBoard
{
    public const int PageSize = 15;

    /// <inheritdoc />
    public async Task<IReadOnlyList<NoticeCard>> LatestAsync(DbSession session, int count) => (await PageAsync(session, 1, count)).Items;

    /// <summary>One page of the list, pinned ones first.</summary>
    public static async Task<(IReadOnlyList<NoticeCard> Items, long Total)> PageAsync(DbSession session, int page, int size = PageSize) => (
        await session.QueryAsync<NoticeCard>("""
            SELECT slug, title, summary, published_on, is_pinned FROM notice WHERE kind = 'Notice' AND state = 'published'
            ORDER BY is_pinned DESC, published_on DESC, id DESC LIMIT @size OFFSET @Skip
            """, new { size, Skip = (Math.Max(1, page) - 1) * size }),
        await session.ScalarAsync<long>("SELECT count(*) FROM notice WHERE kind = 'Notice' AND state = 'published'"));

    /// <summary>A published text, or null.</summary>
    public static Task<Notice?> PublishedAsync(DbSession session, NoticeKind kind, string slug) => session.FirstAsync<Notice>(
        $"SELECT {Notice.Columns} FROM notice WHERE kind = @Kind AND slug = @slug AND state = 'published'", new { Kind = kind.ToString(), slug });
}

/// <summary>Finds notices and pages for those who keep them.</summary>
internal sealed class NoticeSearch : ISearchProvider
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbSession session, string text, int limit, ICurrentUser user)
    {
        if (!user.Has(Permissions.NoticesManage))
        {
            return [];
        }
        var found = await session.QueryAsync<Notice>(
            $"SELECT {Notice.Columns} FROM notice WHERE title {session.Dialect.Like} @Like ORDER BY id DESC LIMIT @limit", new { Like = $"%{text}%", limit });
        return [.. found.Select(n => new SearchHit(n.Kind.Label(), n.Title, NoticeWorkflow.Life.State(n.State).Label, $"/console/notices/{n.Id}"))];
    }
}
