using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;
using CEBase.Funds.Papers;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Commitments;

/// <summary>A request as typed.</summary>
internal sealed record CommitmentDetails(CommitmentKind Kind, long FundLineId, string Counterparty, string Purpose, Money Amount)
{
    public string ClassNo { get; init; } = "";
    public string Task { get; init; } = "";
    public string PaperNo { get; init; } = "";
    public Stream? Paper { get; init; }
    public string PaperName { get; init; } = "";
    public string? RequestKey { get; init; }
}

/// <summary>A contract that binds money is there on paper.</summary>
[RestsOn("BJTU:37", How = "合同预占没有上传合同的须复核")]
internal static class CommitmentPaperRule
{
    public const string Missing = "commitment.paper-missing";

    public static IEnumerable<Finding> Check(Commitment commitment)
    {
        if (commitment is { Kind: CommitmentKind.Contract, FileHash: "" })
        {
            yield return Finding.Review(Missing, $"合同 {commitment.PaperNo} 没有上传文本。请上传签署件，或说明合同在哪里。", "BJTU:37");
        }
    }
}

/// <summary>Takes requests; binds the money when somebody else approves, and gives it back.</summary>
internal sealed class CommitmentService(RequestEvaluator evaluator, FundLedger ledger, IClassDirectory classes, IFileStore files, Trace trace, TimeProvider clock)
{
    public const string Series = "YZ";

    /// <exception cref="Refusal">A value is missing, or a rule stops it (its code is the rule's id): what could never be approved isn't taken.</exception>
    public async Task<Commitment> AskAsync(DbScope db, CommitmentDetails details, ICurrentUser user)
    {
        var year = clock.Today().Year;
        await DocumentNumbers.LockAsync(db, Series, year);
        if (details.RequestKey is { } key && await db.ScalarAsync<long?>("SELECT id FROM commitment WHERE request_key = @key", new { key }) is { } before)
        {
            return (await CommitmentRepository.FindAsync(db, before))!;
        }
        user.Demand(Permissions.ClaimsManage, "支出申请由填报报销单的人员提出。");
        var wrong = new Refusals();
        var line = await FundLineRepository.FindAsync(db, details.FundLineId);
        wrong.Ask(() => Field.Check(line is not null, "line_unknown", nameof(details.FundLineId), "请选择预算科目。"));
        wrong.Ask(() => Field.Required(details.Counterparty, nameof(details.Counterparty), "对方单位或个人"));
        wrong.Ask(() => Field.Required(details.Purpose, nameof(details.Purpose), "用途"));
        if (details.Kind == CommitmentKind.Contract)
        {
            wrong.Ask(() => Field.Required(details.PaperNo, nameof(details.PaperNo), "合同编号"));
        }
        wrong.Ask(() => Field.Check(details.Amount > Money.Zero, "amount_range", nameof(details.Amount), "金额应大于 0。"));
        var classId = await wrong.AskAsync(() => ExpenseAccess.ClassAsync(db, classes, details.ClassNo, user, "班主任只能为自己带的班申请。"));
        wrong.Done();
        var paper = details.Paper is null ? null : await files.SaveAsync(db, details.Paper, details.PaperName, Permissions.ClaimsView, FileKinds.Evidence | FileKinds.Workbook, user, isSensitive: true);
        var number = await DocumentNumbers.NextAsync(db, Series, year);
        var id = await db.InsertAsync("""
            INSERT INTO commitment (number, kind, state, state_since, fund_line_id, counterparty, purpose, amount, drawn, released, class_id, task, paper_no, file_hash, file_name,
              asked_by, asked_by_name, asked_at, request_key)
            VALUES (@number, @Kind, 'asked', @Now, @FundLineId, @Counterparty, @Purpose, @Amount, 0, 0, @classId, @Task, @PaperNo, @Hash, @FileName, @AccountId, @DisplayName, @Now, @RequestKey)
            """, new
        {
            number, Kind = details.Kind.ToString(), Now = clock.GetUtcNow(), details.FundLineId, Counterparty = details.Counterparty.Trim(), Purpose = details.Purpose.Trim(), details.Amount, classId,
            Task = details.Task.Trim(), PaperNo = details.PaperNo.Trim(), Hash = paper?.Hash ?? "", FileName = paper?.FileName ?? "", user.AccountId, user.DisplayName, details.RequestKey,
        });
        var commitment = (await CommitmentRepository.FindAsync(db, id))!;
        var findings = (await JudgeAsync(db, commitment)).Concat(await BudgetAsync(db, commitment));
        if (findings.FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw new Refusal(stop.Rule, stop.Sentence) { Field = stop.Rule == OverspendRule.Overspent ? nameof(details.Amount) : nameof(details.Purpose) };
        }
        await trace.AppendAsync(db, new TraceEntry(Commitment.RecordType, id, "create") { To = CommitmentWorkflow.Asked, Attachments = paper is null ? [] : [paper.Hash] }, user);
        return commitment;
    }

    /// <summary>Uses, what is served, papers: as of a claim's line.</summary>
    public async Task<IReadOnlyList<Finding>> JudgeAsync(DbScope db, Commitment c) =>
    [
        .. await evaluator.JudgeAsync(db, new ClaimLine
        {
            FundLineId = c.FundLineId, Kind = LineKind.Other, Description = c.Purpose, Payee = c.Counterparty, Amount = c.Amount, ClassId = c.ClassId, ClassNo = c.ClassNo, Task = c.Task,
        }, c.PaperNo),
        .. CommitmentPaperRule.Check(c),
    ];

    /// <summary>The budget; in a write the line is held.</summary>
    public Task<IReadOnlyList<Finding>> BudgetAsync(DbScope db, Commitment c) => evaluator.BudgetAsync(db, c.FundLineId, c.Amount);

    /// <summary>Binds the amount on its budget line.</summary>
    public async Task BindAsync(DbScope db, Commitment c, string? reason, ICurrentUser user) =>
        await ledger.PostAsync(db, [.. Postings.Commit((await ledger.LockAsync(db, [c.FundLineId]))[0], c.Amount, EntrySources.Commitment, c.Id, reason)], user);

    /// <summary>Gives an undrawn amount back to the budget line.</summary>
    public async Task ReleaseAsync(DbScope db, Commitment c, Money amount, int round, string? reason, ICurrentUser user)
    {
        if (amount > Money.Zero)
        {
            await ledger.ReleaseAsync(db, c.FundLineId, amount, EntrySources.Commitment, c.Id, round, reason, user);
            await db.ExecuteAsync("UPDATE commitment SET released = released + @amount WHERE id = @Id", new { c.Id, amount });
        }
    }
}
