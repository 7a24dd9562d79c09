using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Clearances;

/// <summary>Writes reviews of outside teachers and requests for exceptions; approving is a step of their workflows.</summary>
[RestsOn("BJTU:16(a)", How = "登记背景调查和党委审核的结论、材料和有效期")]
internal sealed class ClearanceService(Trace trace, TimeProvider clock)
{
    private const int MostYears = 5;

    /// <summary>Makes a draft and returns its number. The same request key again returns the first one's.</summary>
    /// <exception cref="Refusal"><c>clearance_…</c>.</exception>
    public async Task<long> CreateAsync(DbScope db, Clearance clearance, StoredFile? file, string? requestKey, ICurrentUser user)
    {
        clearance = Checked(clearance);
        if (requestKey is not null && await db.FirstAsync<long?>("SELECT id FROM instructor_clearance WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        var id = await db.InsertAsync("""
            INSERT INTO instructor_clearance (instructor_id, kind, grounds, reviewed_by, holds_from, holds_until, file_hash, file_name, state,
              requested_by, requested_by_name, requested_at, request_key)
            VALUES (@InstructorId, @Kind, @Grounds, @ReviewedBy, @HoldsFrom, @HoldsUntil, @Hash, @FileName, 'draft', @AccountId, @DisplayName, @Now, @requestKey)
            """, new
        {
            clearance.InstructorId, Kind = clearance.Kind.ToString(), clearance.Grounds, clearance.ReviewedBy, clearance.HoldsFrom, clearance.HoldsUntil, file?.Hash, file?.FileName,
            user.AccountId, user.DisplayName, Now = clock.GetUtcNow(), requestKey,
        });
        await trace.AppendAsync(db, new TraceEntry(clearance.Kind.RecordType(), id, "create") { To = ClearanceStates.Draft, Attachments = file is null ? [] : [file.Hash] }, user);
        await trace.AppendAsync(db, new TraceEntry(InstructorService.RecordType, clearance.InstructorId, "clearance_add") { Comment = $"{clearance.Kind.Label()}：{clearance.HoldsFrom.InTable()} 至 {clearance.HoldsUntil.InTable()}" }, user);
        return id;
    }

    public static async Task<Clearance> GetAsync(DbScope db, long id) =>
        await db.FirstAsync<Clearance>($"SELECT {Clearance.Columns} FROM instructor_clearance c WHERE c.id = @id", new { id }) ?? throw Refusal.NotFound("没有这份审核或例外记录。");

    public static Task<IReadOnlyList<Clearance>> OfAsync(DbScope db, long instructorId) =>
        db.QueryAsync<Clearance>($"SELECT {Clearance.Columns} FROM instructor_clearance c WHERE c.instructor_id = @instructorId ORDER BY c.id DESC", new { instructorId });

    private static Clearance Checked(Clearance c)
    {
        c = c with { Grounds = c.Grounds.Trim(), ReviewedBy = c.ReviewedBy.Trim() };
        if (c.Grounds.Length is 0 or > 1000)
        {
            throw new Refusal("clearance_grounds", c.Kind == ClearanceKind.Review ? "请写明背景调查的结论，最多 1000 个字。" : "请写明申请例外的理由，最多 1000 个字。") { Field = nameof(c.Grounds) };
        }
        if (c.ReviewedBy.Length > 100)
        {
            throw new Refusal("clearance_body", "审核党委的名称最多 100 个字。") { Field = nameof(c.ReviewedBy) };
        }
        if (c.HoldsFrom.Year < 2000)
        {
            throw new Refusal("clearance_from", "请填写生效日期。") { Field = nameof(c.HoldsFrom) };
        }
        if (c.HoldsUntil < c.HoldsFrom || c.HoldsUntil > c.HoldsFrom.AddYears(MostYears))
        {
            throw new Refusal("clearance_until", $"截止日期应不早于生效日期，并在 {MostYears} 年之内。") { Field = nameof(c.HoldsUntil) };
        }
        return c;
    }
}
