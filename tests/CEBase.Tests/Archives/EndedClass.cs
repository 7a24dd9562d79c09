using CEBase.Learning;
using CEBase.Catalogue;
using CEBase.Catalogue.Archives;
using CEBase.Catalogue.Closing;
using CEBase.Learning.Attendance;
using CEBase.Learning.Results;
using CEBase.Tests.Learning;

namespace CEBase.Tests.Archives;

/// <summary>A class that has ended, with every piece it needs to close but those a test leaves out. On site, paid from the budget, five learners, one session.</summary>
internal sealed class EndedClass(Bench bench)
{
    public const string Sessions = "sessions";
    public const string Results = "results";
    public const string Evaluation = "evaluation";
    public const string Summary = "summary";
    public const string Submission = "submission";

    public static readonly TestUser Staff = new(1001, "Classes.View", "Classes.Manage", "Classes.ManageOwn", "Archives.View", "Archives.Manage", "Attendance.Take", "Hours.Confirm");

    /// <summary>Pieces that are no uploads.</summary>
    public static readonly string[] Pieces = [Sessions, Results, Evaluation, Summary, Submission];

    public long Id { get; private init; }

    public string ClassNo { get; private init; } = "";

    public static async Task<EndedClass> MakeAsync(Bench bench, params string[] without)
    {
        var sample = await SampleClass.MakeAsync(bench, state: ClassStates.Ended);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("""
            UPDATE training_class SET syllabus = '大纲', board = '餐厅', lodging = '专家楼', starts_on = '2026-03-16', ends_on = '2026-03-16', state_since = '2026-03-16T04:00:00.000Z' WHERE id = @Id
            """, new { sample.Id }));
        var no = (await bench.Database.ReadAsync(s => s.FirstAsync<string>("SELECT class_no FROM training_class WHERE id = @Id", new { sample.Id })))!;
        var made = new EndedClass(bench) { Id = sample.Id, ClassNo = no };

        var db = await sample.SessionAsync();
        await bench.RunAsync<AttendanceSheet, SheetOutcome>(sheet => sheet.SaveAsync(db, [], AttendanceState.Present, Staff));
        if (!without.Contains(Sessions))
        {
            Assert.True((await sample.TakeAsync(db, "confirm", Staff)).Taken);
        }
        var examined = without.Contains(Results) ? sample.Learners.Skip(1) : sample.Learners;
        await bench.RunAsync<ClassResults, int>(results => bench.Database.WriteAsync(s => results.RecordAsync(s, sample.Id, [.. examined.Select(l => (l, Outcome.Passed, (int?)86))], Staff)));
        await made.CloseTextsAsync(without);
        foreach (var item in (await made.ViewAsync()).MissingLines.Where(l => l.Held?.HasOwnGate != true).Select(l => l.Requirement.Code).Except(without))
        {
            await made.UploadAsync(item, $"材料 {item}");
        }
        return made;
    }

    public Task<long> UploadAsync(string item, string text, string? reason = null, ICurrentUser? user = null) => bench.RunAsync<ArchiveService, long>(desk =>
        bench.Database.WriteAsync(s => desk.AddAsync(s, ClassNo, item, $"材料 {item}", new MemoryStream(Encoding.UTF8.GetBytes(text)), "材料.txt", reason, user ?? Staff)));

    public Task<ArchiveView> ViewAsync() => bench.RunAsync<ArchiveReader, ArchiveView>(reader => bench.Database.ReadAsync(async s =>
        await reader.OfAsync(s, (await bench.RunAsync<IClassDirectory, ClassCard?>(d => d.FindAsync(s, ClassNo)))!)));

    public Task<StepOutcome> TakeAsync(string step, string? reason = null) => bench.RunAsync<WorkflowEngine, StepOutcome>(engine =>
        engine.TakeAsync(new StepRequest(ClassStates.RecordType, Id, step) { Comment = reason, PassReviews = reason is not null }, reason is null ? Staff : SystemUser.Instance));

    private async Task CloseTextsAsync(string[] without)
    {
        if (!without.Contains(Evaluation))
        {
            await bench.RunAsync<ClosingService>(desk => bench.Database.WriteAsync(s => desk.SaveEvaluationAsync(s, ClassNo, new ClassEvaluation { Sent = 5, Returned = 4, Instructors = 955 }, Staff)));
        }
        if (!without.Contains(Summary))
        {
            await bench.RunAsync<ClosingService>(desk => bench.Database.WriteAsync(s => desk.SaveSummaryAsync(s, ClassNo, Written(), Staff)));
            if (!without.Contains(Submission))
            {
                Assert.True((await SubmitAsync()).Taken);
            }
        }
    }

    public Task<StepOutcome> SubmitAsync() => bench.RunAsync<WorkflowEngine, StepOutcome>(engine => engine.TakeAsync(new StepRequest(SummaryWorkflow.RecordType, Id, SummaryWorkflow.Submit), Staff));

    public static ClassSummary Written(int version = 0) => new() { Overview = "概况", Teaching = "教学", Results = "考核", Evaluation = "评价", Problems = "问题", Version = version };
}
