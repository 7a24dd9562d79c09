namespace CEBase.Catalogue.Courses;

/// <summary>Courses by code or name.</summary>
internal sealed class CourseSearch(CourseRepository courses) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => !user.Has(Permissions.View) ? []
        : [.. (await courses.SearchAsync(db, text, limit)).Select(c => new SearchHit("课程", $"{c.Code} {c.Name}", $"{c.Subject.Label()}，{c.Field}，{c.Hours} 学时", CatalogueAddresses.Course(c.Code)))];
}
