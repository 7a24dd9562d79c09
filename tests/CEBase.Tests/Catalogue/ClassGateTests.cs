using CEBase.Catalogue;
using CEBase.Catalogue.Classes;
using CEBase.Projects;
using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Catalogue;

/// <summary>Every gate of opening and starting, tried with its piece missing and nothing else.</summary>
public sealed class ClassGateTests
{
    private const string Planned = "plan_id IN (SELECT id FROM teaching_plan WHERE class_id = @ClassId)";
    private const string Instructors = $"UPDATE class_session SET instructor_id = NULL WHERE class_id = @ClassId; UPDATE teaching_plan_session SET instructor_id = NULL WHERE {Planned}";

    /// <summary>What is taken away from a complete class, and the one rule that must speak.</summary>
    public static TheoryData<string, FundingMode, string, string> MissingAtOpen { get; } = new()
    {
        { "project.missing", FundingMode.Open, "UPDATE training_class SET project_id = NULL, approval_no = NULL WHERE id = @ClassId", "open" },
        { "project.not-approved", FundingMode.Open, "UPDATE project SET state = 'draft' WHERE id = @ProjectId", "open" },
        { "project.number-missing", FundingMode.Open, "UPDATE training_class SET approval_no = NULL WHERE id = @ClassId", "open" },
        { "project.unit-suspended", FundingMode.Open, "UPDATE owning_unit SET is_suspended = TRUE WHERE id = (SELECT unit_id FROM project WHERE id = @ProjectId)", "open" },
        { "terms.name", FundingMode.Open, "UPDATE project SET name = '别的班' WHERE id = @ProjectId", "open" },
        { "terms.dates", FundingMode.Open, "UPDATE project SET ends_on = '2026-05-30' WHERE id = @ProjectId", "open" },
        { "terms.fee", FundingMode.Open, "UPDATE project SET fee = 70000 WHERE id = @ProjectId", "open" },
        { "terms.seats", FundingMode.Open, "UPDATE project SET headcount = 39 WHERE id = @ProjectId", "open" },
        { "terms.audience", FundingMode.Open, "UPDATE project SET audience = '别人' WHERE id = @ProjectId", "open" },
        { "promotion.missing", FundingMode.Open, "DELETE FROM promotion WHERE project_id = @ProjectId", "open" },
        { "promotion.not-approved", FundingMode.Open, "UPDATE promotion SET state = 'draft' WHERE project_id = @ProjectId", "open" },
        { "contract.missing", FundingMode.Commissioned, "UPDATE contract SET state = 'ended' WHERE project_id = @ProjectId", "open" },
        { "price.missing", FundingMode.Open, "UPDATE project SET price_id = NULL WHERE id = @ProjectId", "open" },
        { "price.not-in-force", FundingMode.Open, "UPDATE approved_price SET holds_until = '2026-03-01'", "open" },
        { "price.above", FundingMode.Open, "UPDATE approved_price SET amount = 100", "open" },
        { "funding.fiscal-with-fee", FundingMode.Open, "UPDATE training_class SET funding = 'Fiscal' WHERE id = @ClassId; UPDATE project SET funding = 'Fiscal' WHERE id = @ProjectId", "open" },
        { "funding.client-missing", FundingMode.Commissioned, "UPDATE training_class SET client = '' WHERE id = @ClassId", "open" },
        { "timetable.empty", FundingMode.Open, $"DELETE FROM class_session WHERE class_id = @ClassId; DELETE FROM teaching_plan_session WHERE {Planned}", "open" },
        { "timetable.instructor-missing", FundingMode.Open, Instructors, "open" },
        { "dates.enrolment-past", FundingMode.Open, "UPDATE training_class SET enrol_from = '2026-03-01', enrol_until = '2026-03-10' WHERE id = @ClassId", "open" },
        { "quota.over-capacity", FundingMode.Open, "INSERT INTO seat_quota (class_id, label, employer, seats) VALUES (@ClassId, '甲', '甲单位', 41)", "open" },
        { "contract.amend-dates", FundingMode.Commissioned, "UPDATE contract SET ends_on = '2026-05-30' WHERE project_id = @ProjectId", "ready" },
        { "contract.amend-headcount", FundingMode.Commissioned, "UPDATE contract SET headcount = 41 WHERE project_id = @ProjectId", "ready" },
        { "contract.amend-dates", FundingMode.Commissioned, "UPDATE contract SET ends_on = '2026-05-30' WHERE project_id = @ProjectId", "start" },
        { "contract.unsigned", FundingMode.Commissioned, "UPDATE contract SET state = 'cleared' WHERE project_id = @ProjectId", "start" },
        { "contract.signed-late", FundingMode.Commissioned, "UPDATE contract SET signed_on = starts_on WHERE project_id = @ProjectId", "start" },
        { "project.not-approved", FundingMode.Open, "UPDATE project SET state = 'draft' WHERE id = @ProjectId", "start" },
        { "terms.name", FundingMode.Open, "UPDATE training_class SET name = '改了名的班' WHERE id = @ClassId", "start" },
        { "preparation.adviser-missing", FundingMode.Open, "UPDATE training_class SET adviser_id = NULL WHERE id = @ClassId", "start" },
        { "preparation.syllabus-missing", FundingMode.Open, "UPDATE training_class SET syllabus = '' WHERE id = @ClassId", "start" },
        { "preparation.materials-missing", FundingMode.Open, "UPDATE training_class SET materials = '' WHERE id = @ClassId", "start" },
        { "preparation.board-missing", FundingMode.Open, "UPDATE training_class SET board = '' WHERE id = @ClassId", "start" },
        { "preparation.lodging-missing", FundingMode.Open, "UPDATE training_class SET lodging = '' WHERE id = @ClassId", "start" },
        { "timetable.instructor-missing", FundingMode.Open, Instructors, "start" },
        { "teaching-plan.missing", FundingMode.Open, "UPDATE teaching_plan SET state = 'superseded' WHERE class_id = @ClassId", "open" },
        { "teaching-plan.not-covered", FundingMode.Open, $"DELETE FROM teaching_plan_session WHERE {Planned}", "open" },
        { "teaching-plan.changed", FundingMode.Open, $"UPDATE teaching_plan_session SET topic = '另一题' WHERE {Planned}", "open" },
        { "teaching-plan.missing", FundingMode.Open, "UPDATE teaching_plan SET state = 'superseded' WHERE class_id = @ClassId", "start" },
        { "materials.none", FundingMode.Open, "UPDATE teaching_material SET is_retired = TRUE", "open" },
        { "materials.review-due", FundingMode.Open, "UPDATE teaching_material SET reviewed_on = '2020-01-01'", "start" },
        { "safety.items-open", FundingMode.Open, "DELETE FROM safety_check WHERE class_id = @ClassId AND item = 'fire-exits'", "start" },
    };

