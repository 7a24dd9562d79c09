using CEBase.Projects;
using CEBase.Projects.Drafting;
using CEBase.Projects.Parts;
using CEBase.Projects.Plans;
using CEBase.Projects.Prices;
using CEBase.Projects.Units;
using CEBase.Regulations.PolicyMap;
using OfficeOpenXml;

namespace CEBase.Tests.Projects;

public sealed class ProjectServiceTests
{
    private static Task UpdateAsync(Bench bench, string number, ProjectDetails details, int? version = null) =>
        bench.RunAsync<IProjectPlanner>(planner => bench.Database.WriteAsync(s => planner.UpdateAsync(s, number, details, version, SystemUser.Instance)));

    private static async Task<string[]> StopsAsync(Bench bench, long id, string step = "submit") =>
        [.. (await bench.ProjectStepAsync(id, step)).Findings.Where(f => f.Severity == Severity.Block).Select(f => f.Rule)];

    [Theory, BothDatabases]
    public async Task An_approved_project_is_changed_only_after_it_was_revised(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var details = await bench.ProjectDetailsAsync();
        var card = await bench.ApprovedProjectAsync(details);

        Assert.Equal("project_fixed", (await Assert.ThrowsAsync<Refusal>(() => UpdateAsync(bench, card.Number, details with { Headcount = 50 }))).Code);
        await bench.ProjectStepAsync(card.Id, "revise");
        await UpdateAsync(bench, card.Number, details with { Headcount = 50 });
        Assert.Equal(50, (await bench.ProjectAsync(card.Id))!.Headcount);

        var fixedFunding = await Assert.ThrowsAsync<Refusal>(() => UpdateAsync(bench, card.Number, details with { Funding = FundingMode.BaseGrant, Fee = Money.Zero }));
        Assert.Equal("funding_fixed", fixedFunding.Code);
    }

