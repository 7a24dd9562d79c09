using CEBase.Catalogue;
using CEBase.Catalogue.Teaching;
using CataloguePermissions = CEBase.Catalogue.Permissions;

namespace CEBase.Tests.Catalogue.Teaching;

public sealed class TeachingPlanTests
{
    private static readonly LessonInfo Monday = new() { Id = 1, Day = new(2026, 5, 11), StartsAt = new(8, 30), EndsAt = new(12, 0), Hours = StudyHours.FromHours(4), Topic = "热处理", InstructorId = 3 };
    private static readonly LessonInfo Tuesday = Monday with { Id = 2, Day = new(2026, 5, 12), Topic = "无损检测" };

    private static PlanLesson Planned(LessonInfo card) => new PlanLesson { Objectives = "目标", Outline = "提纲", Method = "讲授", Assessment = "测验" }.On(card);

    private static (string, Severity)[] Of(IEnumerable<Finding> findings) => [.. findings.Select(f => (f.Rule, f.Severity))];

    [Fact]
    public void Without_a_filed_plan_a_class_is_stopped()
    {
        Assert.Equal([(TeachingPlanRule.Missing, Severity.Block)], Of(TeachingPlanRule.Check(null, [Monday])));
        Assert.Empty(TeachingPlanRule.Check([Planned(Monday), Planned(Tuesday)], [Monday, Tuesday]));
    }

    [Fact]
    public void A_session_the_plan_does_not_cover_stops_and_one_that_changed_asks_for_a_reason()
    {
        Assert.Equal([(TeachingPlanRule.NotCovered, Severity.Block)], Of(TeachingPlanRule.Check([Planned(Monday)], [Monday, Tuesday])));
        Assert.Equal([(TeachingPlanRule.Changed, Severity.Review)], Of(TeachingPlanRule.Check([Planned(Monday)], [Monday with { StartsAt = new(9, 0) }])));
        Assert.Equal([(TeachingPlanRule.Changed, Severity.Review)], Of(TeachingPlanRule.Check([Planned(Monday)], [Monday with { InstructorId = 4 }])));
        Assert.Equal([(TeachingPlanRule.Changed, Severity.Review)], Of(TeachingPlanRule.Check([Planned(Monday), Planned(Tuesday)], [Monday])));
        Assert.Empty(TeachingPlanRule.Check([Planned(Monday)], [Monday with { Room = "另一间" }]));
    }

    [Fact]
    public void A_draft_without_assessment_or_objectives_cannot_be_filed()
    {
        var plan = new TeachingPlan { Objectives = "目标" };
        Assert.Empty(TeachingPlanRule.CheckFiling(plan, [Planned(Monday)], [Monday]));
        Assert.Contains("考核方式", Assert.Single(TeachingPlanRule.CheckFiling(plan, [Planned(Monday) with { Assessment = " " }], [Monday])).Sentence);
        Assert.Equal([(TeachingPlanRule.ObjectivesMissing, Severity.Block)], Of(TeachingPlanRule.CheckFiling(plan with { Objectives = "" }, [Planned(Monday)], [Monday])));
        Assert.Equal([(TeachingPlanRule.NotCovered, Severity.Block)], Of(TeachingPlanRule.CheckFiling(plan, [Planned(Monday)], [Monday, Tuesday])));
        Assert.Equal([(TeachingPlanRule.Empty, Severity.Block)], Of(TeachingPlanRule.CheckFiling(plan, [], [])));
    }

    [Theory, BothDatabases]
    public async Task A_draft_comes_filled_in_from_course_and_timetable_and_a_filed_version_never_changes(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        var sessionId = await bench.SaveAsync(ClassMaker.Session(card, await bench.InstructorAsync()));
        var first = await bench.FilePlanAsync(card);
        Assert.Equal((1, TeachingPlan.Filed, "系统"), (first.Number, first.State, first.FiledByName));
        Assert.Equal(bench.Clock.GetUtcNow().ToUnixTimeSeconds(), first.FiledAt!.Value.ToUnixTimeSeconds());
        var line = Assert.Single(await bench.Database.ReadAsync(s => TeachingPlan.SessionsAsync(s, first.Id)));
        Assert.Equal((sessionId, "特征工程", "随堂测验"), (line.SessionId, line.Topic, line.Assessment));
        Assert.NotEmpty(line.Objectives);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => bench.RunAsync<TeachingPlanService>(desk =>
            bench.Database.WriteAsync(s => desk.SaveAsync(s, card.ClassNo, first.Version, "改写", [], "", "", SystemUser.Instance))));
        Assert.Equal("plan_filed", refusal.Code);

