using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.LearnerRegister;

/// <summary>Finds learners by name, employer, the end of a phone number or a whole document number, which is found by its keyed hash; parts of it never are.</summary>
internal sealed class LearnerSearch(LearnerIdentity identities)
{
    private const int PhoneTail = 4;

    /// <summary>The condition on learners <c>l</c> and its values.</summary>
    public (string Sql, Dictionary<string, object?> Values) ConditionOf(string? typed)
    {
        var text = TextFold.Of(typed, Keep.Words);
        var isTail = text.Length is >= PhoneTail and <= 11 && text.All(char.IsAsciiDigit);
        return (@"(l.name LIKE @Text ESCAPE '\' OR l.employer LIKE @Text ESCAPE '\' OR l.number_hash IN @Hashes" + (isTail ? " OR l.phone LIKE @Tail)" : ")"),
            new Dictionary<string, object?> { ["Text"] = SqlText.Containing(text), ["Tail"] = "%" + text, ["Hashes"] = identities.HashesOf(text) });
    }
}

/// <summary>Learners in the console's search.</summary>
internal sealed class LearnerFinder(LearnerSearch search) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user)
    {
        if (!user.Has(Permissions.ViewLearners))
        {
            return [];
        }
        var (where, values) = search.ConditionOf(text);
        values["limit"] = limit;
        values["Admitted"] = EnrolmentStates.Admitted;
        var rows = await db.QueryAsync<LearnerRow>($"{LearnerRow.Select} WHERE {where} ORDER BY l.name, l.id LIMIT @limit", values);
        return [.. rows.Select(r => new SearchHit("学员", r.Name, $"{r.NumberMasked} {r.Employer}，参加 {r.Classes} 个班", EnrollmentAddresses.Learner(r.Id)))];
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