    [Theory, BothDatabases]
    public async Task Saving_over_what_somebody_else_saved_is_refused(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var details = await bench.ProjectDetailsAsync();
        var card = await bench.ProjectAsync(details);
        await UpdateAsync(bench, card.Number, details with { Headcount = 41 }, 1);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => UpdateAsync(bench, card.Number, details with { Headcount = 42 }, 1));
        Assert.Equal(("project_changed", 409), (refusal.Code, refusal.Status));
    }

    [Theory, BothDatabases]
    public async Task Each_missing_piece_stops_the_submission(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var sound = await bench.ProjectDetailsAsync();
        foreach (var (details, rule) in new[]
        {
            (sound with { Intake = null }, "intake.unanswered"), (sound with { Intake = ["degree-only"] }, "intake.other-department"), (sound with { Intake = ["foreign"] }, "outside.foreign-approval-missing"),
            (sound with { Intake = ["other-region"] }, "outside.region-approval-missing"), (sound with { Intake = ["partner"] }, "partner.not-listed"), (sound with { Intake = ["purchase"] }, "purchase.not-listed"),
            (sound with { PriceId = null }, "price.missing"), (sound with { Fee = Money.FromYuan(5001) }, "price.above"), (sound with { Funding = FundingMode.Fiscal }, "funding.fiscal-with-fee"),
            (sound with { Name = "企业总裁研修班" }, "name.banned-word"), (sound with { StartsOn = bench.Clock.Today().AddDays(-1) }, "lead.after-start"),
        })
        {
            Assert.Equal([rule], await StopsAsync(bench, (await bench.ProjectAsync(details)).Id));
        }
        Assert.Empty(await StopsAsync(bench, (await bench.ProjectAsync(sound)).Id));
    }

    [Theory, BothDatabases]
    public async Task A_unit_stopped_while_a_project_waits_stops_the_approval_until_it_is_resumed(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var card = await bench.ProjectAsync(await bench.ProjectDetailsAsync());
        await bench.ProjectStepAsync(card.Id, "submit");
        await bench.ProjectStepAsync(card.Id, "unit-pass");
        var unit = await bench.UnitAsync();
        await bench.RunAsync<UnitService>(units => bench.Database.WriteAsync(s => units.OrderAsync(s, unit, new UnitOrder { Reason = "乱收费", Deadline = bench.Clock.Today().AddDays(10), Stops = true }, SystemUser.Instance)));

        Assert.Equal(["unit.suspended"], await StopsAsync(bench, card.Id, "approve"));
        Assert.True((await bench.ProjectAsync(card.Id))!.IsUnitSuspended);
        var order = Assert.Single(await bench.Database.ReadAsync(s => new UnitRepository().OrdersAsync(s, unit)));
        await bench.RunAsync<UnitService>(units => bench.Database.WriteAsync(s => units.CloseOrderAsync(s, unit, order.Id, "已退费", SystemUser.Instance)));
        Assert.True((await bench.ProjectStepAsync(card.Id, "approve")).Taken);
    }

    [Theory, BothDatabases]
    public async Task A_unit_stays_stopped_while_one_order_that_stops_it_is_open(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var unit = await bench.UnitAsync();
        Task Act(Func<UnitService, DbScope, Task> act) => bench.RunAsync<UnitService>(units => bench.Database.WriteAsync(s => act(units, s)));
        await Act((u, s) => u.OrderAsync(s, unit, new UnitOrder { Reason = "限期整改", Deadline = bench.Clock.Today() }, SystemUser.Instance));
        Assert.False((await bench.Database.ReadAsync(s => new UnitRepository().FindAsync(s, unit)))!.IsSuspended);
        await Act((u, s) => u.OrderAsync(s, unit, new UnitOrder { Reason = "停办", Deadline = bench.Clock.Today(), Stops = true }, SystemUser.Instance));
        await Act((u, s) => u.CloseOrderAsync(s, unit, 1, "完成", SystemUser.Instance));
        Assert.True((await bench.Database.ReadAsync(s => new UnitRepository().FindAsync(s, unit)))!.IsSuspended);
        await Act((u, s) => u.CloseOrderAsync(s, unit, 2, "完成", SystemUser.Instance));
        Assert.False((await bench.Database.ReadAsync(s => new UnitRepository().FindAsync(s, unit)))!.IsSuspended);
    }

    [Theory, BothDatabases]
    public async Task Another_run_is_a_new_draft_without_number_days_ahead_and_questions_open(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var card = await bench.ApprovedProjectAsync();
        var key = "again";
        Task<ProjectCard> Repeat() => bench.RunAsync<ProjectService, ProjectCard>(p => bench.Database.WriteAsync(s => p.RepeatAsync(s, card.Number, key, SystemUser.Instance)));

        var next = await Repeat();

        Assert.Equal((ProjectStates.Draft, null, card.Name), (next.State, next.ApprovalNo, next.Name));
        Assert.Equal(card.StartsOn.AddDays(364), next.StartsOn);
        Assert.Equal(card.StartsOn.DayOfWeek, next.StartsOn.DayOfWeek);
        Assert.Equal(["intake.unanswered"], await StopsAsync(bench, next.Id));
        Assert.Equal(next.Id, (await Repeat()).Id);
    }

    [Theory, BothDatabases]
    public async Task Shares_partners_and_purchases_are_kept_until_the_project_is_submitted(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var card = await bench.ProjectAsync(await bench.ProjectDetailsAsync());
        var other = await bench.UnitAsync("航空学院");
        Task Act(Func<ProjectParts, DbScope, Task> act) => bench.RunAsync<ProjectParts>(parts => bench.Database.WriteAsync(s => act(parts, s)));
        await Act((p, s) => p.SetShareAsync(s, card.Number, other, 4000, SystemUser.Instance));
        Assert.Equal(["shares.lead-missing", "shares.total"], await StopsAsync(bench, card.Id));
        await Act((p, s) => p.SetShareAsync(s, card.Number, card.UnitId, 6000, SystemUser.Instance));
        await Act((p, s) => p.SavePartnerAsync(s, card.Number, new Partner { Name = "公司", Work = "设备", CreditCode = "9161 0100 M000 100Y 43".Replace(" ", ""), CheckedOn = bench.Clock.Today(), CheckResult = "好", IsDeclared = true }, SystemUser.Instance));
        Assert.Equal("credit_code_length", (await Assert.ThrowsAsync<Refusal>(() => Act((p, s) => p.SavePartnerAsync(s, card.Number, new Partner { Name = "甲", Work = "乙", CreditCode = "123" }, SystemUser.Instance)))).Code);
        await Act((p, s) => p.SavePurchaseAsync(s, card.Number, new Purchase { Name = "软件", Amount = Money.FromYuan(1), ApprovalNo = "采1" }, SystemUser.Instance));
        Assert.Empty(await StopsAsync(bench, card.Id));
        Assert.Equal("project_fixed", (await Assert.ThrowsAsync<Refusal>(() => Act((p, s) => p.SetShareAsync(s, card.Number, other, 0, SystemUser.Instance)))).Code);
    }

    [Theory, BothDatabases]
    public async Task A_plan_is_filed_amended_and_filed_again_and_carries_its_projects(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var unit = await bench.UnitAsync();
        Task<T> Plan<T>(Func<PlanService, DbScope, Task<T>> act) => bench.RunAsync<PlanService, T>(plans => bench.Database.WriteAsync(s => act(plans, s)));
        Task<StepOutcome> Step(long id, string step) => bench.RunAsync<WorkflowEngine, StepOutcome>(e => e.TakeAsync(new StepRequest(AnnualPlan.RecordType, id, step) { Comment = "理由", PassReviews = true }, SystemUser.Instance));
        var id = await Plan((p, s) => p.StartAsync(s, 2026, unit, SystemUser.Instance));
        Assert.Equal(id, await Plan((p, s) => p.StartAsync(s, 2026, unit, SystemUser.Instance)));
        Assert.False((await Step(id, "submit")).Taken);
        var item = new PlanItem { Name = "工业人工智能班", Month = 5, Headcount = 40, Hours = StudyHours.FromHours(8), Budget = Money.FromYuan(100) };
        await Plan(async (p, s) => { await p.SaveItemAsync(s, id, item, SystemUser.Instance); return 0; });
        foreach (var step in new[] { "submit", "unit-pass", "file" })
        {
            Assert.True((await Step(id, step)).Taken, step);
        }
        Assert.Equal("plan_fixed", (await Assert.ThrowsAsync<Refusal>(() => Plan(async (p, s) => { await p.SaveItemAsync(s, id, item, SystemUser.Instance); return 0; }))).Code);
        var planned = Assert.Single(await bench.Database.ReadAsync(s => new PlanRepository().ItemsAsync(s, id)));
        Assert.True(planned.IsFiled);
        var card = await bench.ProjectAsync(await bench.ProjectDetailsAsync() with { PlanItemId = planned.Id });
        Assert.DoesNotContain((await bench.ProjectStepAsync(card.Id, "submit")).Findings, f => f.Rule.StartsWith("plan.", StringComparison.Ordinal));

        foreach (var step in new[] { "amend", "submit", "unit-pass", "file" })
        {
            Assert.True((await Step(id, step)).Taken, step);
        }
        Assert.Equal((2, bench.Clock.Today()), await bench.Database.ReadAsync(async s => (await new PlanRepository().FindAsync(s, id)) is { } p ? (p.Revision, p.FiledOn!.Value) : default));
    }

    [Fact]
    public async Task The_workbook_of_a_plan_adds_up_by_formulas()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var items = new[]
        {
            new PlanItem { Name = "甲", Month = 3, Runs = 2, Headcount = 80, Hours = StudyHours.FromHours(24), Budget = Money.FromYuan(1000.5m) },
            new PlanItem { Name = "乙", Month = 5, Runs = 1, Headcount = 40, Hours = StudyHours.FromHours(32), Budget = Money.FromYuan(2000) },
        };
        using var package = new ExcelPackage(new MemoryStream(PlanExport.Write(new AnnualPlan { Year = 2026, UnitName = "航空学院" }, items, "已备案", bench.Clock.Today())));
        var sheet = package.Workbook.Worksheets[0];
        Assert.Equal(("SUM(G4:G5)", "SUM(I4:I5)"), (sheet.Cells["G6"].Formula, sheet.Cells["I6"].Formula));
        package.Workbook.Calculate();
        Assert.Equal((3d, 120d, 3000.5d), (sheet.Cells["F6"].GetValue<double>(), sheet.Cells["G6"].GetValue<double>(), sheet.Cells["I6"].GetValue<double>()));
    }

    [Theory, BothDatabases]
    public async Task Prices_hold_from_day_to_day_and_one_filing_number_is_one_price(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await bench.PriceAsync();
        await bench.RunAsync<PriceService>(p => bench.Database.WriteAsync(s => p.EndAsync(s, id, new DateOnly(2026, 5, 31), SystemUser.Instance)));
        Task<IReadOnlyList<PriceCard>> On(DateOnly day) => bench.RunAsync<IPriceDirectory, IReadOnlyList<PriceCard>>(b => bench.Database.ReadAsync(s => b.OnAsync(s, day)));
        Assert.Single(await On(new(2026, 5, 31)));
        Assert.Empty(await On(new(2026, 6, 1)));
        Assert.Empty(await On(new(2019, 12, 31)));
        var twin = await Assert.ThrowsAsync<Refusal>(() => bench.RunAsync<PriceService>(p => bench.Database.WriteAsync(s => p.CreateAsync(s,
            new ApprovedPrice { Name = "别的", Basis = "依据", FilingNo = "价备〔2020〕1号", HoldsFrom = new(2026, 1, 1) }, null, SystemUser.Instance))));
        Assert.Equal("price_filing_taken", twin.Code);
    }

    [Theory, BothDatabases]
    public async Task The_sample_projects_say_what_the_sample_classes_say_and_their_numbers_run_on(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu", "demo");
        var differ = await bench.Database.ReadAsync(s => s.QueryAsync<string>("""
            SELECT c.class_no FROM training_class c JOIN project p ON p.id = c.project_id
            WHERE p.number = 'P' || c.class_no AND (p.name <> c.name OR p.starts_on <> c.starts_on OR p.ends_on <> c.ends_on OR p.fee <> c.fee OR p.headcount <> c.capacity OR p.audience <> c.audience
              OR p.hours <> c.hours OR p.funding <> c.funding OR p.form <> c.form OR p.task <> c.task OR p.city <> c.city OR coalesce(p.approval_no, '') <> coalesce(c.approval_no, ''))
            """));
        Assert.Empty(differ);
        Assert.Equal(26, await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(*) FROM training_class c JOIN project p ON p.id = c.project_id AND p.number = 'P' || c.class_no")));
        Assert.Equal(0, await bench.Database.ReadAsync(s => s.ScalarAsync<int>(
            "SELECT count(*) FROM training_class c JOIN project p ON p.id = c.project_id WHERE c.state NOT IN ('draft', 'planned') AND p.approval_no IS NULL")));
        Assert.Equal(6, await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(DISTINCT state) FROM project")));
        Assert.Equal("P2026-032", (await bench.ProjectAsync(await bench.ProjectDetailsAsync())).Number);
        await bench.RecipeAsync("demo");
        Assert.Equal(32, await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(*) FROM project")));
    }

    [Fact]
    public async Task The_policy_map_shows_the_duties_of_projects_carried()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var lines = (await bench.RunAsync<PolicyMapReader, IReadOnlyList<MapLine>>(map => bench.Database.ReadAsync(map.ReadAsync))).ToDictionary(l => l.Citation.ToString());
        foreach (var article in new[]
        {
            "NPU:4", "NPU:4(a)", "NPU:5", "NPU:15", "NPU:16", "NPU:22", "BJTU:1", "BJTU:1(a)", "BJTU:2", "BJTU:4", "BJTU:4(1-7)", "BJTU:5", "BJTU:5(a)", "BJTU:7", "BJTU:8", "BJTU:20", "BJTU:35", "BJTU:37",
            "BJTU:41", "BJTU:44", "BJTU:45", "MOE23:9", "MOE23:13", "MOE23:22", "MOE23:names", "MOHRSS22-25:banned-words", "MOHRSS22-25:promises",
        })
        {
            Assert.True(lines[article].Carriers.Count > 0, article);
        }
    }
}
