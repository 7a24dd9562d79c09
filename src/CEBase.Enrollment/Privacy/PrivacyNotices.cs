namespace CEBase.Enrollment.Privacy;

/// <summary>A version of the privacy notice (个人信息处理告知).</summary>
internal sealed record PrivacyNotice
{
    public string Version { get; init; } = "";
    public string Title { get; init; } = "";
    public DateOnly PublishedOn { get; init; }
    public string Body { get; init; } = "";
}

/// <summary>Versions of the notice, and who agreed to which.</summary>
internal sealed class PrivacyNotices(TimeProvider clock)
{
    /// <summary>The version in force today, or null when none was published.</summary>
    public Task<PrivacyNotice?> CurrentAsync(DbScope db) => db.FirstAsync<PrivacyNotice>(
        "SELECT version, title, published_on, body FROM privacy_notice WHERE published_on <= @Today ORDER BY published_on DESC, version DESC LIMIT 1", new { Today = clock.Today() });

    public Task<PrivacyNotice?> FindAsync(DbScope db, string version) =>
        db.FirstAsync<PrivacyNotice>("SELECT version, title, published_on, body FROM privacy_notice WHERE version = @version", new { version });

    public Task<IReadOnlyList<PrivacyNotice>> AllAsync(DbScope db) =>
        db.QueryAsync<PrivacyNotice>("SELECT version, title, published_on FROM privacy_notice ORDER BY published_on DESC, version DESC");

    /// <summary>Writes down that the learner agreed; agreeing twice changes nothing.</summary>
    public Task AgreeAsync(DbScope db, long learnerId, string version) => db.ExecuteAsync("""
        INSERT INTO learner_consent (learner_id, notice_version, agreed_at) VALUES (@learnerId, @version, @Now) ON CONFLICT (learner_id, notice_version) DO NOTHING
        """, new { learnerId, version, Now = clock.GetUtcNow() });

    public Task<IReadOnlyList<Consent>> OfAsync(DbScope db, long learnerId) => db.QueryAsync<Consent>(
        "SELECT notice_version, agreed_at FROM learner_consent WHERE learner_id = @learnerId ORDER BY id", new { learnerId });
}

/// <summary>Which notice was agreed to, and when.</summary>
internal sealed record Consent
{
    public string NoticeVersion { get; init; } = "";
    public DateTimeOffset AgreedAt { get; init; }
}

/// <summary>
/// Recipe step <c>{ "name": "privacy-notice", "file": "npu/privacy-notice.json" }</c>: versions with title, day and text. A version that is there
/// stays as it is, since people agreed to it.
/// </summary>
internal sealed class PrivacyNoticeStep : IRecipeStep
{
    public string Name => "privacy-notice";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        foreach (var notice in context.ReadFile<Line[]>(step))
        {
            await context.Db.ExecuteAsync("""
                INSERT INTO privacy_notice (version, title, published_on, body) VALUES (@Version, @Title, @PublishedOn, @Body) ON CONFLICT (version) DO NOTHING
                """, new { notice.Version, notice.Title, notice.PublishedOn, Body = string.Join('\n', notice.Body) });
        }
    }

    private sealed record Line(string Version, string Title, DateOnly PublishedOn, string[] Body);
}
