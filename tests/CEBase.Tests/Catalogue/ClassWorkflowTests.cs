using CEBase.Catalogue;
using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Catalogue;

public sealed class ClassWorkflowTests
{
    private static readonly string[] Steps = ["plan", "open", "ready", "start", "end", "close", "archive", "revise", "cancel"];

    private static Task<StepOutcome> TakeAsync(Bench bench, long id, string step, ICurrentUser? user = null) => bench.RunAsync<WorkflowEngine, StepOutcome>(engine =>
        engine.TakeAsync(new StepRequest(ClassStates.RecordType, id, step) { Comment = "理由", PassReviews = true }, user ?? SystemUser.Instance));

    [Theory, BothDatabases]
    public async Task A_class_with_all_it_needs_goes_from_draft_to_archive(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var card = await ReadyToOpenAsync(bench);
        foreach (var (step, state) in new[] { ("plan", "planned"), ("open", "open"), ("ready", "ready"), ("start", "running"), ("end", "ended") })
        {
            var outcome = await TakeAsync(bench, card.Id, step);
            Assert.True(outcome.Taken, $"{step}: {outcome.Refusal} {string.Join(" ", outcome.Findings.Select(f => f.Sentence))}");
            Assert.Equal(state, outcome.State);
        }
    }

    [Theory, BothDatabases]
    public async Task Whatever_the_order_of_steps_a_class_without_timetable_never_opens_and_every_state_is_allowed(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var course = await bench.CourseAsync();
        var definition = await bench.RunAsync<WorkflowEngine, WorkflowDefinition>(engine => Task.FromResult(engine.Definitions.Single(d => d.RecordType == ClassStates.RecordType)));
        Property.Holds(Gen.Elements(Steps).ArrayOf().Resize(14), steps => WalkAsync(steps).GetAwaiter().GetResult(), tries: 25);

        async Task<bool> WalkAsync(string[] steps)
        {
            var card = await bench.ClassAsync(ClassMaker.Details(bench, course));
            var state = ClassStates.Draft;
            foreach (var step in steps)
            {
                var outcome = await TakeAsync(bench, card.Id, step);
                var allowed = definition.Step(step);
                if (outcome.Taken ? !allowed.From.Contains(state) || outcome.State != allowed.To : outcome.State != state)
                {
                    return false;
                }
                state = outcome.State;
                if (state is not (ClassStates.Draft or ClassStates.Planned or ClassStates.Cancelled))
                {
                    return false;
                }
            }
            return true;
        }
    }

    [Fact]
    public async Task Opening_names_what_is_missing()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        await TakeAsync(bench, card.Id, "plan");
        Assert.Equal(["project.missing", "teaching-plan.missing", "timetable.empty"], (await TakeAsync(bench, card.Id, "open")).Findings.Where(f => f.Severity == Severity.Block).Select(f => f.Rule).Distinct().Order());
        await bench.SaveAsync(ClassMaker.Session(card, null, hours: 7));
        Assert.Equal(["project.missing", "teaching-plan.missing", "timetable.hours-differ", "timetable.instructor-missing"],
            (await TakeAsync(bench, card.Id, "open")).Findings.Where(f => f.Severity == Severity.Block).Select(f => f.Rule).Distinct().Order());
    }

    [Fact]
    public async Task Starting_without_an_adviser_is_stopped_and_leaves_the_class_ready()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var card = await ReadyToOpenAsync(bench);
        foreach (var step in new[] { "plan", "open", "ready" })
        {
            await TakeAsync(bench, card.Id, step);
        }
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET adviser_id = NULL WHERE id = @Id", new { card.Id }));
        var outcome = await TakeAsync(bench, card.Id, "start");
        Assert.Equal((false, "ready"), (outcome.Taken, outcome.State));
        Assert.Contains(outcome.Findings, f => f.Rule == "preparation.adviser-missing");
    }

    [Fact]
    public async Task Starting_names_what_is_missing_of_plan_and_safety()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var card = await ReadyToOpenAsync(bench);
        foreach (var step in new[] { "plan", "open", "ready" })
        {
            await TakeAsync(bench, card.Id, step);
        }
        await bench.Database.WriteAsync(async s =>
        {
            await s.ExecuteAsync("DELETE FROM safety_check WHERE class_id = @Id AND item = 'fire-exits'", new { card.Id });
            await s.ExecuteAsync("UPDATE teaching_plan SET state = 'superseded' WHERE class_id = @Id", new { card.Id });
        });
        var outcome = await TakeAsync(bench, card.Id, "start");
        Assert.Equal((false, "ready"), (outcome.Taken, outcome.State));
        Assert.Equal(["safety.items-open", "teaching-plan.missing"], outcome.Findings.Where(f => f.Severity == Severity.Block).Select(f => f.Rule).Order());
    }

    [Fact]
    public async Task An_adviser_runs_the_own_class_and_no_other()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var card = await ReadyToOpenAsync(bench);
        await TakeAsync(bench, card.Id, "plan");
        await TakeAsync(bench, card.Id, "open");
        Assert.False((await TakeAsync(bench, card.Id, "ready", new TestUser(8, Permissions.ManageOwn))).Taken);
        Assert.False((await TakeAsync(bench, card.Id, "cancel", new TestUser(7, Permissions.ManageOwn))).Taken);
        Assert.True((await TakeAsync(bench, card.Id, "ready", new TestUser(7, Permissions.ManageOwn))).Taken);
    }

    [Fact]
    public async Task The_last_session_of_an_open_class_stays_on_the_timetable()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var card = await ReadyToOpenAsync(bench);
        await TakeAsync(bench, card.Id, "plan");
        await TakeAsync(bench, card.Id, "open");
        var db = Assert.Single(await bench.RunAsync<IClassDirectory, IReadOnlyList<LessonInfo>>(d => bench.Database.ReadAsync(s => d.SessionsAsync(s, card.Id))));
        var refusal = await Assert.ThrowsAsync<CEBase.Platform.Refusals.Refusal>(() =>
            bench.RunAsync<IClassPlanner>(p => bench.Database.WriteAsync(s => p.RemoveSessionAsync(s, db.Id, SystemUser.Instance))));
        Assert.Equal("timetable.last-session", refusal.Code);
    }

    private static Task<ClassCard> ReadyToOpenAsync(Bench bench) => ClassStory.Of(bench).CompleteAsync();
}
