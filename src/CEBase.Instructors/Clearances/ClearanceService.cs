namespace CEBase.Instructors.Clearances;

/// <summary>Writes reviews of outside teachers and requests for exceptions; approving is a step of their workflows.</summary>
[RestsOn("BJTU:16(a)", How = "登记背景调查和党委审核的结论、材料和有效期")]
internal sealed class ClearanceService(ClearanceRepository clearances, Trace trace, TimeProvider clock)
{
    private const int MostYears = 5;

    /// <summary>Makes a draft and returns its number. The same request key again returns the first one's.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>too_long</c>, <c>clearance_until</c>, at the field.</exception>
    public async Task<long> CreateAsync(DbScope db, Clearance clearance, StoredFile? file, string? requestKey, ICurrentUser user)
    {
        clearance = Checked(clearance);
        if (requestKey is not null && await clearances.FindByKeyAsync(db, requestKey) is { } before)
        {
            return before;
        }
        var id = await clearances.AddAsync(db, clearance, file, requestKey, user, clock.GetUtcNow());
        await trace.AppendAsync(db, new TraceEntry(clearance.Kind.RecordType(), id, "create") { To = ClearanceStates.Draft, Attachments = file is null ? [] : [file.Hash] }, user);
        await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, clearance.InstructorId, "clearance_add") { Comment = $"{clearance.Kind.Label()}：{clearance.HoldsFrom.InTable()} 至 {clearance.HoldsUntil.InTable()}" }, user);
        return id;
    }

    private static Clearance Checked(Clearance c)
    {
        c = c with
        {
            Grounds = Field.Required(c.Grounds, nameof(c.Grounds), c.Kind == ClearanceKind.Review ? "背景调查的结论" : "申请例外的理由", 1000),
            ReviewedBy = Field.Length(c.ReviewedBy, nameof(c.ReviewedBy), "审核党委的名称", 100),
        };
        Field.Day(c.HoldsFrom.Year < 2000 ? null : c.HoldsFrom, nameof(c.HoldsFrom), "生效日期");
        Field.Check(c.HoldsUntil >= c.HoldsFrom && c.HoldsUntil <= c.HoldsFrom.AddYears(MostYears), "clearance_until", nameof(c.HoldsUntil), $"截止日期应不早于生效日期，并在 {MostYears} 年之内。");
        return c;
    }
}
