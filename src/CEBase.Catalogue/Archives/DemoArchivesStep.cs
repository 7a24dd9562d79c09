using System.Text;
using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Closing;

namespace CEBase.Catalogue.Archives;

/// <summary>
/// Recipe step <c>demo-archives</c>: what sample classes that are over need. Closed and archived ones get evaluation, summary and the materials that
/// nothing in the system holds, and are frozen and checked; of those that have just ended the first is half done. A class that has its evaluation or a frozen archive is left alone.
/// </summary>
internal sealed class DemoArchivesStep(
    ArchiveReader reader, ArchiveFreezer freezer, ArchiveChecker checker, ClosingService closing, IFileStore files, IAccounts accounts, ArchiveRepository archives, ClosingRepository closings, ClassRepository classes, WorkflowEngine engine, TimeProvider clock) : IRecipeStep
{
    private const int DaysToSubmit = 8;
    private const int DaysToFile = 12;

    private sealed record Texts(string Teaching, string Evaluation, string[] Opinions, SampleImprovement[] Improvements);

    private sealed record SampleImprovement(string Problem, string Measure, string Responsible);

    public string Name => "demo-archives";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var texts = context.ReadFile<Texts>(step);
        var adviser = await PersonAsync(db, step.GetProperty("adviser").GetString()!);
        var cards = await db.QueryAsync<ClassCard>($"""
            SELECT {ClassRepository.CardColumns} {ClassRepository.From} WHERE c.state IN ('{ClassStates.Ended}', '{ClassStates.Closed}', '{ClassStates.Archived}') ORDER BY c.ends_on, c.class_no
            """);
        var halfDone = cards.FirstOrDefault(c => c.State == ClassStates.Ended);
        foreach (var card in cards)
        {
            if (await closings.EvaluationAsync(db, card.Id) is not null || await archives.FrozenAsync(db, card.Id) is not null)
            {
                continue;
            }
            if (card.State != ClassStates.Ended)
            {
                await CompleteAsync(db, card, texts, adviser);
            }
            else if (card == halfDone)
            {
                await EvaluateAsync(db, card, texts, adviser);
                await UploadAsync(db, card, "resources.safety", adviser);
            }
        }
    }

    private async Task CompleteAsync(DbScope db, ClassCard card, Texts texts, ICurrentUser adviser)
    {
        await EvaluateAsync(db, card, texts, adviser);
        await SummariseAsync(db, card, texts, adviser);
        foreach (var line in (await reader.OfAsync(db, card)).MissingLines)
        {
            await UploadAsync(db, card, line.Requirement.Code, adviser, line.Requirement.Title);
        }
        await freezer.FreezeAsync(db, card.Id, SystemUser.Instance);
        await checker.RecordAsync(db, await checker.LookAsync(db, card.Id, SystemUser.Instance), SystemUser.Instance);
    }

    private async Task EvaluateAsync(DbScope db, ClassCard card, Texts texts, ICurrentUser adviser)
    {
        var random = new Random((int)card.Id);
        var sent = card.Capacity * 3 / 4;
        await closing.StoreAsync(db, card.Id, new ClassEvaluation
        {
            Sent = sent, Returned = sent - random.Next(2, 9), Instructors = 930 + random.Next(60), Content = 900 + random.Next(80), Management = 920 + random.Next(70),
            Opinions = texts.Opinions[random.Next(texts.Opinions.Length)],
        }, adviser);
        var improvement = texts.Improvements[random.Next(texts.Improvements.Length)];
        var isDone = card.State == ClassStates.Archived;
        await db.ExecuteAsync("""
            INSERT INTO class_improvement (class_id, problem, measure, responsible, due_on, done_on, outcome, noted_at, noted_by_name)
            VALUES (@Id, @Problem, @Measure, @Responsible, @Due, @Done, @Outcome, @Now, @Name) ON CONFLICT (class_id, problem) DO NOTHING
            """, new
        {
            card.Id, improvement.Problem, improvement.Measure, improvement.Responsible, Due = card.EndsOn.AddDays(60), Done = isDone ? card.EndsOn.AddDays(40) : (DateOnly?)null,
            Outcome = isDone ? "下一期已按新的安排执行。" : "", Now = clock.GetUtcNow(), Name = adviser.DisplayName,
        });
    }

    private async Task SummariseAsync(DbScope db, ClassCard card, Texts texts, ICurrentUser adviser)
    {
        var draft = await closing.DraftAsync(db, (await classes.RowAsync(db, card.Id))!);
        await closing.StoreAsync(db, card.Id, draft with { Teaching = draft.Teaching + texts.Teaching, Evaluation = draft.Evaluation + texts.Evaluation }, adviser);
        var outcome = await engine.TakeAsync(db, new StepRequest(SummaryWorkflow.RecordType, card.Id, SummaryWorkflow.Submit), adviser);
        if (!outcome.Taken)
        {
            throw new RecipeException($"培训班 {card.ClassNo} 的总结没有提交成：{outcome.Refusal}");
        }
        await db.ExecuteAsync("UPDATE class_summary SET submitted_on = @Day, filed_on = @Filed, filing_no = @No WHERE class_id = @Id", new
        {
            card.Id, Day = card.EndsOn.AddDays(DaysToSubmit), Filed = card.State == ClassStates.Archived ? card.EndsOn.AddDays(DaysToFile) : (DateOnly?)null,
            No = card.State == ClassStates.Archived ? $"示例备字 {card.ClassNo}" : null,
        });
    }

    private async Task UploadAsync(DbScope db, ClassCard card, string item, ICurrentUser user, string? title = null)
    {
        title ??= (await archives.RequirementAsync(db, item))?.Title ?? item;
        using var content = new MemoryStream(Encoding.UTF8.GetBytes($"{card.ClassNo} {card.Name}\n{title}\n这是演示数据，代替扫描件。\n"));
        var stored = await files.SaveAsync(db, content, $"{card.ClassNo} {title}.txt", Permissions.ArchivesView, FileKinds.Upload, user, isSensitive: true);
        await archives.InsertAsync(db, card.Id, item, title, stored, ArchiveOrigin.Upload, "", user, clock.GetUtcNow());
    }

    private async Task<ICurrentUser> PersonAsync(DbScope db, string login) =>
        await accounts.FindByLoginAsync(db, login) is { } account ? new Person(account) : SystemUser.Instance;

    private sealed class Person(AccountInfo account) : ICurrentUser
    {
        public long? AccountId => account.Id;

        public string DisplayName => account.DisplayName;

        public bool IsSystem => true;

        public bool Has(string permission) => true;
    }
}
