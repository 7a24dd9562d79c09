using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.LectureFees;

/// <summary>
/// The life of a payment list: made, handed in, approved by a second person and frozen, then turned into a claim, which alone carries the money
/// from there on. A list whose claim was cancelled or reversed may be taken back.
/// </summary>
internal sealed class FeeListWorkflow(ClaimService claims, FeeListStore store, FeeCards cards, TimeProvider clock) : IWorkflow
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

    /// <summary>States by name, in order.</summary>
    public static IReadOnlyDictionary<string, StateDefinition> States { get; } = new StateDefinition[]
    {
        new(Draft, "编制中", StateTone.Quiet),
        new(Checked, "待核定", StateTone.Waiting),
        new(Confirmed, "已核定", StateTone.Active),
        new(Handed, "已生成报销单", StateTone.Done),
        new(Cancelled, "已作废", StateTone.Quiet),
    }.ToDictionary(s => s.Name);

    public WorkflowDefinition Definition { get; } = new(FeeList.RecordType, "发放表", [.. States.Values],
    [
        new(Check, "提交核定", [Draft], Checked, Permissions.LectureFees),
        new(Confirm, "核定", [Checked], Confirmed, Permissions.ClaimsUnitApprove),
        new(Return, "退回修改", [Checked, Confirmed], Draft, Permissions.ClaimsUnitApprove) { AsksComment = true },
        new(Hand, "生成报销单", [Confirmed], Handed, Permissions.ClaimsManage),
        new(TakeBack, "收回", [Handed], Draft, Permissions.LectureFees) { AsksComment = true },
        new(Cancel, "作废", [Draft], Cancelled, Permissions.LectureFees) { AsksComment = true, IsGrave = true },
    ]);

    public async Task<string?> ReadStateAsync(DbScope db, long recordId)
    {
        if (db.Transaction is null)
        {
            return await db.FirstAsync<string>("SELECT state FROM fee_list WHERE id = @recordId", new { recordId });
        }
        await FeeListRepository.PassAsync(db, clock.Today());
        return await db.FirstAsync<string>("SELECT state FROM fee_list WHERE id = @recordId" + db.Dialect.ForUpdate, new { recordId });
    }

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE fee_list SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from", new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public async Task<bool> MayActAsync(DbScope db, long recordId, ICurrentUser user) =>
        await FeeListRepository.FindAsync(db, recordId) is { } list && FeeAccess.MaySee(user, list.AdviserId);

    public async Task ApplyAsync(StepContext step)
    {
        var (db, id) = (step.Session, step.RecordId);
        switch (step.Step.Name)
        {
            case Check:
                await db.ExecuteAsync("UPDATE fee_list SET submitted_by = @AccountId WHERE id = @id", new { id, step.User.AccountId });
                break;
            case Confirm:
                await db.ExecuteAsync("UPDATE fee_list SET snapshot = @Hash, confirmed_by_name = @DisplayName, pay_month = @Month WHERE id = @id",
                    new { id, Hash = FreshListRule.Hash(await FeeLineRepository.OfAsync(db, id)), step.User.DisplayName, Month = (await FeeListRepository.FindAsync(db, id))!.MonthOn(clock.Today()) });
                break;
            case Hand:
                await HandAsync(db, (await FeeListRepository.FindAsync(db, id))!, step.User);
                break;
            case Return or TakeBack:
                await db.ExecuteAsync("UPDATE fee_list SET snapshot = '', submitted_by = NULL, confirmed_by_name = '', claim_id = NULL WHERE id = @id", new { id });
                break;
            case Cancel:
                var held = await FeeLessonRepository.OfAsync(db, id);
                await db.ExecuteAsync("DELETE FROM fee_session WHERE list_id = @id", new { id });
                await store.ShareOutAsync(db, id, [.. held.Select(s => (s.InstructorId, s.Day)).Distinct()], step.User);
                break;
        }
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
        await claims.AttachAsync(db, claim.Number, new MemoryStream(FeeListWorkbook.Make(list, lines, await cards.MaskedAsync(db, lines), clock.Today())), $"{list.Title} {list.Number}.xlsx", list.Title, user);
        await db.ExecuteAsync("UPDATE fee_list SET claim_id = @ClaimId WHERE id = @Id", new { list.Id, ClaimId = claim.Id });
    }
}
