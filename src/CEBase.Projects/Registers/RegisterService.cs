namespace CEBase.Projects.Registers;

/// <summary>Rows of both registers.</summary>
internal sealed class RegisterRepository
{
    public Task<IReadOnlyList<ResearchTopic>> TopicsAsync(DbScope db) => db.QueryAsync<ResearchTopic>(
        "SELECT id, title, source, leader, starts_on, ends_on, result, applied, file_hash, file_name, version FROM research_topic ORDER BY starts_on DESC, id DESC");

    public Task<IReadOnlyList<ExchangeActivity>> ExchangesAsync(DbScope db) => db.QueryAsync<ExchangeActivity>(
        "SELECT id, kind, title, partner, held_on, place, people, summary, file_hash, file_name, version FROM exchange_activity ORDER BY held_on DESC, id DESC");

    public async Task<bool> HasKeyAsync(DbScope db, string table, string requestKey) =>
        await db.FirstAsync<long?>($"SELECT id FROM {table} WHERE request_key = @requestKey", new { requestKey }) is not null;

    /// <summary>Adds a row of these columns.</summary>
    public Task<long> AddAsync(DbScope db, string table, IReadOnlyList<(string Column, string Value)> columns, object row) => db.InsertAsync(
        $"INSERT INTO {table} (request_key, version, {string.Join(", ", columns.Select(c => c.Column))}) VALUES (@RequestKey, 1, {string.Join(", ", columns.Select(c => c.Value))})", row);

    /// <summary>Changes a row's columns; false when somebody saved meanwhile. A file stays until another comes.</summary>
    public async Task<bool> UpdateAsync(DbScope db, string table, IReadOnlyList<(string Column, string Value)> columns, object row) => await db.ExecuteAsync(
        $"UPDATE {table} SET {string.Join(", ", columns.Select(c => $"{c.Column} = {(c.Column.StartsWith("file_", StringComparison.Ordinal) ? $"CASE WHEN @FileHash = '' THEN {c.Column} ELSE {c.Value} END" : c.Value)}"))}, version = version + 1 WHERE id = @Id AND version = @Version", row) == 1;
}

/// <summary>Keeps the registers of research topics, exchanges and partners.</summary>
[RestsOn("NPU:15", How = "登记继续教育研究课题的来源、负责人、成果和在办学中的应用")]
[RestsOn("NPU:22", How = "登记与企业、高校、院所的合作单位和交流活动")]
internal sealed class RegisterService(RegisterRepository registers, Trace trace)
{
    private static readonly (string, string)[] TopicColumns =
    [
        ("title", "@Title"), ("source", "@Source"), ("leader", "@Leader"), ("starts_on", "@StartsOn"), ("ends_on", "@EndsOn"), ("result", "@Result"), ("applied", "@Applied"),
        ("file_hash", "@FileHash"), ("file_name", "@FileName"),
    ];

    private static readonly (string, string)[] ExchangeColumns =
    [
        ("kind", "@Kind"), ("title", "@Title"), ("partner", "@Partner"), ("held_on", "@HeldOn"), ("place", "@Place"), ("people", "@People"), ("summary", "@Summary"),
        ("file_hash", "@FileHash"), ("file_name", "@FileName"),
    ];

    /// <summary>Adds (id 0) or changes a topic. The same request key again changes nothing.</summary>
    public Task SaveTopicAsync(DbScope db, ResearchTopic topic, string? requestKey, ICurrentUser user)
    {
        var (title, leader) = (Field.Required(topic.Title, nameof(topic.Title), "课题名称", 100), Field.Required(topic.Leader, nameof(topic.Leader), "负责人", 50));
        Field.Check(RegisterWords.Sources.Any(s => s.Code == topic.Source), "required", nameof(topic.Source), "请选择来源。");
        Field.Check(!(topic.EndsOn < topic.StartsOn), "day_order", nameof(topic.EndsOn), "结题日不能早于立题日。");
        return SaveAsync(db, "research_topic", ResearchTopic.RecordType, topic.Id, requestKey, user, TopicColumns, new
        {
            topic.Id, topic.Version, RequestKey = requestKey, Title = title, topic.Source, Leader = leader, topic.StartsOn, topic.EndsOn, Result = topic.Result.Trim(), Applied = topic.Applied.Trim(),
            topic.FileHash, topic.FileName,
        });
    }

    /// <summary>Adds (id 0) or changes an exchange. The same request key again changes nothing.</summary>
    public Task SaveExchangeAsync(DbScope db, ExchangeActivity activity, string? requestKey, ICurrentUser user)
    {
        var (title, partner) = (Field.Required(activity.Title, nameof(activity.Title), "活动名称", 100), Field.Required(activity.Partner, nameof(activity.Partner), "合作单位", 200));
        Field.Check(RegisterWords.Exchanges.Any(e => e.Code == activity.Kind), "required", nameof(activity.Kind), "请选择类别。");
        return SaveAsync(db, "exchange_activity", ExchangeActivity.RecordType, activity.Id, requestKey, user, ExchangeColumns, new
        {
            activity.Id, activity.Version, RequestKey = requestKey, activity.Kind, Title = title, Partner = partner, activity.HeldOn, Place = activity.Place.Trim(), activity.People,
            Summary = activity.Summary.Trim(), activity.FileHash, activity.FileName,
        });
    }

    private async Task SaveAsync(DbScope db, string table, string record, long id, string? requestKey, ICurrentUser user, (string, string)[] columns, object row)
    {
        user.Demand(Permissions.RegistersManage, "您没有管理研究与交流登记的权限。");
        if (id != 0)
        {
            if (!await registers.UpdateAsync(db, table, columns, row))
            {
                throw new Refusal("register_changed", "在您填写期间有人改动了这条登记，请刷新后再改。") { Status = 409 };
            }
            await trace.AppendAsync(db, new TraceEntry(record, id, "edit"), user);
        }
        else if (requestKey is null || !await registers.HasKeyAsync(db, table, requestKey))
        {
            await trace.AppendAsync(db, new TraceEntry(record, await registers.AddAsync(db, table, columns, row), "create"), user);
        }
    }
}
