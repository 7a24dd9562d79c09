using Quartz;

namespace CEBase.Enrollment.Logistics;

/// <summary>Deletes dietary needs and emergency contacts once they are no longer needed, every night; how many of which class is traced.</summary>
[RestsOn("PIPL:19", "PIPL:47", How = "培训班结束后按参数规定的天数自动删除饮食禁忌和紧急联系人，删除留痕")]
internal sealed class NeedsRetention(IDatabase database, IClassDirectory classes, LogisticsRepository repository, IEnumerable<IParameters> parameters, Trace trace, TimeProvider clock) : IJob
{
    public const string DaysParameter = "logistics.diet-keep-days";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await DeleteDueAsync(cancellationToken);

    /// <summary>Deletes what is due and returns of how many classes.</summary>
    public Task<int> DeleteDueAsync(CancellationToken cancel = default) => database.WriteAsync(async db =>
    {
        var ids = await db.QueryAsync<long>("""
            SELECT DISTINCT class_id FROM enrolment WHERE id IN (SELECT enrolment_id FROM dietary_need) OR id IN (SELECT enrolment_id FROM emergency_contact)
            """);
        if (ids.Count == 0)
        {
            return 0;
        }
        var today = clock.Today();
        var days = await DaysAsync(db, today);
        var due = (await classes.GetAsync(db, [.. ids])).Where(c => c.State == ClassStates.Cancelled || c.EndsOn.AddDays(days) < today).ToList();
        foreach (var card in due)
        {
            await DeleteAsync(db, card.Id);
        }
        return due.Count;
    }, cancel);

    private async Task DeleteAsync(DbScope db, long classId)
    {
        var (diets, contacts) = (await repository.DropDietsAsync(db, classId), await repository.DropContactsAsync(db, classId));
        if (diets + contacts > 0)
        {
            await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, classId, "needs_deleted") { Comment = $"饮食禁忌 {diets} 条，紧急联系人 {contacts} 条" }, SystemUser.Instance);
        }
    }

    // Where nobody has decided, nothing is kept beyond the class.
    private async Task<int> DaysAsync(DbScope db, DateOnly today) =>
        parameters.FirstOrDefault() is { } source ? (await source.TryGetAsync(db, DaysParameter, today))?.Int ?? 0 : 0;
}

/// <summary>Somebody left the class: bed, needs and contact go at once.</summary>
internal sealed class ForgetStay : IDomainEventHandler<SeatGivenBack>
{
    public async Task HandleAsync(SeatGivenBack happened, DbScope db, CancellationToken cancel)
    {
        foreach (var table in new[] { "lodging_place", "dietary_need", "emergency_contact", "stay_preference" })
        {
            await db.ExecuteAsync($"DELETE FROM {table} WHERE enrolment_id = @EnrolmentId", new { happened.EnrolmentId });
        }
    }
}
