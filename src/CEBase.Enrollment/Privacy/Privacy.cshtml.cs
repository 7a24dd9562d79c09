namespace CEBase.Enrollment.Privacy;

/// <summary>The privacy notice, in the version in force or an older one.</summary>
[Public]
internal sealed class PrivacyModel(IDatabase database, PrivacyNotices notices) : PageModel
{
    [FromQuery(Name = "version")] public string? Version { get; set; }

    public PrivacyNotice Notice { get; private set; } = new();
    public IReadOnlyList<PrivacyNotice> Versions { get; private set; } = [];

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        Notice = (Version is null ? await notices.CurrentAsync(db) : await notices.FindAsync(db, Version))
            ?? throw Refusal.NotFound("没有这一版个人信息处理告知。");
        Versions = await notices.AllAsync(db);
    });
}
