using System.Text.RegularExpressions;

namespace CEBase.Catalogue.Notices;

/// <summary>Makes and changes notices and pages; publishing is a step of <see cref="NoticeWorkflow"/>.</summary>
internal sealed partial class NoticeService(NoticeRepository notices, IDatabase database, Trace trace, TimeProvider clock)
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "新建", ["edit"] = "修改", ["recipe"] = "由配方建立" };

    /// <summary>Makes a draft and returns its number. The very same text under the same address again is no error: the form was sent twice.</summary>
    public Task<long> CreateAsync(Notice notice, ICurrentUser user, CancellationToken cancel = default) => database.WriteAsync(async db =>
    {
        notice = Checked(notice);
        if (await notices.FindAsync(db, notice.Kind, notice.Slug) is { } there)
        {
            return there.Title == notice.Title && there.Body == notice.Body ? there.Id : throw Taken(there);
        }
        var id = await db.InsertAsync("""
            INSERT INTO notice (kind, slug, title, summary, body, is_pinned, state, updated_at, version)
            VALUES (@Kind, @Slug, @Title, @Summary, @Body, @IsPinned, 'draft', @Now, 1)
            """, Row(notice));
        await trace.AppendAsync(db, new TraceEntry(NoticeWorkflow.RecordType, id, "create"), user);
        return id;
    }, cancel);

    /// <summary>Changes the text; kind stays. Refuses when somebody else saved since <see cref="Notice.Version"/>.</summary>
    public Task UpdateAsync(Notice notice, ICurrentUser user, CancellationToken cancel = default) => database.WriteAsync(async db =>
    {
        var before = await notices.GetAsync(db, notice.Id);
        notice = Checked(notice with { Kind = before.Kind });
        if (before with { Slug = notice.Slug, Title = notice.Title, Summary = notice.Summary, Body = notice.Body, IsPinned = notice.IsPinned } == before)
        {
            return;
        }
        if (await notices.FindAsync(db, before.Kind, notice.Slug) is { } other && other.Id != before.Id)
        {
            throw Taken(other);
        }
        var saved = await db.ExecuteAsync("""
            UPDATE notice SET slug = @Slug, title = @Title, summary = @Summary, body = @Body, is_pinned = @IsPinned, updated_at = @Now, version = version + 1
            WHERE id = @Id AND version = @Version
            """, Row(notice));
        if (saved == 0)
        {
            throw new Refusal("notice_changed", "刚才有人改过这篇内容。请复制您写的文字，刷新后再改。") { Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(NoticeWorkflow.RecordType, notice.Id, "edit"), user);
    }, cancel);

    /// <summary>What makes a text impossible to store.</summary>
    public static Notice Checked(Notice notice)
    {
        notice = notice with { Slug = notice.Slug.Trim().ToLowerInvariant(), Title = notice.Title.Trim(), Summary = notice.Summary.Trim(), Body = notice.Body.Trim().ReplaceLineEndings("\n") };
        Field.Check(notice.Title.Length is > 0 and <= 100, "title_missing", nameof(Notice.Title), "请填写标题，最多 100 个字。");
        Field.Check(SlugForm().IsMatch(notice.Slug), "slug_form", nameof(Notice.Slug), "网址名为 2 到 60 个小写字母、数字或连字符，例如 hours-2026。");
        Field.Check(notice.Summary.Length <= 200, "summary_long", nameof(Notice.Summary), "摘要最多 200 个字。");
        Field.Check(notice.Body.Length is > 0 and <= 50_000, "body_missing", nameof(Notice.Body), "请填写正文，最多 50,000 个字。");
        return notice;
    }

    private object Row(Notice n) => new { n.Id, Kind = n.Kind.ToString(), n.Slug, n.Title, n.Summary, n.Body, n.IsPinned, n.Version, Now = clock.GetUtcNow() };

    private static Refusal Taken(Notice there) => new("slug_taken", $"网址名“{there.Slug}”已经用在《{there.Title}》上，请换一个。") { Field = nameof(Notice.Slug), Status = 409 };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,59}$")]
    private static partial Regex SlugForm();
}
