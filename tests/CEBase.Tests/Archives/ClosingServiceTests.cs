using CEBase.Catalogue.Closing;

namespace CEBase.Tests.Archives;

public sealed class ClosingDeskTests
{
    private static async Task<(Bench Bench, EndedClass Class)> StartAsync(DatabaseKind kind, params string[] without)
    {
        var bench = await Bench.WithRecipesAsync(kind, "npu");
        return (bench, await EndedClass.MakeAsync(bench, without));
    }

    private static Task SaveAsync(Bench bench, EndedClass made, ClassSummary summary) =>
        bench.RunAsync<ClosingService>(desk => bench.Database.WriteAsync(s => desk.SaveSummaryAsync(s, made.ClassNo, summary, EndedClass.Staff)));

    [Theory, BothDatabases]
    public async Task Of_two_people_at_one_summary_the_second_is_told(DatabaseKind kind)
    {
        var (bench, made) = await StartAsync(kind, EndedClass.Summary);
        await using var _ = bench;
        await SaveAsync(bench, made, EndedClass.Written());
        await SaveAsync(bench, made, EndedClass.Written(1));
        Assert.Equal("summary_changed", (await Assert.ThrowsAsync<Refusal>(() => SaveAsync(bench, made, EndedClass.Written(1)))).Code);
    }

    [Theory, BothDatabases]
    public async Task A_submitted_summary_keeps_its_figures_and_is_changed_only_after_it_was_returned(DatabaseKind kind)
    {
        var (bench, made) = await StartAsync(kind);
        await using var _ = bench;
        var summary = (await bench.Database.ReadAsync(s => ClassSummary.FindAsync(s, made.Id)))!;
        Assert.Contains("录取人数", summary.Figures);
        Assert.Equal("summary_submitted", (await Assert.ThrowsAsync<Refusal>(() => SaveAsync(bench, made, EndedClass.Written(summary.Version)))).Code);

        await bench.Database.WriteAsync(s => s.ExecuteAsync("DELETE FROM enrolment WHERE class_id = @Id", new { made.Id }));
        var shown = await bench.RunAsync<ClosingFigures, IReadOnlyList<CEBase.Catalogue.ClosingFigure>>(f => bench.Database.ReadAsync(s => f.ShownAsync(s, made.Id, summary)));
        Assert.Equal("5 人", shown.Single(f => f.Label == "录取人数").Value);

        var back = await bench.RunAsync<WorkflowEngine, StepOutcome>(e => e.TakeAsync(new StepRequest(SummaryWorkflow.RecordType, made.Id, SummaryWorkflow.Return) { Comment = "补充评价分析" }, EndedClass.Staff));
        Assert.True(back.Taken);
        await SaveAsync(bench, made, EndedClass.Written(summary.Version + 1));
    }

    [Fact]
    public async Task A_summary_with_an_empty_part_is_not_submitted()
    {
        var (bench, made) = await StartAsync(DatabaseKind.Sqlite, EndedClass.Summary);
        await using var _ = bench;
        await SaveAsync(bench, made, EndedClass.Written() with { Evaluation = "" });
        Assert.Equal([ClosingRule.PartEmpty], (await made.SubmitAsync()).Findings.Select(f => f.Rule));
    }

    [Fact]
    public async Task The_draft_is_written_from_the_figures()
    {
        var (bench, made) = await StartAsync(DatabaseKind.Sqlite);
        await using var _ = bench;
        var draft = await bench.RunAsync<ClosingService, ClassSummary>(desk => bench.Database.ReadAsync(async s => await desk.DraftAsync(s, (await CEBase.Catalogue.Classes.ClassRow.FindAsync(s, made.Id))!)));
        Assert.Contains("录取人数 5 人", draft.Overview);
        Assert.Contains("出勤率 100%", draft.Results);
        Assert.Contains("合格 5 人", draft.Results);
        Assert.Contains("回收率 80%", draft.Evaluation);
    }

    [Fact]
    public async Task Filing_lies_between_submission_and_today_and_needs_a_number()
    {
        var (bench, made) = await StartAsync(DatabaseKind.Sqlite);
        await using var _ = bench;
        Task FileAsync(DateOnly day, string number) => bench.RunAsync<ClosingService>(desk => bench.Database.WriteAsync(s => desk.FileAsync(s, made.ClassNo, day, number, EndedClass.Staff)));
        var today = new DateOnly(2026, 3, 16);
        Assert.Equal("day_future", (await Assert.ThrowsAsync<Refusal>(() => FileAsync(today.AddDays(1), "陕人社备 12"))).Code);
        Assert.Equal("day_future", (await Assert.ThrowsAsync<Refusal>(() => FileAsync(today.AddDays(-1), "陕人社备 12"))).Code);
        Assert.Equal("required", (await Assert.ThrowsAsync<Refusal>(() => FileAsync(today, " "))).Code);
        await FileAsync(today, "陕人社备 12");
        Assert.Equal("陕人社备 12", (await bench.Database.ReadAsync(s => ClassSummary.FindAsync(s, made.Id)))!.FilingNo);
    }

    [Theory]
    [InlineData(0, 0, "", "evaluation_incomplete")]
    [InlineData(10, 11, "", "evaluation_range")]
    [InlineData(10, 8, "", "evaluation_incomplete")]
    public async Task An_evaluation_that_says_nothing_is_refused(int sent, int returned, string reason, string code)
    {
        var (bench, made) = await StartAsync(DatabaseKind.Sqlite, EndedClass.Evaluation);
        await using var _ = bench;
        var refusal = await Assert.ThrowsAsync<Refusal>(() => bench.RunAsync<ClosingService>(desk =>
            bench.Database.WriteAsync(s => desk.SaveEvaluationAsync(s, made.ClassNo, new ClassEvaluation { Sent = sent, Returned = returned, Reason = reason }, EndedClass.Staff))));
        Assert.Equal(code, refusal.Code);
    }
}