        var second = await bench.FilePlanAsync(card);
        Assert.Equal((2, TeachingPlan.Filed), (second.Number, second.State));
        var before = (await bench.Database.ReadAsync(s => TeachingPlan.FindAsync(s, first.Id)))!;
        Assert.Equal((TeachingPlan.Superseded, first.Objectives, first.FiledAt), (before.State, before.Objectives, before.FiledAt));
        Assert.Equal(line, Assert.Single(await bench.Database.ReadAsync(s => TeachingPlan.SessionsAsync(s, first.Id))));
    }

    [Theory, BothDatabases]
    public async Task Two_people_at_one_draft_do_not_overwrite_each_other(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        await bench.SaveAsync(ClassMaker.Session(card, await bench.InstructorAsync()));
        await bench.RunAsync<TeachingPlanService>(async desk =>
        {
            var draft = await bench.Database.WriteAsync(s => desk.DraftAsync(s, card.ClassNo, SystemUser.Instance));
            Assert.Equal(draft.Id, (await bench.Database.WriteAsync(s => desk.DraftAsync(s, card.ClassNo, SystemUser.Instance))).Id);
            await bench.Database.WriteAsync(s => desk.SaveAsync(s, card.ClassNo, draft.Version, "甲", [], "", "", SystemUser.Instance));
            var refusal = await Assert.ThrowsAsync<Refusal>(() => bench.Database.WriteAsync(s => desk.SaveAsync(s, card.ClassNo, draft.Version, "乙", [], "", "", SystemUser.Instance)));
            Assert.Equal("plan_changed", refusal.Code);
        });
    }

    [Fact]
    public async Task An_adviser_files_the_plan_of_the_own_class_and_of_no_other()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        await bench.SaveAsync(ClassMaker.Session(card, await bench.InstructorAsync()));
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET adviser_id = 7 WHERE id = @Id", new { card.Id }));
        await bench.FilePlanAsync(card, new TestUser(7, CataloguePermissions.ManageOwn, CataloguePermissions.TeachingManage));
        Assert.Equal("not_yours", (await DraftAsync(new TestUser(8, CataloguePermissions.ManageOwn, CataloguePermissions.TeachingManage))).Code);
        Assert.Equal("not_allowed", (await DraftAsync(new TestUser(7, CataloguePermissions.ManageOwn))).Code);

        Task<Refusal> DraftAsync(ICurrentUser user) => Assert.ThrowsAsync<Refusal>(() =>
            bench.RunAsync<TeachingPlanService>(desk => bench.Database.WriteAsync(s => desk.DraftAsync(s, card.ClassNo, user))));
    }

    [Fact]
    public async Task A_change_of_the_timetable_after_filing_shows_at_the_gate_and_filing_again_clears_it()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        var teacher = await bench.InstructorAsync();
        var id = await bench.SaveAsync(ClassMaker.Session(card, teacher));
        await bench.FilePlanAsync(card);
        Assert.Empty(await GateAsync());
        await bench.SaveAsync(ClassMaker.Session(card, teacher, topic: "特征选择") with { Id = id });
        Assert.Equal([(TeachingPlanRule.Changed, Severity.Review)], Of(await GateAsync()));
        await bench.FilePlanAsync(card);
        Assert.Empty(await GateAsync());

        Task<IReadOnlyList<Finding>> GateAsync() => bench.RunAsync<IClassDirectory, IReadOnlyList<Finding>>(classes => bench.Database.ReadAsync(s => TeachingPlanGate.OfAsync(s, card.Id, classes)));
    }
}
