using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Adjustment;

/// <summary>Records ratings and incidents; what falls under the threshold puts the instructor on the review list in the same transaction.</summary>
[RestsOn("BJTU:17", "BJTU:19", How = "登记评价与事件，达到条件即列入复核名单")]
internal sealed class ConductService(ConductRepository conduct, WorkflowEngine engine, IEnumerable<IParameters> parameters, Trace trace, TimeProvider clock)
{
    /// <summary>Least satisfaction in percent.</summary>
    public const string ThresholdParameter = "survey.satisfaction-teacher";

    /// <summary>Records a class's rating, or corrects it.</summary>
    /// <exception cref="Refusal"><c>required</c> and the like, at the field.</exception>
    public async Task RateAsync(DbScope db, Rating rating, ICurrentUser user)
    {
        rating = rating with { ClassNo = Field.Required(rating.ClassNo, nameof(rating.ClassNo), "班号", 30), Note = Field.Length(rating.Note, nameof(rating.Note), "说明", 500) };
        Field.Check(rating.Score is >= 0 and <= 1000, "quantity_range", "Percent", "满意度应为 0 到 100 之间的百分数，最多一位小数。");
        Field.Check(rating.Answers is > 0 and <= 100_000, "quantity_range", nameof(rating.Answers), "请填写收回的份数。");
        Field.Check(rating.RatedOn.Year >= 2000 && rating.RatedOn <= clock.Today(), "required", nameof(rating.RatedOn), "请填写评价日期，不晚于今天。");
        if (!await conduct.SaveAsync(db, rating, user.DisplayName))
        {
            return;
        }
        await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, rating.InstructorId, "rating") { Comment = $"{rating.ClassNo} 班满意度 {rating.Percent:0.#}%，{rating.Answers} 份" }, user);
        await FlagAsync(db, rating.InstructorId, [rating], [], user);
    }

    /// <summary>Records an incident and returns its number. The same request key again returns the first one's.</summary>
    /// <exception cref="Refusal"><c>required</c> and the like, at the field.</exception>
    public async Task<long> ReportAsync(DbScope db, Incident incident, string? requestKey, ICurrentUser user)
    {
        incident = incident with { Description = Field.Required(incident.Description, nameof(incident.Description), "经过", 2000) };
        Field.Check(IncidentWords.Kinds.ContainsKey(incident.Kind), "required", nameof(incident.Kind), "请选择事件类别。");
        Field.Check(incident.HappenedOn.Year >= 2000 && incident.HappenedOn <= clock.Today(), "required", nameof(incident.HappenedOn), "请填写发生日期，不晚于今天。");
        if (requestKey is not null && await conduct.FindByKeyAsync(db, requestKey) is { } before)
        {
            return before;
        }
        var id = await conduct.AddAsync(db, incident, user.DisplayName, clock.GetUtcNow(), requestKey);
        await trace.AppendAsync(db, new TraceEntry(IncidentWorkflow.RecordType, id, "create") { To = IncidentWorkflow.Open }, user);
        await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, incident.InstructorId, "incident") { Comment = $"{incident.HappenedOn.InTable()} {IncidentWords.Kinds[incident.Kind]}" }, user);
        await FlagAsync(db, incident.InstructorId, [], [incident], user);
        return id;
    }

    /// <summary>Least satisfaction in percent today; null where the base has set none.</summary>
    public async Task<decimal?> ThresholdAsync(DbScope db) => parameters.FirstOrDefault() is { } source ? (await source.TryGetAsync(db, ThresholdParameter, clock.Today()))?.Decimal : null;

    private async Task FlagAsync(DbScope db, long instructorId, Rating[] ratings, Incident[] incidents, ICurrentUser user)
    {
        var reasons = ReviewListRule.Check(ratings, incidents, await ThresholdAsync(db)).ToList();
        if (reasons.Count == 0)
        {
            return;
        }
        // The rule puts them there, not the clerk: somebody who may record need not hold the step's right.
        await engine.TakeAsync(db, new StepRequest(InstructorWords.RecordType, instructorId, InstructorWorkflow.Flag)
        {
            Comment = $"{string.Join("", reasons.Select(r => r.Sentence))}由{user.DisplayName}登记。",
        }, SystemUser.Instance);
    }
}
