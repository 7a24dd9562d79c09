using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Ledger;

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

/// <summary>Takes requests. Money is bound when somebody else approves (<see cref="CommitmentWorkflow"/>).</summary>
internal sealed class CommitmentService(CommitmentEvaluator judge, FundLedger ledger, IClassDirectory classes, IFileStore files, Trace trace, TimeProvider clock)
{
    public const string Series = "YZ";

    /// <exception cref="Refusal">A value is missing, or a rule stops it (its code is the rule's id): what could never be approved isn't taken.</exception>
    public async Task<Commitment> AskAsync(DbScope db, CommitmentDetails details, ICurrentUser user)
    {
        var year = clock.Today().Year;
        await DocumentNumbers.LockAsync(db, Series, year);
        if (details.RequestKey is { } key && await db.ScalarAsync<long?>("SELECT id FROM commitment WHERE request_key = @key", new { key }) is { } before)
        {
            return (await Commitment.FindAsync(db, before))!;
        }
        if (!user.Has(Permissions.ClaimsManage))
        {
            throw new Refusal("not_allowed", "支出申请由填报报销单的人员提出。") { Status = 403 };
        }
        var wrong = new Refusals();
        var line = await FundLine.FindAsync(db, details.FundLineId);
        wrong.Ask(() => FieldParser.Require(line is not null, "line_unknown", nameof(details.FundLineId), "请选择预算科目。"));
        wrong.Ask(() => FieldParser.Need(details.Counterparty, nameof(details.Counterparty), "对方单位或个人"));
        wrong.Ask(() => FieldParser.Need(details.Purpose, nameof(details.Purpose), "用途"));
        if (details.Kind == CommitmentKind.Contract)
        {
            wrong.Ask(() => FieldParser.Need(details.PaperNo, nameof(details.PaperNo), "合同编号"));
        }
        wrong.Ask(() => FieldParser.Require(details.Amount > Money.Zero, "amount_range", nameof(details.Amount), "金额应大于 0。"));
        var classId = await wrong.AskAsync(() => ClassAsync(db, details.ClassNo, user));
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
        var commitment = (await Commitment.FindAsync(db, id))!;
        var findings = (await judge.JudgeAsync(db, commitment)).Concat(await judge.BudgetAsync(db, ledger, commitment));
        if (findings.FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw new Refusal(stop.Rule, stop.Sentence) { Field = stop.Rule == OverspendRule.Overspent ? nameof(details.Amount) : nameof(details.Purpose) };
        }
        await trace.AppendAsync(db, new TraceEntry(Commitment.RecordType, id, "create") { To = CommitmentWorkflow.Asked, Attachments = paper is null ? [] : [paper.Hash] }, user);
        return commitment;
    }

    private async Task<long?> ClassAsync(DbScope db, string classNo, ICurrentUser user)
    {
        if (string.IsNullOrWhiteSpace(classNo))
        {
            return null;
        }
        var served = await classes.FindAsync(db, classNo.Trim()) ?? throw new Refusal("class_unknown", $"没有班号为 {classNo.Trim()} 的培训班。") { Field = "ClassNo" };
        return ClassAccess.MaySee(served.AdviserId, user, Permissions.View)
            ? served.Id
            : throw new Refusal("not_yours", "班主任只能为自己带的班申请。") { Field = "ClassNo", Status = 403 };
    }
}
