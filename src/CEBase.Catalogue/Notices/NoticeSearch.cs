namespace CEBase.Catalogue.Notices;

/// <summary>Finds notices and pages for those who keep them.</summary>
internal sealed class NoticeSearch(NoticeRepository notices) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => !user.Has(Permissions.NoticesManage) ? []
        : [.. (await notices.SearchAsync(db, text, limit)).Select(n => new SearchHit(n.Kind.Label(), n.Title, NoticeWorkflow.Life.State(n.State).Label, CatalogueAddresses.Notice(n.Id)))];
}
