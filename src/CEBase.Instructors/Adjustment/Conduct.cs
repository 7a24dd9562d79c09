namespace CEBase.Instructors.Adjustment;

/// <summary>How learners of one class rated an instructor.</summary>
internal sealed record Rating
{
    public long Id { get; init; }
    public long InstructorId { get; init; }
    public string ClassNo { get; init; } = "";

    /// <summary>Satisfaction in tenths of a percent.</summary>
    public int Score { get; init; }

    /// <summary>How many answered.</summary>
    public int Answers { get; init; }
    public DateOnly RatedOn { get; init; }
    public string Note { get; init; } = "";
    public string RecordedByName { get; init; } = "";

    /// <summary>Satisfaction in percent.</summary>
    public decimal Percent => Score / 10m;
}

/// <summary>Something that went wrong: conduct, wrong words, a teaching accident.</summary>
internal sealed record Incident
{
    public long Id { get; init; }
    public long InstructorId { get; init; }

    /// <summary>Code of <see cref="IncidentWords.Kinds"/>.</summary>
    public string Kind { get; init; } = "";
    public DateOnly HappenedOn { get; init; }
    public string Description { get; init; } = "";
    public string State { get; init; } = IncidentWorkflow.Open;
    public string? Outcome { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public string RecordedByName { get; init; } = "";
}

internal static class IncidentWords
{
    public static IReadOnlyDictionary<string, string> Kinds { get; } = new Dictionary<string, string>
    {
        ["conduct"] = "师德失范",
        ["speech"] = "不当言论",
        ["accident"] = "教学事故",
        ["other"] = "其他",
    };
}

/// <summary>What puts an instructor on the review list.</summary>
[RestsOn("BJTU:19", How = "满意度低于设定值或有未了结事件的教师列入复核名单")]
internal static class ReviewListRule
{
    public const string LowRating = "instructor.rating-low";
    public const string Incident = "instructor.incident";

    /// <param name="ratings">Ratings to look at.</param>
    /// <param name="incidents">Incidents to look at.</param>
    /// <param name="threshold">Least satisfaction in percent; null where the base has set none.</param>
    public static IEnumerable<Finding> Check(IEnumerable<Rating> ratings, IEnumerable<Incident> incidents, decimal? threshold)
    {
        foreach (var rating in ratings.Where(r => r.Percent < threshold))
        {
            yield return Finding.Review(LowRating, $"{rating.ClassNo} 班的满意度为 {rating.Percent:0.#}%（{rating.Answers} 份），低于 {threshold:0.#}%。", "BJTU:19");
        }
        foreach (var incident in incidents.Where(i => i.State == IncidentWorkflow.Open))
        {
            yield return Finding.Review(Incident, $"{incident.HappenedOn:yyyy-MM-dd} 登记的{IncidentWords.Kinds.GetValueOrDefault(incident.Kind, "事件")}还没有了结。", "BJTU:17", "BJTU:19");
        }
    }
}
