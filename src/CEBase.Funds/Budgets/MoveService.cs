using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>A transfer or carry-over as asked for; a carry-over names no target, which is the same line next year.</summary>
internal sealed record MoveRequest(MoveKind Kind, long FromLine, long? ToLine, Money Amount, string Reason)
{
    public string? RequestKey { get; init; }
}

/// <summary>Takes requests. Money moves when somebody else approves (<see cref="MoveWorkflow"/>).</summary>
internal sealed class MoveService(FundLedger ledger, Trace trace, TimeProvider clock)
{
    public const string Series = "TJ";

    /// <exception cref="Refusal">A value is missing, or a rule stops it (its code is the rule's id).</exception>
    public async Task<FundMove> AskAsync(DbScope db, MoveRequest request, ICurrentUser user)
    {
        await DocumentNumbers.LockAsync(db, Series, clock.Today().Year);
        if (await BeforeAsync(db, request.RequestKey) is { } before)
        {
            return before;
        }
        var wrong = new Refusals();
        var line = await FundLine.FindAsync(db, request.FromLine);
        wrong.Ask(() => FieldParser.Require(line is not null, "line_unknown", nameof(request.FromLine), "请选择转出科目。"));
        wrong.Ask(() => FieldParser.Require(request.Kind != MoveKind.Transfer || request.ToLine is not null, "line_unknown", nameof(request.ToLine), "请选择转入科目。"));
        wrong.Ask(() => NeedReason(request.Reason));
        wrong.Done();
        var from = line!;
        if (request.Kind == MoveKind.CarryOver && from.Year > clock.Today().Year)
        {
            throw new Refusal("carry_early", $"{from.Year} 年还没有开始，没有可以结转的余额。") { Field = nameof(request.FromLine) };
        }
        var target = request.Kind == MoveKind.CarryOver ? await ledger.LineAsync(db, from.FundId, from.Year + 1, from.UseCode, from.Item, from.ClassId) : request.ToLine!.Value;
        var to = await FundLine.FindAsync(db, target) ?? throw new Refusal("line_unknown", "请选择转入科目。") { Field = nameof(request.ToLine) };
        if (MoveRule.Check(request.Kind, from, to, request.Amount).FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw new Refusal(stop.Rule, stop.Sentence) { Field = nameof(request.Amount) };
        }
        return await InsertAsync(db, request.Kind, from.FundId, from.Id, to.Id, null, request.Amount, request.Reason, request.RequestKey, user);
    }

    /// <summary>Asks to take a paid claim back.</summary>
    /// <exception cref="Refusal">No reason; a request is open already (<c>reversal_open</c>).</exception>
    public async Task<FundMove> AskReversalAsync(DbScope db, long fundId, long claimId, Money amount, string reason, ICurrentUser user)
    {
        NeedReason(reason);
        await DocumentNumbers.LockAsync(db, Series, clock.Today().Year);
        if (await db.ScalarAsync<long?>("SELECT id FROM fund_move WHERE claim_id = @claimId AND state IN ('asked', 'approved')", new { claimId }) is not null)
        {
            throw new Refusal("reversal_open", "这张报销单已有冲销申请。") { Status = 409 };
        }
        return await InsertAsync(db, MoveKind.ClaimReversal, fundId, null, null, claimId, amount, reason, null, user);
    }

    private async Task<FundMove> InsertAsync(DbScope db, MoveKind kind, long fundId, long? from, long? to, long? claimId, Money amount, string reason, string? key, ICurrentUser user)
    {
        var number = await DocumentNumbers.NextAsync(db, Series, clock.Today().Year);
        var id = await db.InsertAsync("""
            INSERT INTO fund_move (number, kind, state, state_since, fund_id, from_line, to_line, claim_id, amount, reason, asked_by, asked_by_name, asked_at, request_key)
            VALUES (@number, @Kind, 'asked', @Now, @fundId, @from, @to, @claimId, @amount, @Reason, @AccountId, @DisplayName, @Now, @key)
            """, new { number, Kind = kind.ToString(), Now = clock.GetUtcNow(), fundId, from, to, claimId, amount, Reason = reason.Trim(), user.AccountId, user.DisplayName, key });
        await trace.AppendAsync(db, new TraceEntry(FundMove.RecordType, id, "create") { To = MoveWorkflow.Asked, Comment = reason.Trim() }, user);
        return (await FundMove.FindAsync(db, id))!;
    }

    private static async Task<FundMove?> BeforeAsync(DbScope db, string? key) =>
        key is null ? null : await db.FirstAsync<FundMove>($"{FundMove.Select} WHERE m.request_key = @key", new { key });

    private static void NeedReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "请写明理由，审批人据此判断。") { Field = "Reason" };
        }
    }
}
