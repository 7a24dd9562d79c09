using System.Globalization;

namespace CEBase.Enrollment.LearnerRegister;

/// <summary>Learners in the console's search.</summary>
internal sealed class LearnerFinder(LearnerSearch search) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user)
    {
        if (!user.Has(Permissions.ViewLearners))
        {
            return [];
        }
        var (rows, _) = await search.ListAsync(db, new LearnerQuery(text, null, null, null, 1, limit));
        return [.. rows.Select(r => new SearchHit("学员", r.Name, $"{r.NumberMasked} {r.Employer}，参加 {r.Classes} 个班", $"/console/learners/{r.Id}"))];
    }
}

/// <summary>How many seats were taken in classes of the year, for the home page.</summary>
internal sealed class EnrolmentFigures : IHomeFigureProvider
{
    public async Task<IReadOnlyList<HomeFigure>> OfAsync(DbScope db, int year)
    {
        var people = await db.ScalarAsync<long>(
            "SELECT count(*) FROM enrolment WHERE state = @Admitted AND applied_at >= @From AND applied_at < @Until",
            new { EnrolmentStates.Admitted, From = $"{year:0000}-01-01", Until = $"{year + 1:0000}-01-01" });
        return [new HomeFigure("培训专业技术人员", people.ToString("N0", CultureInfo.InvariantCulture), "人次", 20)];
    }
}
