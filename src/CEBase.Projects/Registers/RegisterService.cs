namespace CEBase.Projects.Registers;

/// <summary>A research topic on continuing education.</summary>
internal sealed record ResearchTopic
{
    public long Id { get; init; }
    public string Title { get; init; } = "";

    /// <summary>Code of <see cref="RegisterWords.Sources"/>.</summary>
    public string Source { get; init; } = "";

    public string Leader { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public string Result { get; init; } = "";

    /// <summary>What of it is used in running classes.</summary>
    public string Applied { get; init; } = "";

    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>An exchange or a cooperation.</summary>
internal sealed record ExchangeActivity
{
    public long Id { get; init; }

    /// <summary>Code of <see cref="RegisterWords.Exchanges"/>.</summary>
    public string Kind { get; init; } = "";

    public string Title { get; init; } = "";
    public string Partner { get; init; } = "";
    public DateOnly HeldOn { get; init; }
    public string Place { get; init; } = "";
    public int People { get; init; }
    public string Summary { get; init; } = "";
    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>Code lists of the registers.</summary>
internal static class RegisterWords
{
    public static IReadOnlyList<CodeWord> Sources { get; } = [new("mohrss", "人力资源和社会保障部"), new("miit", "工业和信息化部"), new("shaanxi", "陕西省人社厅"), new("school", "学校"), new("own", "基地自设")];

    public static IReadOnlyList<CodeWord> Exchanges { get; } = [new("partner", "合作单位"), new("visit", "走访调研"), new("meeting", "经验交流"), new("joint", "联合办学"), new("academic", "学术活动")];
}

/// <summary>Keeps the registers of research topics, exchanges and partners.</summary>
[RestsOn("NPU:15", How = "登记继续教育研究课题的来源、负责人、成果和在办学中的应用")]
[RestsOn("NPU:22", How = "登记与企业、高校、院所的合作单位和交流活动")]
internal sealed class RegisterService(Trace trace)
{
    public const string TopicRecord = "ResearchTopic";
    public const string ExchangeRecord = "ExchangeActivity";

    public static Task<IReadOnlyList<ResearchTopic>> TopicsAsync(DbScope db) => db.QueryAsync<ResearchTopic>(
        "SELECT id, title, source, leader, starts_on, ends_on, result, applied, file_hash, file_name, version FROM research_topic ORDER BY starts_on DESC, id DESC");

    public static Task<IReadOnlyList<ExchangeActivity>> ExchangesAsync(DbScope db) => db.QueryAsync<ExchangeActivity>(
        "SELECT id, kind, title, partner, held_on, place, people, summary, file_hash, file_name, version FROM exchange_activity ORDER BY held_on DESC, id DESC");

    /// <summary>Adds (id 0) or changes a topic. The same request key again changes nothing.</summary>
    public Task SaveTopicAsync(DbScope db, ResearchTopic topic, string? requestKey, ICurrentUser user)
    {
        Require(topic.Title, nameof(topic.Title), "课题名称", 100);
        Require(topic.Leader, nameof(topic.Leader), "负责人", 50);
        Choose(RegisterWords.Sources, topic.Source, nameof(topic.Source), "来源");
        if (topic.EndsOn < topic.StartsOn)
        {
            throw new Refusal("topic_days", "结题日不能早于立题日。") { Field = nameof(topic.EndsOn) };
        }
        return SaveAsync(db, "research_topic", TopicRecord, topic.Id, requestKey, user,
            """
            INSERT INTO research_topic (request_key, title, source, leader, starts_on, ends_on, result, applied, file_hash, file_name, version)
            VALUES (@RequestKey, @Title, @Source, @Leader, @StartsOn, @EndsOn, @Result, @Applied, @FileHash, @FileName, 1)
            """,
            """
            UPDATE research_topic SET title = @Title, source = @Source, leader = @Leader, starts_on = @StartsOn, ends_on = @EndsOn, result = @Result, applied = @Applied,
              file_hash = CASE WHEN @FileHash = '' THEN file_hash ELSE @FileHash END, file_name = CASE WHEN @FileHash = '' THEN file_name ELSE @FileName END,
              version = version + 1 WHERE id = @Id AND version = @Version
            """,
            new { topic.Id, topic.Version, RequestKey = requestKey, Title = topic.Title.Trim(), topic.Source, Leader = topic.Leader.Trim(), topic.StartsOn, topic.EndsOn, Result = topic.Result.Trim(), Applied = topic.Applied.Trim(), topic.FileHash, topic.FileName });
    }

    /// <summary>Adds (id 0) or changes an exchange. The same request key again changes nothing.</summary>
    public Task SaveExchangeAsync(DbScope db, ExchangeActivity activity, string? requestKey, ICurrentUser user)
    {
        Require(activity.Title, nameof(activity.Title), "活动名称", 100);
        Require(activity.Partner, nameof(activity.Partner), "合作单位", 200);
        Choose(RegisterWords.Exchanges, activity.Kind, nameof(activity.Kind), "类别");
        return SaveAsync(db, "exchange_activity", ExchangeRecord, activity.Id, requestKey, user,
            """
            INSERT INTO exchange_activity (request_key, kind, title, partner, held_on, place, people, summary, file_hash, file_name, version)
            VALUES (@RequestKey, @Kind, @Title, @Partner, @HeldOn, @Place, @People, @Summary, @FileHash, @FileName, 1)
            """,
            """
            UPDATE exchange_activity SET kind = @Kind, title = @Title, partner = @Partner, held_on = @HeldOn, place = @Place, people = @People, summary = @Summary,
              file_hash = CASE WHEN @FileHash = '' THEN file_hash ELSE @FileHash END, file_name = CASE WHEN @FileHash = '' THEN file_name ELSE @FileName END,
              version = version + 1 WHERE id = @Id AND version = @Version
            """,
            new { activity.Id, activity.Version, RequestKey = requestKey, activity.Kind, Title = activity.Title.Trim(), Partner = activity.Partner.Trim(), activity.HeldOn, Place = activity.Place.Trim(), activity.People, Summary = activity.Summary.Trim(), activity.FileHash, activity.FileName });
    }

    private async Task SaveAsync(DbScope db, string table, string record, long id, string? requestKey, ICurrentUser user, string insert, string update, object row)
    {
        if (!user.Has(Permissions.RegistersManage))
        {
            throw new Refusal("not_allowed", "您没有管理研究与交流登记的权限。") { Status = 403 };
        }
        if (id == 0)
        {
            if (requestKey is not null && await db.FirstAsync<long?>($"SELECT id FROM {table} WHERE request_key = @requestKey", new { requestKey }) is not null)
            {
                return;
            }
            id = await db.InsertAsync(insert, row);
            await trace.AppendAsync(db, new TraceEntry(record, id, "create"), user);
        }
        else
        {
            if (await db.ExecuteAsync(update, row) == 0)
            {
                throw new Refusal("register_changed", "在您填写期间有人改动了这条登记，请刷新后再改。") { Status = 409 };
            }
            await trace.AppendAsync(db, new TraceEntry(record, id, "edit"), user);
        }
    }

    private static void Require(string value, string field, string label, int most)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Trim().Length > most)
        {
            throw new Refusal("register_incomplete", $"请填写{label}，最多 {most} 个字。") { Field = field };
        }
    }

    private static void Choose(IReadOnlyList<CodeWord> words, string code, string field, string label)
    {
        if (words.All(w => w.Code != code))
        {
            throw new Refusal("register_choice", $"请选择{label}。") { Field = field };
        }
    }
}
