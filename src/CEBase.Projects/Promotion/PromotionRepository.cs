namespace CEBase.Projects.Promotion;

/// <summary>Rows of promotion material with its pictures and approvals.</summary>
internal sealed class PromotionRepository : IPromotionDirectory
{
    private const string Select = """
        SELECT m.id, m.project_id, m.state, m.state_since, m.title, m.body, m.says_name, m.says_starts_on, m.says_ends_on, m.says_fee, m.says_seats, m.says_audience, m.meeting_day,
          m.meeting_minutes, m.office_day, m.office_minutes, m.version
        FROM promotion m
        """;

    public Task<PromotionMaterial?> FindAsync(DbScope db, long id) => db.FirstAsync<PromotionMaterial>($"{Select} WHERE m.id = @id", new { id });

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<PromotionMaterial> GetAsync(DbScope db, long id) => await FindAsync(db, id) ?? throw Refusal.NotFound("没有这份宣传材料，请从列表打开。");

    public Task<IReadOnlyList<PromotionMaterial>> OfAsync(DbScope db, long projectId) => db.QueryAsync<PromotionMaterial>($"{Select} WHERE m.project_id = @projectId ORDER BY m.id DESC", new { projectId });

    public Task<IReadOnlyList<PromotionPicture>> PicturesAsync(DbScope db, long promotionId) => db.QueryAsync<PromotionPicture>(
        "SELECT id, promotion_id, hash, file_name, description FROM promotion_picture WHERE promotion_id = @promotionId ORDER BY id", new { promotionId });

    public async Task<bool> HasPictureAsync(DbScope db, string hash) => await db.ScalarAsync<long>("SELECT count(*) FROM promotion_picture WHERE hash = @hash", new { hash }) > 0;

    public Task<IReadOnlyList<PromotionApproval>> ApprovalsAsync(DbScope db, long promotionId) => db.QueryAsync<PromotionApproval>(
        "SELECT stage, day, minutes, given_by FROM promotion_approval WHERE promotion_id = @promotionId ORDER BY id DESC", new { promotionId });

    /// <summary>Keeps the approval recorded for this round, with the version that was approved.</summary>
    public Task ApproveAsync(DbScope db, long id, string stage, string by, DateTimeOffset now) => db.ExecuteAsync($"""
        INSERT INTO promotion_approval (promotion_id, stage, day, minutes, version, given_by, given_at) SELECT id, '{stage}', {stage}_day, {stage}_minutes, version, @by, @now FROM promotion WHERE id = @id
        """, new { id, by, now });

    /// <summary>The material that the same form drafted before.</summary>
    public Task<long> FindByKeyAsync(DbScope db, string? requestKey) => db.ScalarAsync<long>("SELECT id FROM promotion WHERE request_key = @requestKey", new { requestKey });

    /// <summary>Its id; 0 when the request key is taken.</summary>
    public Task<long> AddAsync(DbScope db, PromotionMaterial material, string? requestKey) => db.InsertAsync("""
        INSERT INTO promotion (request_key, project_id, state, state_since, title, body, says_name, says_starts_on, says_ends_on, says_fee, says_seats, says_audience,
          meeting_day, meeting_minutes, office_day, office_minutes, version)
        VALUES (@requestKey, @ProjectId, @State, @StateSince, @Title, @Body, @SaysName, @SaysStartsOn, @SaysEndsOn, @SaysFee, @SaysSeats, @SaysAudience,
          @MeetingDay, @MeetingMinutes, @OfficeDay, @OfficeMinutes, 1)
        ON CONFLICT (request_key) DO NOTHING
        """, Row(material, requestKey));

    /// <summary>False when somebody saved meanwhile.</summary>
    public async Task<bool> UpdateAsync(DbScope db, PromotionMaterial material) => await db.ExecuteAsync("""
        UPDATE promotion SET title = @Title, body = @Body, says_name = @SaysName, says_starts_on = @SaysStartsOn, says_ends_on = @SaysEndsOn, says_fee = @SaysFee,
          says_seats = @SaysSeats, says_audience = @SaysAudience, version = version + 1
        WHERE id = @Id AND version = @Version
        """, Row(material, null)) == 1;

    /// <summary>False when the material isn't in that state.</summary>
    public async Task<bool> RecordAsync(DbScope db, long id, string stage, string state, DateOnly? day, string minutes) => await db.ExecuteAsync(
        $"UPDATE promotion SET {stage}_day = @day, {stage}_minutes = @minutes WHERE id = @id AND state = @state", new { id, state, day, minutes }) == 1;

    /// <summary>A new round starts without the last one's approvals.</summary>
    public Task ClearRoundAsync(DbScope db, long id) => db.ExecuteAsync(
        "UPDATE promotion SET meeting_day = NULL, meeting_minutes = '', office_day = NULL, office_minutes = '' WHERE id = @id", new { id });

    /// <summary>False when the picture is there already.</summary>
    public async Task<bool> AddPictureAsync(DbScope db, long id, StoredFile file, string description) => await db.ExecuteAsync("""
        INSERT INTO promotion_picture (promotion_id, hash, file_name, description) VALUES (@id, @Hash, @FileName, @description) ON CONFLICT (promotion_id, hash) DO NOTHING
        """, new { id, file.Hash, file.FileName, description }) == 1;

    public async Task<bool> RemovePictureAsync(DbScope db, long id, long pictureId) =>
        await db.ExecuteAsync("DELETE FROM promotion_picture WHERE id = @pictureId AND promotion_id = @id", new { pictureId, id }) == 1;

    async Task<IReadOnlyList<PromotionCard>> IPromotionDirectory.OfProjectAsync(DbScope db, long projectId)
    {
        var pictures = (await db.QueryAsync<PromotionPicture>("""
            SELECT s.promotion_id, s.hash FROM promotion_picture s JOIN promotion p ON p.id = s.promotion_id WHERE p.project_id = @projectId ORDER BY s.id
            """, new { projectId })).ToLookup(p => p.PromotionId, p => p.Hash);
        return [.. (await OfAsync(db, projectId)).Select(m => new PromotionCard
        {
            Id = m.Id, ProjectId = m.ProjectId, Title = m.Title, Text = m.Body, IsApproved = m.State == PromotionStates.Approved, Pictures = [.. pictures[m.Id]],
        })];
    }

    private static object Row(PromotionMaterial m, string? requestKey) => new
    {
        m.Id, requestKey, m.ProjectId, m.State, m.StateSince, m.Title, m.Body, m.SaysName, m.SaysStartsOn, m.SaysEndsOn, m.SaysFee, m.SaysSeats, m.SaysAudience, m.MeetingDay,
        m.MeetingMinutes, m.OfficeDay, m.OfficeMinutes, m.Version,
    };
}
