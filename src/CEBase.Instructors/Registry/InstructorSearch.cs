namespace CEBase.Instructors.Registry;

internal sealed class InstructorSearch(InstructorQueries queries) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user)
    {
        if (!user.Has(Permissions.View))
        {
            return [];
        }
        var found = await queries.ListAsync(db, new InstructorFilter { Q = text, Size = limit });
        return [.. found.Items.Select(i => new SearchHit("教师", $"{i.Number} {i.Name}", $"{i.Title}，{i.Employer}", $"/console/instructors/{i.Number}"))];
    }
}
