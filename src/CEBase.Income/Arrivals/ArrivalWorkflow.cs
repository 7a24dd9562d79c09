using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.Arrivals;

/// <summary>
/// The life of a line of the account: it waits until finance has said which bills it pays, that it is no fee, or that it went back to its payer. A part of it
/// may be put to bills while the rest waits on. Confirming posts the receipts in the same transaction.
/// </summary>
[RestsOn("BJTU:38", How = "到账流水逐笔认领，未认领的列出")]
internal sealed class ArrivalWorkflow(ArrivalRepository arrivals, ReceivableRepository bills, ReceiptRepository receipts, ReceiptService posting, TimeProvider clock) : TableWorkflow<Arrival>("arrival", clock)
{
    public const string Waiting = "waiting";
    public const string Matched = "matched";
    public const string Other = "other";

    public const string Match = "arrival_match";
    public const string MatchPart = "arrival_match_part";
    public const string Dismiss = "arrival_dismiss";
    public const string Reopen = "arrival_reopen";
    public const string Release = "arrival_release";
    public const string Return = "arrival_return";
    public const string ReturnRest = "arrival_return_rest";

    /// <summary>Between the numbers of the bills in the note.</summary>
    private const char Comma = '、';

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(Arrival.RecordType, "到账流水",
    [
        new(Waiting, "待认领", StateTone.Waiting),
        new(Matched, "已认领", StateTone.Done),
        new(Other, "不登记", StateTone.Quiet),
    ],
    [
        new(Match, "认领到账", [Waiting], Matched, Permissions.ReceiptsRecord),
        new(MatchPart, "认领一部分", [Waiting], Waiting, Permissions.ReceiptsRecord),
        new(Dismiss, "标为非培训收费", [Waiting], Other, Permissions.ReceiptsRecord) { AsksComment = true },
        new(Reopen, "到账重新认领", [Other], Waiting, Permissions.ReceiptsRecord) { AsksComment = true },
        new(Release, "到账冲正，重新认领", [Waiting, Matched, Other], Waiting, Permissions.ReceiptsRecord) { IsAutomatic = true },
        new(Return, "退回付款人", [Waiting], Other, Permissions.ReceiptsRecord) { AsksComment = true, IsGrave = true },
        new(ReturnRest, "余款退回付款人", [Waiting], Matched, Permissions.ReceiptsRecord) { AsksComment = true, IsGrave = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    /// <summary>A line tells when it was noted and when it arrived, not since when it waits.</summary>
    protected override string? SinceColumn => null;

    /// <summary>The chosen bills as the note keeps them.</summary>
    public static string NoteOf(IEnumerable<Receivable> chosen) => string.Join(Comma, chosen.Select(b => b.Number));

    protected override Task<Arrival?> ReadAsync(DbScope db, long recordId) => arrivals.FindAsync(db, recordId);

    protected override void Describe(StepSet<Arrival> steps) => steps.On(Match, MatchPart)
        .Gate("付款人与余款", typeof(PayerRule), async (step, line) =>
        {
            var chosen = await ChosenAsync(step.Db, line);
            return [.. PayerRule.Check(line.PayerName, line.Remark, chosen), .. PayerRule.CheckRest(line.Rest - (ArrivalMatch.Split(line.Rest, chosen) ?? []).Sum())];
        })
        .Then(PostAsync);

    private async Task PostAsync(StepContext step, Arrival line)
    {
        var chosen = await ChosenAsync(step.Db, line);
        var parts = ArrivalMatch.Split(line.Rest, chosen)!;
        // In order of id, so that two people with crossing choices wait for one another instead of both standing still.
        foreach (var (bill, part) in chosen.Zip(parts).OrderBy(x => x.First.Id))
        {
            await posting.PostAsync(step.Engine, step.Db, new IncomingPayment(bill.Id, PaymentMeans.Transfer, line.OutsideNo, part, line.PaidOn, line.PayerName)
            {
                Key = await receipts.NextKeyAsync(step.Db, PaymentMeans.Transfer, line.OutsideNo), ArrivalId = line.Id,
            }, step.User);
        }
        await arrivals.UseAsync(step.Db, line.Id, parts.Sum());
    }

    private async Task<IReadOnlyList<Receivable>> ChosenAsync(DbScope db, Arrival line)
    {
        var chosen = new List<Receivable>();
        foreach (var number in line.Note.Split(Comma, StringSplitOptions.RemoveEmptyEntries))
        {
            chosen.Add((await bills.FindAsync(db, number))!);
        }
        return chosen;
    }
}
