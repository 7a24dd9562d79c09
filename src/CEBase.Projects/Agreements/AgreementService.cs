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

/// <summary>Rows of the agreement's versions.</summary>
internal sealed class AgreementRepository : IAgreementTexts
{
    private const string Select = "SELECT id, version, title, text FROM agreement_text";

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<AgreementVersion>> AllAsync(DbScope db) =>
        db.QueryAsync<AgreementVersion>("SELECT id, version, title, text, published_at, published_by FROM agreement_text ORDER BY version DESC");

    /// <summary>The version that the same form published before.</summary>
    public Task<int?> FindByKeyAsync(DbScope db, string requestKey) => db.ScalarAsync<int?>("SELECT version FROM agreement_text WHERE request_key = @requestKey", new { requestKey });

    public Task<long> AddAsync(DbScope db, AgreementVersion v, string? requestKey) => db.InsertAsync("""
        INSERT INTO agreement_text (request_key, version, title, text, published_at, published_by) VALUES (@requestKey, @Version, @Title, @Text, @PublishedAt, @PublishedBy)
        """, new { requestKey, v.Version, v.Title, v.Text, v.PublishedAt, v.PublishedBy });

    public Task<AgreementText?> CurrentAsync(DbScope db) => db.FirstAsync<AgreementText>($"{Select} ORDER BY version DESC LIMIT 1");

    public Task<AgreementText?> FindAsync(DbScope db, long id) => db.FirstAsync<AgreementText>($"{Select} WHERE id = @id", new { id });
}

/// <summary>Publishes versions of the agreement. A published one is never changed: the table takes no updates.</summary>
[RestsOn("BJTU:9(a)", How = "知情协议分版本发布，发布后不改，学员同意的是哪一版有据可查")]
internal sealed class AgreementService(AgreementRepository agreements, Trace trace, TimeProvider clock)
{
    public const string RecordType = "AgreementText";

    public const string Publish = "publish_agreement";

    /// <summary>Publishes the next version and returns its number. The same request key again returns the version of the first time.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>agreement_same</c>: the text in force says the same.</exception>
    public async Task<int> PublishAsync(DbScope db, string title, string text, string? requestKey, ICurrentUser user)
    {
        (title, text) = (title.Trim(), text.Trim().ReplaceLineEndings("\n"));
        if (requestKey is not null && await agreements.FindByKeyAsync(db, requestKey) is { } before)
        {
            return before;
        }
        Field.Required(title, "Title", "标题", 100);
        Field.Required(text, "Text", "正文", 50_000);
        var newest = (await agreements.AllAsync(db)).FirstOrDefault();
        if (newest is not null && newest.Title == title && newest.Text == text)
        {
            throw new Refusal("agreement_same", $"与现行第 {newest.Version} 版一字不差，不必再发布。") { Field = "Text" };
        }
        var version = (newest?.Version ?? 0) + 1;
        var id = await agreements.AddAsync(db, new AgreementVersion { Version = version, Title = title, Text = text, PublishedAt = clock.GetUtcNow(), PublishedBy = user.DisplayName }, requestKey);
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, Publish) { Comment = $"{title} 第 {version} 版" }, user);
        return version;
    }
}

/// <summary>Recipe step <c>agreement</c>: the first version; where one was published already, nothing happens.</summary>
internal sealed class AgreementStep(AgreementRepository repository, AgreementService agreements) : IRecipeStep
{
    public string Name => "agreement";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        if (await repository.CurrentAsync(context.Db) is not null)
        {
            return;
        }
        var file = context.ReadFile<AgreementFile>(step);
        await agreements.PublishAsync(context.Db, file.Title, string.Join('\n', file.Text), null, SystemUser.Instance);
    }

    private sealed record AgreementFile(string Title, string[] Text);
}
