namespace CEBase.Projects.Agreements;

/// <summary>A published version with who published it.</summary>
internal sealed record AgreementVersion
{
    public long Id { get; init; }
    public int Version { get; init; }
    public string Title { get; init; } = "";
    public string Text { get; init; } = "";
    public DateTimeOffset PublishedAt { get; init; }
    public string PublishedBy { get; init; } = "";
}

/// <summary>Publishes versions of the agreement. A published one is never changed: the table takes no updates.</summary>
[RestsOn("BJTU:9(a)", How = "知情协议分版本发布，发布后不改，学员同意的是哪一版有据可查")]
internal sealed class AgreementService(Trace trace, TimeProvider clock)
{
    public const string RecordType = "AgreementText";

    public const string Publish = "publish_agreement";

    /// <summary>Publishes the next version and returns its number. The same request key again returns the version of the first time.</summary>
    /// <exception cref="Refusal"><c>agreement_incomplete</c>, <c>agreement_same</c>: the text in force says the same.</exception>
    public async Task<int> PublishAsync(DbScope db, string title, string text, string? requestKey, ICurrentUser user)
    {
        (title, text) = (title.Trim(), text.Trim().ReplaceLineEndings("\n"));
        if (requestKey is not null && await db.ScalarAsync<int?>("SELECT version FROM agreement_text WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        if (title.Length is 0 or > 100)
        {
            throw new Refusal("agreement_incomplete", "请填写标题，最多 100 个字。") { Field = "Title" };
        }
        if (text.Length is 0 or > 50_000)
        {
            throw new Refusal("agreement_incomplete", "请填写正文，最多 50,000 个字。") { Field = "Text" };
        }
        var newest = (await AllAsync(db)).FirstOrDefault();
        if (newest is not null && newest.Title == title && newest.Text == text)
        {
            throw new Refusal("agreement_same", $"与现行第 {newest.Version} 版一字不差，不必再发布。") { Field = "Text" };
        }
        var version = (newest?.Version ?? 0) + 1;
        var id = await db.InsertAsync("""
            INSERT INTO agreement_text (request_key, version, title, text, published_at, published_by) VALUES (@requestKey, @version, @title, @text, @Now, @By)
            """, new { requestKey, version, title, text, Now = clock.GetUtcNow(), By = user.DisplayName });
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, Publish) { Comment = $"{title} 第 {version} 版" }, user);
        return version;
    }

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<AgreementVersion>> AllAsync(DbScope db) =>
        db.QueryAsync<AgreementVersion>("SELECT id, version, title, text, published_at, published_by FROM agreement_text ORDER BY version DESC");
}

/// <summary>Recipe step <c>agreement</c>: the first version; where one was published already, nothing happens.</summary>
internal sealed class AgreementStep(AgreementService desk) : IRecipeStep
{
    public string Name => "agreement";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        if (await context.Session.ScalarAsync<long>("SELECT count(*) FROM agreement_text") > 0)
        {
            return;
        }
        var file = context.ReadFile<AgreementFile>(step);
        await desk.PublishAsync(context.Session, file.Title, string.Join('\n', file.Text), null, SystemUser.Instance);
    }

    private sealed record AgreementFile(string Title, string[] Text);
}
