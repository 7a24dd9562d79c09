using CEBase.Platform;
using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Platform;

public sealed class WorkflowEngineTests
{
    [Theory, BothDatabases]
    public async Task A_step_moves_the_record_and_leaves_a_trace(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);

        var outcome = await TakeAsync(bench, "submit", Clerk);

        Assert.True(outcome.Taken);
        Assert.Equal("waiting", await StateAsync(bench));
        var line = Assert.Single(await TracesAsync(bench));
        Assert.Equal(("submit", "draft", "waiting"), (line.Step, line.FromState, line.ToState));
    }

    [Theory, BothDatabases]
    public async Task A_block_stops_the_step_and_changes_nothing(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind, Finding.Block("letter.empty", "来函还没有正文。", "NPU:12"));

        var outcome = await TakeAsync(bench, "submit", Clerk, passReviews: true, comment: "急件");

        Assert.False(outcome.Taken);
        Assert.Equal("letter.empty", Assert.Single(outcome.Findings).Rule);
        Assert.Equal("draft", await StateAsync(bench));
        Assert.Empty(await TracesAsync(bench));
    }

    [Theory, BothDatabases]
    public async Task A_review_lets_the_step_through_only_with_a_reason(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind, Finding.Review("letter.late", "来函已逾期。", "NPU:12"));

        Assert.False((await TakeAsync(bench, "submit", Clerk)).Taken);
        Assert.False((await TakeAsync(bench, "submit", Clerk, passReviews: true)).Taken);
        Assert.False((await TakeAsync(bench, "submit", Clerk, passReviews: true, comment: "   ")).Taken);
        var outcome = await TakeAsync(bench, "submit", Clerk, passReviews: true, comment: "来文单位邮寄延误");

        Assert.True(outcome.Taken);
        var line = Assert.Single(await TracesAsync(bench));
        Assert.Equal("来文单位邮寄延误", line.Comment);
        Assert.Equal("letter.late", Assert.Single(Trace.FindingsOf(line)).Rule);
    }

    [Theory, BothDatabases]
    public async Task A_review_is_not_passed_by_someone_without_the_review_permission(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind, Finding.Review("letter.late", "来函已逾期。", "NPU:12"));
        await TakeAsync(bench, "submit", SystemUser.Instance, passReviews: true, comment: "x");

        var outcome = await TakeAsync(bench, "approve", new TestUser(8, "Letters.Approve"), passReviews: true, comment: "可以");

        Assert.False(outcome.Taken);
        Assert.Equal("waiting", await StateAsync(bench));
    }

    [Theory, BothDatabases]
    public async Task Without_the_permission_nothing_moves(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var outcome = await TakeAsync(bench, "submit", new TestUser(9));
        Assert.False(outcome.Taken);
        Assert.Contains("权限", outcome.Refusal);
    }

    [Theory, BothDatabases]
    public async Task A_step_pressed_twice_says_it_was_done_and_leaves_one_trace(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await TakeAsync(bench, "submit", Clerk);

        var again = await TakeAsync(bench, "submit", Clerk);

        Assert.True(again.AlreadyThere);
        Assert.Single(await TracesAsync(bench));
    }

    [Theory, BothDatabases]
    public async Task A_return_asks_for_a_reason(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await TakeAsync(bench, "submit", Clerk);
        Assert.Contains("原因", (await TakeAsync(bench, "return", Clerk)).Refusal);
        Assert.True((await TakeAsync(bench, "return", Clerk, comment: "缺附件")).Taken);
    }

    [Theory, BothDatabases]
    public async Task Of_many_who_take_the_same_step_at_once_one_does(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var taken = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 12), async (_, _) =>
        {
            if ((await TakeAsync(bench, "submit", Clerk)).Taken)
            {
                Interlocked.Increment(ref taken);
            }
        });
        Assert.Equal(1, taken);
        Assert.Single(await TracesAsync(bench));
    }

    [Fact]
    public async Task Whatever_the_order_of_steps_the_traces_lead_from_the_first_state_to_the_present_one()
    {
        var orders = Gen.Elements("submit", "approve", "return", "shred").ArrayOf(12).Sample(12, 12);
        foreach (var order in orders)
        {
            await using var bench = await StartAsync(DatabaseKind.Sqlite);
            foreach (var step in order.Where(s => s != "shred"))
            {
                await TakeAsync(bench, step, Clerk, comment: "原因");
            }
            var state = "draft";
            foreach (var line in (await TracesAsync(bench)).Reverse())
            {
                Assert.Equal(state, line.FromState);
                state = line.ToState;
            }
            Assert.Equal(state, await StateAsync(bench));
        }
    }

    [Theory, BothDatabases]
    public async Task A_step_that_does_not_exist_is_refused_in_a_sentence(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        Assert.Equal("step_unknown", (await Assert.ThrowsAsync<Refusal>(() => TakeAsync(bench, "shred", Clerk))).Code);
    }

    [Theory, BothDatabases]
    public async Task Who_decides_on_a_page_that_the_record_has_left_behind_is_refused_and_one_without_a_page_is_not(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await TakeAsync(bench, "submit", Clerk);
        var opened = await SeenAsync(bench, "approve");
        await TakeAsync(bench, "return", Clerk, comment: "金额有误");
        await TakeAsync(bench, "submit", Clerk);

        var stale = await TakeAsync(bench, "approve", Clerk, seen: opened);
        Assert.False(stale.Taken || stale.AlreadyThere);
        Assert.Contains("有变动", stale.Refusal);
        Assert.Equal(("waiting", 3), (await StateAsync(bench), (await TracesAsync(bench)).Count));

        // The page opened anew decides; pressed twice it is done already; what comes without a page says nothing of what it saw.
        var again = await SeenAsync(bench, "approve");
        Assert.True((await TakeAsync(bench, "approve", Clerk, seen: again)).Taken);
        Assert.True((await TakeAsync(bench, "approve", Clerk, seen: again)).AlreadyThere);
    }

    [Theory, BothDatabases]
    public async Task What_is_written_down_without_moving_the_record_makes_no_page_stale(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        Assert.Equal(0, await SeenAsync(bench, "submit"));
        await bench.Database.WriteAsync(s => bench.Services.GetRequiredService<Trace>().AppendAsync(s, new TraceEntry("Letter", 1, "export"), Clerk));
        Assert.True((await TakeAsync(bench, "submit", Clerk, seen: 0)).Taken);
    }

    [Theory, BothDatabases]
    public async Task A_form_that_is_refused_says_why_as_a_refusal(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        Assert.Equal(409, (await Assert.ThrowsAsync<Refusal>(() => bench.RunAsync<WorkflowEngine, StepOutcome>(engine =>
            engine.TakeAsync(new StepForm { Step = "submit", Seen = 12345 }, "Letter", 1, Clerk)))).Status);
        Assert.Equal("draft", await StateAsync(bench));
    }

    private static Task<long?> SeenAsync(Bench bench, string step) => bench.RunAsync<WorkflowEngine, long?>(async engine =>
        (await engine.LookAsync("Letter", 1, Clerk)).Steps.Single(s => s.Step.Name == step).Seen);

    private static readonly TestUser Clerk = new(7, "Letters.Write", "Letters.Approve", "Findings.Override");

    private static async Task<Bench> StartAsync(DatabaseKind kind, params Finding[] findings)
    {
        var bench = await Bench.StartAsync(kind, services => services.AddScoped<IWorkflow, LetterWorkflow>().AddSingleton(findings).AddScoped<IStepGate, LetterGate>().AddScoped<IStepGate, ApprovalGate>());
        await bench.Database.WriteAsync(async db =>
        {
            await db.ExecuteAsync("CREATE TABLE letter (id bigint NOT NULL, state text NOT NULL)");
            await db.ExecuteAsync("INSERT INTO letter (id, state) VALUES (1, 'draft')");
        });
        return bench;
    }

    private static Task<StepOutcome> TakeAsync(Bench bench, string step, ICurrentUser user, bool passReviews = false, string? comment = null, long? seen = null) =>
        bench.RunAsync<WorkflowEngine, StepOutcome>(engine => engine.TakeAsync(new StepRequest("Letter", 1, step) { Comment = comment, PassReviews = passReviews, Seen = seen }, user));

    private static async Task<string> StateAsync(Bench bench) => (await bench.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT state FROM letter WHERE id = 1")))!;

    private static Task<IReadOnlyList<TraceLine>> TracesAsync(Bench bench) =>
        bench.Database.ReadAsync(s => bench.Services.GetRequiredService<Trace>().OfAsync(s, "Letter", 1));

    private sealed class LetterWorkflow : IWorkflow
    {
        public WorkflowDefinition Definition { get; } = new("Letter", "来函",
            [new("draft", "草稿"), new("waiting", "待批"), new("done", "已批")],
            [
                new("submit", "提交", ["draft"], "waiting", "Letters.Write"),
                new("approve", "批准", ["waiting"], "done", "Letters.Approve") { ReviewPermission = "Findings.Override" },
                new("return", "退回", ["waiting"], "draft", "Letters.Approve") { AsksComment = true },
            ]);

        public Task<string?> ReadStateAsync(DbScope db, long recordId) =>
            db.ScalarAsync<string>("SELECT state FROM letter WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

        public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) =>
            await db.ExecuteAsync("UPDATE letter SET state = @to WHERE id = @recordId AND state = @from", new { recordId, from, to }) == 1;
    }

    private sealed class LetterGate(Finding[] findings) : IStepGate
    {
        public string RecordType => "Letter";
        public string Step => "submit";
        public string Label => "来函内容";
        public Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => Task.FromResult<IReadOnlyList<Finding>>(findings);
    }

    private sealed class ApprovalGate(Finding[] findings) : IStepGate
    {
        public string RecordType => "Letter";
        public string Step => "approve";
        public string Label => "批准依据";
        public Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => Task.FromResult<IReadOnlyList<Finding>>(findings);
    }
}
