using CEBase.Catalogue;
using CEBase.Catalogue.Notices;

namespace CEBase.Tests.Catalogue;

public sealed class NoticeTests
{
    private static readonly TestUser Editor = new(5, "Notices.Manage");

    private static Notice Text(string slug = "open-day", string body = "正文。") => new() { Slug = slug, Title = "开放日通知", Body = body };

    private static Task<long> Create(Bench bench, Notice notice) => bench.RunAsync<NoticeService, long>(desk => desk.CreateAsync(notice, Editor));

    private static Task<StepOutcome> Take(Bench bench, long id, string step, string? comment = null) =>
        bench.RunAsync<WorkflowEngine, StepOutcome>(engine => engine.TakeAsync(new StepRequest(NoticeWorkflow.RecordType, id, step) { Comment = comment }, Editor));

    private static Task<IReadOnlyList<NoticeCard>> Latest(Bench bench) =>
        bench.Database.ReadAsync(s => bench.Services.GetRequiredService<INoticeDirectory>().LatestAsync(s, 10));

    [Theory, BothDatabases]
    public async Task The_public_sees_a_notice_from_publishing_until_it_is_withdrawn(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var id = await Create(bench, Text());
        Assert.Empty(await Latest(bench));

        Assert.True((await Take(bench, id, "publish")).Taken);
        var card = Assert.Single(await Latest(bench));
        Assert.Equal(("open-day", bench.Clock.Today()), (card.Slug, card.PublishedOn));

        Assert.False((await Take(bench, id, "withdraw")).Taken);
        Assert.True((await Take(bench, id, "withdraw", "日期有误")).Taken);
        Assert.Empty(await Latest(bench));
    }

    [Theory, BothDatabases]
    public async Task Publishing_a_text_with_a_banned_word_asks_for_a_reason(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var id = await Create(bench, Text(body: "本班考试包过。"));

        var outcome = await Take(bench, id, "publish");

        Assert.False(outcome.Taken);
        Assert.Equal(PublicityRule.BannedWord, Assert.Single(outcome.Findings).Rule);
        Assert.Contains("包过", outcome.Findings[0].Sentence);
    }

    [Theory, BothDatabases]
    public async Task Sending_the_form_twice_makes_one_notice_and_another_text_under_the_address_is_refused(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        Assert.Equal(await Create(bench, Text()), await Create(bench, Text()));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Create(bench, Text(body: "别的正文。")));

        Assert.Equal(("slug_taken", "Slug"), (refusal.Code, refusal.Field));
    }

    [Theory, BothDatabases]
    public async Task Saving_over_what_somebody_else_saved_is_refused(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await Create(bench, Text());
        await bench.RunAsync<NoticeService>(desk => desk.UpdateAsync(Text(body: "甲改的。") with { Id = id, Version = 1 }, Editor));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => bench.RunAsync<NoticeService>(desk => desk.UpdateAsync(Text(body: "乙改的。") with { Id = id, Version = 1 }, Editor)));

        Assert.Equal("notice_changed", refusal.Code);
        Assert.Equal("甲改的。", (await bench.Database.ReadAsync(s => NoticeService.GetAsync(s, id))).Body);
    }

    [Theory, BothDatabases]
    public async Task The_recipes_bring_pages_and_notices_once(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        await bench.RecipeAsync("npu");

        foreach (var slug in new[] { "about", "enrolment", "faq" })
        {
            Assert.NotNull(await bench.Database.ReadAsync(s => NoticeDirectory.PublishedAsync(s, NoticeKind.Page, slug)));
        }
        Assert.Equal(3, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM notice")));
        Assert.Empty(await Latest(bench));
    }

    [Fact]
    public void The_sample_notices_are_well_formed()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Recipes, "demo", "notices"), "*.md"))
        {
            var (notice, _) = NoticesStep.Read(File.ReadAllText(file), file, NoticeKind.Notice, Path.GetFileNameWithoutExtension(file));
            Assert.NotEmpty(notice.Title);
        }
    }

    [Theory]
    [InlineData("没有项目的正文", "---")]
    [InlineData("---\ntitel: 甲\n---\n正文", "titel")]
    [InlineData("---\ntitle: 甲\npinned: yes\n---\n正文", "pinned")]
    [InlineData("---\ntitle: 甲\ndaysAgo: soon\n---\n正文", "daysAgo")]
    [InlineData("---\nsummary: 乙\n---\n正文", "Title")]
    [InlineData("---\ntitle: 甲\n---\n", "Body")]
    public void A_malformed_file_is_refused_naming_file_and_key(string text, string key)
    {
        var refused = Assert.Throws<RecipeException>(() => NoticesStep.Read(text, "npu/pages/x.md", NoticeKind.Page, "some-page"));
        Assert.Contains("npu/pages/x.md", refused.Message);
        Assert.Contains(key, refused.Message);
    }

    [Theory]
    [InlineData("", "Title")]
    [InlineData("Slug!", "Slug")]
    public void A_text_that_cannot_be_stored_is_refused_at_its_field(string what, string field)
    {
        var notice = field == "Title" ? Text() with { Title = what } : Text(what);
        Assert.Equal(field, Assert.Throws<Refusal>(() => NoticeService.Checked(notice)).Field);
    }
}
