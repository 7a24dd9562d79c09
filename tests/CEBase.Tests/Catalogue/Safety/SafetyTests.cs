using CEBase.Catalogue;
using CEBase.Catalogue.Safety;

namespace CEBase.Tests.Catalogue.Safety;

public sealed class SafetyTests
{
    private static readonly SafetyItem Open = new() { Code = "fire", Area = "消防", Text = "安全出口完好，路线已说明" };

    [Fact]
    public void An_item_nobody_looked_at_stops_and_one_that_does_not_apply_counts_as_done()
    {
        Assert.Equal((SafetyRule.ItemsOpen, Severity.Block), Only(SafetyRule.CheckChecklist([Open, Open with { Outcome = CheckOutcome.Done }])));
        Assert.Empty(SafetyRule.CheckChecklist([Open with { Outcome = CheckOutcome.Done }, Open with { Outcome = CheckOutcome.NotApplicable, Note = "不外出" }]));
        Assert.Equal((SafetyRule.NoChecklist, Severity.Review), Only(SafetyRule.CheckChecklist([])));
    }

    [Fact]
    public void Without_an_emergency_plan_a_class_is_stopped_without_education_or_handbook_a_reason_is_asked()
    {
        Assert.Empty(SafetyRule.CheckRecords([SafetyKinds.EmergencyPlan, SafetyKinds.Education, SafetyKinds.Handbook]));
        Assert.Equal((SafetyRule.PlanMissing, Severity.Block), Only(SafetyRule.CheckRecords([SafetyKinds.Education, SafetyKinds.Handbook, SafetyKinds.Incident])));
        Assert.Equal((SafetyRule.EducationMissing, Severity.Review), Only(SafetyRule.CheckRecords([SafetyKinds.EmergencyPlan, SafetyKinds.Handbook])));
        Assert.Equal((SafetyRule.HandbookMissing, Severity.Review), Only(SafetyRule.CheckRecords([SafetyKinds.EmergencyPlan, SafetyKinds.Education])));
    }

    [Theory, BothDatabases]
    public async Task A_line_says_who_and_when_not_applicable_says_why_and_an_online_class_has_its_own_items_only(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var course = await bench.CourseAsync();
        var card = await bench.ClassAsync(ClassMaker.Details(bench, course));
        var online = await bench.ClassAsync(ClassMaker.Details(bench, course) with { IsOnline = true, City = "", Venue = "基地直播间" });
        Assert.Equal(["network-platform", "network-data"], (await ItemsAsync(online)).Select(i => i.Code));
        Assert.True((await ItemsAsync(card)).Count >= 8);

        Assert.Equal("safety_reason", (await RefusedAsync(new CheckLine("travel-activities", CheckOutcome.NotApplicable, "", null, " ", 0))).Code);
        Assert.Equal("safety_day", (await RefusedAsync(new CheckLine("fire-exits", CheckOutcome.Done, "", new(2999, 1, 1), "", 0))).Code);
        await CheckAsync(new CheckLine("fire-exits", CheckOutcome.Done, "", null, "", 0));
        var item = (await ItemsAsync(card)).Single(i => i.Code == "fire-exits");
        Assert.Equal((CheckOutcome.Done, "系统", 1), (item.Outcome!.Value, item.CheckedBy, item.Version));
        Assert.NotNull(item.CheckedOn);
        Assert.Equal("safety_changed", (await RefusedAsync(new CheckLine("fire-exits", null, "", null, "", 0))).Code);
        await bench.SecureAsync(online);
        Assert.Empty(SafetyRule.CheckChecklist(await ItemsAsync(online)));

        Task<IReadOnlyList<SafetyItem>> ItemsAsync(ClassCard c) => bench.Database.ReadAsync(s => SafetyItem.OfClassAsync(s, c.Id, c.IsOnline));
        Task<int> CheckAsync(CheckLine line) => bench.RunAsync<SafetyService, int>(desk => bench.Database.WriteAsync(s => desk.CheckAsync(s, card.ClassNo, [line], SystemUser.Instance)));
        Task<Refusal> RefusedAsync(CheckLine line) => Assert.ThrowsAsync<Refusal>(() => CheckAsync(line));
    }

    [Theory, BothDatabases]
    public async Task Records_are_kept_as_they_were_written(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        var incident = new NewSafetyRecord { Kind = SafetyKinds.Incident, Person = "班主任", Body = "一名学员扭伤", Detail = "送校医院处置", People = 1, RequestKey = "k1" };
        var id = await AddAsync(incident);
        Assert.Equal(id, await AddAsync(incident));
        Assert.Equal("safety_person", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(incident with { Person = "", RequestKey = null }))).Code);
        Assert.Equal("safety_body", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(incident with { Body = "", RequestKey = null }))).Code);
        Assert.Equal("safety_day", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(incident with { Day = new(2999, 1, 1), RequestKey = null }))).Code);
        Assert.Single(await bench.Database.ReadAsync(s => SafetyRecord.OfClassAsync(s, card.Id)));
        await Assert.ThrowsAnyAsync<Exception>(() => bench.Database.WriteAsync(s => s.ExecuteAsync("DELETE FROM safety_record WHERE id = @id", new { id })));

        Task<long> AddAsync(NewSafetyRecord record) => bench.RunAsync<SafetyService, long>(desk => bench.Database.WriteAsync(s => desk.AddAsync(s, card.ClassNo, record, null, SystemUser.Instance)));
    }

    private static (string, Severity) Only(IEnumerable<Finding> findings) => findings.Select(f => (f.Rule, f.Severity)).Single();
}
