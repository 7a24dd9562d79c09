using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;

namespace CEBase.Funds.LectureFees;

/// <summary>
/// The life of a payment list: made, handed in, approved by a second person and frozen, then turned into a claim, which alone carries the money
/// from there on. A list whose claim was cancelled or reversed may be taken back.
/// </summary>
internal sealed class FeeListWorkflow(ClaimService claims, LectureFeeService lectures, FeeListStore store, FeeCards cards, FeeMonths months, KindTable kinds, TimeProvider clock)
    : TableWorkflow<FeeList>("fee_list", clock)
{
    public const string Draft = "draft";
    public const string Checked = "checked";
    public const string Confirmed = "confirmed";
    public const string Handed = "handed";
    public const string Cancelled = "cancelled";

    public const string Check = "check";
    public const string Confirm = "confirm";
    public const string Return = "return";
    public const string Hand = "hand";
    public const string TakeBack = "take-back";
    public const string Cancel = "cancel";

    private readonly TimeProvider _clock = clock;

    /// <summary>States by name, in order.</summary>
    public static IReadOnlyDictionary<string, StateDefinition> States { get; } = new StateDefinition[]
    {
        new(Draft, "编制中", StateTone.Quiet),
        new(Checked, "待核定", StateTone.Waiting),
        new(Confirmed, "已核定", StateTone.Active),
        new(Handed, "已生成报销单", StateTone.Done),
        new(Cancelled, "已作废", StateTone.Quiet),
    }.ToDictionary(s => s.Name);

    public override WorkflowDefinition Definition { get; } = new(FeeList.RecordType, "发放表", [.. States.Values],
    [
        new(Check, "提交核定", [Draft], Checked, Permissions.LectureFees),
        new(Confirm, "核定", [Checked], Confirmed, Permissions.ClaimsUnitApprove),
        new(Return, "退回修改", [Checked, Confirmed], Draft, Permissions.ClaimsUnitApprove) { AsksComment = true },
        new(Hand, "生成报销单", [Confirmed], Handed, Permissions.ClaimsManage),
        new(TakeBack, "收回", [Handed], Draft, Permissions.LectureFees) { AsksComment = true },
        new(Cancel, "作废", [Draft], Cancelled, Permissions.LectureFees) { AsksComment = true, IsGrave = true },
    ]);

    public override async Task<string?> ReadStateAsync(DbScope db, long recordId)
    {
        if (db.Transaction is not null)
        {
            await FeeListRepository.PassAsync(db, _clock.Today());
        }
        return await base.ReadStateAsync(db, recordId);
    }

    protected override Task<FeeList?> ReadAsync(DbScope db, long recordId) => FeeListRepository.FindAsync(db, recordId);

    protected override Task<bool> MayActAsync(DbScope db, FeeList record, ICurrentUser user) => Task.FromResult(FeeAccess.MaySee(user, record.AdviserId));

    protected override void Describe(StepSet<FeeList> steps)
    {
        // What must be looked at is passed by who approves the list.
        steps.On(Check)
            .Gate("标准与计算", async (step, list) => [.. (await ComputedAsync(step.Db, list)).Select(f => f.Severity == Severity.Review ? f with { Severity = Severity.Note, Sentence = f.Sentence + "（由核定人复核）" } : f)])
            .Then((step, list) => step.Db.ExecuteAsync("UPDATE fee_list SET submitted_by = @AccountId WHERE id = @Id", new { list.Id, step.User.AccountId }));
        steps.On(Confirm)
            .Gate("标准与计算", (step, list) => ComputedAsync(step.Db, list))
            .Gate("由另一人核定", (step, list) => SecondPersonRule.Check(step.User.AccountId, (list.MadeBy, "编制人"), (list.SubmittedBy, "提交人")))
            .Then(async (step, list) => await step.Db.ExecuteAsync("UPDATE fee_list SET snapshot = @Hash, confirmed_by_name = @DisplayName, pay_month = @Month WHERE id = @Id",
                new { list.Id, Hash = FreshListRule.Hash(await FeeLineRepository.OfAsync(step.Db, list.Id)), step.User.DisplayName, Month = list.MonthOn(_clock.Today()) }));
        steps.On(Hand)
            .Gate("转账银行卡", CardsAsync)
            .Gate("列支科目与核定数字", typeof(FeeBudgetRule), BudgetAsync)
            .Gate("发放月份与税款", (step, list) => months.CheckAsync(step.Db, list, list.MonthOn(_clock.Today()), isPaid: false))
            .Then((step, list) => HandAsync(step.Db, list, step.User));
        steps.On(TakeBack).Gate("报销单已作废或冲销", (_, list) => ClaimGoneRule.Check(list));
        steps.On(Return, TakeBack).Then((step, list) => step.Db.ExecuteAsync("UPDATE fee_list SET snapshot = '', submitted_by = NULL, confirmed_by_name = '', claim_id = NULL WHERE id = @Id", new { list.Id }));
        steps.On(Cancel)
            .Gate("共同学时另有发放", async (step, list) => [.. SharedHoursRule.Check(await store.UnpaidWithoutAsync(step.Db, list.Id, []))])
            .Then(GiveUpAsync);
    }

    /// <summary>Caps, and that the list still is what would be computed now.</summary>
    private async Task<IReadOnlyList<Finding>> ComputedAsync(DbScope db, FeeList list)
    {
        var lines = await FeeLineRepository.OfAsync(db, list.Id);
        return [.. list.Kind == LineKind.Lecture ? FeeListRule.Check(lines) : OtherFeeRule.Check(list.Kind, lines), .. FreshListRule.Check(lines, await lectures.NowAsync(db, list))];
    }

    private async Task<IReadOnlyList<Finding>> CardsAsync(StepContext step, FeeList list)
    {
        var lines = await FeeLineRepository.OfAsync(step.Db, list.Id);
        return [.. CardRule.Check(lines, (await cards.MaskedAsync(step.Db, lines)).Keys.ToHashSet())];
    }

    private async Task<IReadOnlyList<Finding>> BudgetAsync(StepContext step, FeeList list)
    {
        var line = list.FundLineId is { } id ? await FundLineRepository.FindAsync(step.Db, id) : null;
        return [.. line is null ? [] : FeeUseRule.Check(kinds, list.Kind, line), .. FeeBudgetRule.Check(list, line, FreshListRule.Hash(await FeeLineRepository.OfAsync(step.Db, list.Id)))];
    }

    private async Task GiveUpAsync(StepContext step, FeeList list)
    {
        var held = await FeeLessonRepository.OfAsync(step.Db, list.Id);
        await step.Db.ExecuteAsync("DELETE FROM fee_session WHERE list_id = @Id", new { list.Id });
        await store.ShareOutAsync(step.Db, list.Id, [.. held.Select(s => (s.InstructorId, s.Day)).Distinct()], step.User);
    }

    /// <summary>One line of the claim for each line that pays; the list goes along as a workbook, card numbers masked.</summary>
    private async Task HandAsync(DbScope db, FeeList list, ICurrentUser user)
    {
        var budget = (await FundLineRepository.FindAsync(db, list.FundLineId!.Value))!;
        var lines = (await FeeLineRepository.OfAsync(db, list.Id)).Where(l => l.Net > Money.Zero).ToList();
        var claim = await claims.CreateAsync(db, new ClaimDetails(list.ClassId is null ? $"{list.Task}{list.Kind.Label()}（{list.Number}）" : $"{list.ClassNo} 班{list.Kind.Label()}（{list.Number}）", budget.FundId, list.ClassNo, ""), user);
        foreach (var line in lines)
        {
            await claims.SaveLineAsync(db, claim.Number, null, FeeClaim.DetailsOf(list, budget.Id, line), user);
        }
        await claims.AttachAsync(db, claim.Number, new MemoryStream(FeeListWorkbook.Make(list, lines, await cards.MaskedAsync(db, lines), _clock.Today())), $"{list.Title} {list.Number}.xlsx", list.Title, user);
        await db.ExecuteAsync("UPDATE fee_list SET claim_id = @ClaimId WHERE id = @Id", new { list.Id, ClaimId = claim.Id });
    }
}
