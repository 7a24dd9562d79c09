namespace CEBase.Catalogue.Notices;

/// <summary>Rows of notices and pages; what the public sees of them as well.</summary>
internal sealed class NoticeRepository : INoticeDirectory
{
    public const int PageSize = 15;
    public const string Select = "SELECT id, kind, slug, title, summary, body, is_pinned, state, published_on, updated_at, version FROM notice";

    public Task<Notice?> FindAsync(DbScope db, long id) => db.FirstAsync<Notice>($"{Select} WHERE id = @id", new { id });

    /// <summary>By number.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Notice> GetAsync(DbScope db, long id) => await FindAsync(db, id) ?? throw Refusal.NotFound("没有这篇内容，请从列表打开。");

    /// <summary>By address, in whatever state.</summary>
    public Task<Notice?> FindAsync(DbScope db, NoticeKind kind, string slug) => db.FirstAsync<Notice>($"{Select} WHERE kind = @Kind AND slug = @slug", new { Kind = kind.ToString(), slug });

    /// <summary>A published text, or null.</summary>
    public async Task<Notice?> PublishedAsync(DbScope db, NoticeKind kind, string slug) => await FindAsync(db, kind, slug) is { State: NoticeWorkflow.Published } notice ? notice : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<NoticeCard>> LatestAsync(DbScope db, int count) => (await PageAsync(db, 1, count)).Items;

    /// <summary>One page of what is published, pinned ones first.</summary>
    public async Task<(IReadOnlyList<NoticeCard> Items, long Total)> PageAsync(DbScope db, int page, int size = PageSize) => (
        await db.QueryAsync<NoticeCard>("""
            SELECT slug, title, summary, published_on, is_pinned FROM notice WHERE kind = 'Notice' AND state = 'published'
            ORDER BY is_pinned DESC, published_on DESC, id DESC LIMIT @size OFFSET @Skip
            """, new { size, Skip = (Math.Max(1, page) - 1) * size }),
        await db.ScalarAsync<long>("SELECT count(*) FROM notice WHERE kind = 'Notice' AND state = 'published'"));

    public Task<IReadOnlyList<Notice>> SearchAsync(DbScope db, string text, int limit) =>
        db.QueryAsync<Notice>($"{Select} WHERE title {db.Dialect.Like} @Like ORDER BY id DESC LIMIT @limit", new { Like = $"%{text}%", limit });
}
