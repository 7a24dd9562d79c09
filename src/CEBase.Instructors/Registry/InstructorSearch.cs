namespace CEBase.Instructors.Registry;

internal sealed class InstructorSearch(InstructorRepository instructors) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => user.Has(Permissions.View)
        ? [.. (await instructors.SearchAsync(db, text, limit)).Select(i => new SearchHit("教师", $"{i.Number} {i.Name}", $"{i.Title}，{i.Employer}", InstructorAddresses.Instructor(i.Number)))]
        : [];
}
