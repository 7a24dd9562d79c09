namespace CEBase.Catalogue.Classes;

/// <summary>Classes by number, name, course or teacher.</summary>
internal sealed class ClassSearch(ClassQueries classes) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user)
    {
        if (!user.Has(Permissions.View))
        {
            return [];
        }
        var found = await classes.ListAsync(db, new ClassFilter { Q = text, Size = limit });
        return [.. found.Items.Select(l => new SearchHit("培训班", $"{l.Card.ClassNo} {l.Card.Name}",
            $"{l.Card.StartsOn.InTable()} 开班，{ClassWords.States.LabelOf(l.Card.State)}", CatalogueAddresses.Class(l.Card.ClassNo)))];
    }
}
