using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.LearnerRegister;

/// <summary>A line of the list of learners.</summary>
internal sealed record LearnerRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Sex { get; init; } = "";
    public string NumberMasked { get; init; } = "";
    public string Employer { get; init; } = "";
    public string Title { get; init; } = "";
    public string TitleLevel { get; init; } = "";
    public string? Phone { get; init; }
    public bool HasAccount { get; init; }
    public int Classes { get; init; }
}

/// <summary>What a list shows.</summary>
/// <param name="Text">Name, employer, the end of a phone number, or a whole document number.</param>
/// <param name="Level">Title level, or null.</param>
/// <param name="Account"><c>yes</c>, <c>no</c> or null.</param>
/// <param name="Sort">Column, with a minus for descending.</param>
/// <param name="Page">From 1.</param>
/// <param name="Size">Lines a page.</param>
internal sealed record LearnerQuery(string? Text, string? Level, string? Account, string? Sort, int Page, int Size);

/// <summary>Finds learners. A whole document number is found by its keyed hash; parts of it never are.</summary>
internal sealed class LearnerSearch(IPersonalNumbers numbers, TimeProvider clock)
{
    private const int PhoneTail = 4;

    public async Task<(IReadOnlyList<LearnerRow> Rows, long Total)> ListAsync(DbScope db, LearnerQuery query)
    {
        var text = TextFold.Of(query.Text, Keep.Words);
        var where = "WHERE 1 = 1";
        if (text.Length > 0)
        {
            where += @" AND (l.name LIKE @Text ESCAPE '\' OR l.employer LIKE @Text ESCAPE '\' OR l.number_hash IN @Hashes" + (IsPhoneTail(text) ? " OR l.phone LIKE @Tail)" : ")");
        }
        if (query.Level is not null)
        {
            where += " AND l.title_level = @Level";
        }
        where += query.Account switch { "yes" => " AND l.account_id IS NOT NULL", "no" => " AND l.account_id IS NULL", _ => "" };
        var parameters = new { Text = SqlText.Containing(text), Tail = "%" + text, Hashes = HashesOf(text), query.Level, query.Size, Skip = (query.Page - 1) * query.Size, EnrolmentStates.Admitted };
        var total = await db.ScalarAsync<long>($"SELECT count(*) FROM learner l {where}", parameters);
        var rows = await db.QueryAsync<LearnerRow>($"""
            SELECT l.id, l.name, l.sex, l.number_masked, l.employer, l.title, l.title_level, l.phone, CASE WHEN l.account_id IS NULL THEN 0 ELSE 1 END AS has_account,
              (SELECT count(*) FROM enrolment e WHERE e.learner_id = l.id AND e.state = @Admitted) AS classes
            FROM learner l {where} ORDER BY {Order(query.Sort)} LIMIT @Size OFFSET @Skip
            """, parameters);
        return (rows, total);
    }

    /// <summary>The hashes a text has as a number of each kind; none when it can't be one.</summary>
    private string[] HashesOf(string text) => text.Length < 5
        ? [""]
        : [.. Documents.All.Select(kind => (Kind: kind, Check: DocumentCheck.Of(kind, text, clock.Today()))).Where(k => k.Check.IsValid).Select(k => numbers.Hash(k.Kind, k.Check.Number)), ""];

    private static bool IsPhoneTail(string text) => text.Length is >= PhoneTail and <= 11 && text.All(char.IsAsciiDigit);

    private static string Order(string? sort) => sort switch
    {
        "-name" => "l.name DESC, l.id",
        "employer" => "l.employer, l.name, l.id",
        "-employer" => "l.employer DESC, l.name, l.id",
        "classes" => "classes, l.name, l.id",
        "-classes" => "classes DESC, l.name, l.id",
        _ => "l.name, l.id",
    };
}