    [Theory, MemberData(nameof(MissingAtOpen))]
    public async Task A_complete_class_that_loses_one_piece_hears_of_that_piece_only(string rule, FundingMode funding, string loses, string step)
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var story = ClassStory.Of(bench);
        var card = await story.CompleteAsync(funding);
        await story.AdvanceAsync(card, [.. ((string[])["plan", "open", "ready"]).TakeWhile(s => s != step)]);
        var before = await RulesAsync(bench, card.Id, step);
        await bench.Database.WriteAsync(s => s.ExecuteAsync(loses, new { ClassId = card.Id, card.ProjectId }));
        Assert.Equal([rule], (await RulesAsync(bench, card.Id, step)).Except(before));
    }

    [Theory, BothDatabases]
    public async Task A_complete_class_of_any_funding_opens_and_starts(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var story = ClassStory.Of(bench);
        foreach (var funding in Enum.GetValues<FundingMode>())
        {
            var card = await story.CompleteAsync(funding);
            await story.AdvanceAsync(card, "plan", "open", "ready", "start");
            Assert.NotNull(card.ApprovalNo);
        }
    }

    [Fact]
    public async Task Whatever_the_order_of_steps_edits_project_changes_and_cancellations_no_class_opens_without_its_number()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var story = ClassStory.Of(bench);
        string[] moves = ["plan", "open", "ready", "revise", "cancel", "p:submit", "p:unit-pass", "p:approve", "p:revise", "p:office-return", "p:close", "unlink", "link", "rename"];
        Property.Holds(Gen.Elements(moves).ArrayOf().Resize(24), order => WalkAsync(order).GetAwaiter().GetResult(), tries: 30);

        async Task<bool> WalkAsync(string[] order)
        {
            var card = await story.CompleteAsync();
            var project = card.ProjectId!.Value;
            foreach (var move in order)
            {
                var before = await StateAsync(card.Id);
                await MoveAsync(card, project, move);
                var now = (await CardAsync(bench, card.Id))!;
                var owner = await bench.Database.ReadAsync(s => s.FirstAsync<string>("SELECT approval_no FROM project WHERE id = @project AND state = 'approved'", new { project }));
                var opened = before != ClassStates.Open && now.State == ClassStates.Open;
                if (opened && (now.ApprovalNo is null || now.ApprovalNo != owner || now.ProjectId != project))
                {
                    return false;
                }
                // Open once, the number stays with the class, whatever comes.
                if (now.State is not (ClassStates.Draft or ClassStates.Planned or ClassStates.Cancelled) && now.ApprovalNo is null)
                {
                    return false;
                }
            }
            return true;
        }

        async Task MoveAsync(ClassCard card, long project, string move)
        {
            if (move.StartsWith("p:", StringComparison.Ordinal))
            {
                await story.TakeAsync(ProjectStates.RecordType, project, move[2..]);
                return;
            }
            if (move is not ("unlink" or "link" or "rename"))
            {
                await story.TakeAsync(card.Id, move);
                return;
            }
            try
            {
                await EditAsync(bench, card.Id, d => move == "rename" ? d with { Name = "改名的培训班" } : d with { ProjectId = move == "link" ? project : null });
            }
            catch (Refusal)
            {
                // Refused edits change nothing.
            }
        }

        Task<string?> StateAsync(long id) => bench.Database.ReadAsync(s => s.FirstAsync<string>("SELECT state FROM training_class WHERE id = @id", new { id }));
    }

    [Theory, BothDatabases]
    public async Task One_project_carries_one_class_also_when_two_clerks_choose_it_at_once(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var story = ClassStory.Of(bench);
        var first = await story.CompleteAsync();
        var details = story.Details(first.CourseId) with { ProjectId = first.ProjectId };
        Assert.Equal("project_taken", (await Assert.ThrowsAsync<Refusal>(() => bench.ClassAsync(details))).Code);

        await EditAsync(bench, first.Id, d => d with { ProjectId = null });
        var codes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async n =>
        {
            try
            {
                await bench.ClassAsync(details with { Name = $"同一立项的班 {n}" });
                return "made";
            }
            catch (Refusal refusal)
            {
                return refusal.Code;
            }
        }));
        Assert.Equal(1, codes.Count(c => c == "made"));
        Assert.All(codes.Where(c => c != "made"), c => Assert.Equal("project_taken", c));
    }

    [Fact]
    public async Task The_number_of_a_cancelled_class_is_never_used_again_and_that_of_an_open_class_is_fixed()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var story = ClassStory.Of(bench);
        var card = await story.CompleteAsync();
        await story.AdvanceAsync(card, "plan", "open");
        Assert.Equal("project_fixed", (await Assert.ThrowsAsync<Refusal>(() => EditAsync(bench, card.Id, d => d with { ProjectId = null }))).Code);
        await story.AdvanceAsync(card, "cancel");
        Assert.Equal("project_taken", (await Assert.ThrowsAsync<Refusal>(() => bench.ClassAsync(story.Details(card.CourseId) with { ProjectId = card.ProjectId }))).Code);
        Assert.Equal(card.ApprovalNo, (await CardAsync(bench, card.Id))!.ApprovalNo);
    }

    [Fact]
    public async Task A_class_linked_before_its_project_is_approved_takes_on_the_number_when_it_is()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var story = ClassStory.Of(bench);
        var card = await story.CompleteAsync();
        await story.TakeAsync(ProjectStates.RecordType, card.ProjectId!.Value, "revise");
        await EditAsync(bench, card.Id, d => d with { ProjectId = null });
        await EditAsync(bench, card.Id, d => d with { ProjectId = card.ProjectId });
        Assert.Null((await CardAsync(bench, card.Id))!.ApprovalNo);
        foreach (var step in new[] { "submit", "unit-pass", "approve" })
        {
            await story.TakeAsync(ProjectStates.RecordType, card.ProjectId.Value, step);
        }
        Assert.Equal(card.ApprovalNo, (await CardAsync(bench, card.Id))!.ApprovalNo);
    }

    [Fact]
    public async Task The_checklist_shows_three_blocks_the_lines_of_steps_to_come_and_who_can_act()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var story = ClassStory.Of(bench);
        var card = await story.CompleteAsync();
        await story.AdvanceAsync(card, "plan");
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE project SET state = 'draft' WHERE id = @ProjectId", new { card.ProjectId }));

        var blocks = await BlocksAsync(bench, card.ClassNo);
        Assert.Equal(["开放报名", "开班", "结班"], blocks.Select(b => b.Title));
        Assert.Equal([BlockStand.Now, BlockStand.Later, BlockStand.Later], blocks.Select(b => b.Stand));
        var project = blocks[0].Lines.Single(l => l.Label == "立项与审批编号");
        Assert.Equal(LineStand.Stopped, project.Stand);
        Assert.Contains(project.Articles, a => a.ToString() == "BJTU:5");
        Assert.NotEmpty(project.Actor);
        Assert.StartsWith("/console/projects/", project.Remedy);
        // What stops a later step is still to be done, not refused yet.
        Assert.Equal(LineStand.Waiting, blocks[1].Lines.Single(l => l.Label == "立项与审批编号").Stand);
        // A green line says what it rests on, too.
        Assert.Contains(blocks[0].Lines.Single(l => l.Label == "与立项一致").Articles, a => a.ToString() == "BJTU:6(a)");

        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE project SET state = 'approved' WHERE id = @ProjectId", new { card.ProjectId }));
        await story.AdvanceAsync(card, "open", "ready", "start");
        blocks = await BlocksAsync(bench, card.ClassNo);
        Assert.Equal([BlockStand.Done, BlockStand.Done, BlockStand.Now], blocks.Select(b => b.Stand));
        Assert.Equal(["plan", "open"], blocks[0].Taken.Select(t => t.Step));
    }

    private static Task<IReadOnlyList<ChecklistBlock>> BlocksAsync(Bench bench, string classNo) => bench.RunAsync<ClassChecklist, IReadOnlyList<ChecklistBlock>>(checklist =>
        bench.Database.ReadAsync(async s => await checklist.ReadAsync(s, (await ClassRow.FindAsync(s, classNo))!, SystemUser.Instance)));

    private static Task<IReadOnlyList<string>> RulesAsync(Bench bench, long classId, string step) => bench.RunAsync<WorkflowEngine, IReadOnlyList<string>>(engine =>
        bench.Database.ReadAsync<IReadOnlyList<string>>(async s =>
            [.. (await engine.CheckAsync(s, ClassStates.RecordType, classId, step, SystemUser.Instance)).Findings.Where(f => f.Severity != Severity.Note).Select(f => f.Rule).Distinct()]));

    private static Task<ClassCard?> CardAsync(Bench bench, long id) => bench.RunAsync<IClassDirectory, ClassCard?>(d => bench.Database.ReadAsync(async s => (await d.GetAsync(s, [id])).FirstOrDefault()));

    private static Task EditAsync(Bench bench, long id, Func<ClassDetails, ClassDetails> change) => bench.RunAsync<IClassPlanner>(planner => bench.Database.WriteAsync(async s =>
    {
        var row = (await ClassRow.FindAsync(s, id))!;
        await planner.UpdateAsync(s, row.ClassNo, change(row.Details()), null, SystemUser.Instance);
    }));
}
