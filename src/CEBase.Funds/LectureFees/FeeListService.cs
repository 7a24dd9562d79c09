using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Claims.Rules;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.LectureFees;

/// <summary>What a new list is for.</summary>
internal sealed record FeeListHead(LineKind Kind, long? ClassId, string Task, string? RequestKey);

/// <summary>Opens payment lists of any kind and keeps what they have in common: who may change them, the month of payment, the budget line.</summary>
[RestsOn("BJTU:38", How = "发放表写明发放月份和列支科目，一经提交不能再改")]
internal sealed class FeeListService(FundRepository funds, FeeListStore store, KindTable kinds, Trace trace, TimeProvider clock)
{
    /// <summary>Months ahead that may be named; further is a slip of the pen.</summary>
    private const int MonthsAhead = 12;

    /// <summary>The list that the same request made before, pressed twice; null when there is none.</summary>
    public async Task<FeeList?> MadeByAsync(DbScope db, string? requestKey) => requestKey is not null
        && await db.ScalarAsync<long?>("SELECT id FROM fee_list WHERE request_key = @requestKey", new { requestKey }) is { } before ? await FeeList.FindAsync(db, before) : null;

    /// <summary>Opens an empty draft; its lines are the caller's.</summary>
    public async Task<long> OpenAsync(DbScope db, FeeListHead head, ICurrentUser user)
    {
        var number = await DocumentNumbers.NextAsync(db, FeeList.Series, clock.Today().Year);
        return await db.InsertAsync("""
            INSERT INTO fee_list (number, kind, class_id, task, state, state_since, made_by, made_by_name, created_at, request_key, version)
            VALUES (@number, @Kind, @ClassId, @Task, 'draft', @Now, @AccountId, @DisplayName, @Now, @RequestKey, 1)
            """, new { number, Kind = head.Kind.ToString(), head.ClassId, head.Task, Now = clock.GetUtcNow(), user.AccountId, user.DisplayName, head.RequestKey });
    }

    /// <summary>Holds a draft that the user may change.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>not_yours</c>; <c>list_fixed</c>: it was handed in.</exception>
    public async Task<FeeList> LockAsync(DbScope db, string number, ICurrentUser user)
    {
        await FeeList.PassAsync(db, clock.Today());
        await db.FirstAsync<long?>("SELECT id FROM fee_list WHERE number = @number" + db.Dialect.ForUpdate, new { number });
        var list = await FeeList.FindAsync(db, number) ?? throw FeeAccess.NotThere(number);
        FeeAccess.Require(user, list.AdviserId);
        return list.IsOpen ? list : throw new Refusal("list_fixed", "发放表已经提交，不能再改；需要修改的，请核定人退回。") { Status = 409 };
    }

    /// <summary>Names the month in which the list is to be paid and computes the tax of that month; null is the month in which it will be approved.</summary>
    /// <exception cref="Refusal"><c>pay_month</c>: gone by, or too far ahead.</exception>
    public async Task SetMonthAsync(DbScope db, string number, string? month, ICurrentUser user)
    {
        var list = await LockAsync(db, number, user);
        var now = FeeMonth.Of(clock.Today());
        DateOnly? named = string.IsNullOrWhiteSpace(month) ? null
            : DateOnly.TryParseExact(month.Trim() + "-01", "yyyy-MM-dd", out var read) && read >= now && read <= now.AddMonths(MonthsAhead) ? read
            : throw new Refusal("pay_month", $"发放月份应在 {FeeMonth.InText(now)}到 {FeeMonth.InText(now.AddMonths(MonthsAhead))}之间，现填“{month.Trim()}”。") { Field = "PayMonth" };
        await db.ExecuteAsync("UPDATE fee_list SET pay_month = @named WHERE id = @Id", new { list.Id, named });
        await store.StoreAsync(db, list.Id);
        await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, list.Id, "fee_month") { Comment = named is { } m ? FeeMonth.InText(m) : "核定当月" }, user);
    }

    /// <summary>The budget line that bears the list; may be chosen until the claim is made.</summary>
    /// <exception cref="Refusal"><c>line_unknown</c>: not one that permits this kind of fee; <c>list_fixed</c>.</exception>
    public async Task SetBudgetAsync(DbScope db, string number, long? fundLineId, ICurrentUser user)
    {
        var list = await FeeList.FindAsync(db, number) ?? throw FeeAccess.NotThere(number);
        FeeAccess.Require(user, list.AdviserId);
        if (fundLineId is not { } id || await FundLine.FindAsync(db, id) is not { } line || !FeeUseRule.Permits(kinds, list.Kind, line) || (line.ClassId is { } owner && owner != list.ClassId))
        {
            throw new Refusal("line_unknown", $"请选择可以列支{list.Kind.Label()}的预算科目：{Permitted(list)}。") { Field = "FundLineId" };
        }
        if (await db.ExecuteAsync("UPDATE fee_list SET fund_line_id = @id, version = version + 1 WHERE id = @ListId AND state IN ('draft', 'checked', 'confirmed')", new { id, ListId = list.Id }) == 0)
        {
            throw new Refusal("list_fixed", "报销单已经生成，不能再改科目。") { Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, list.Id, "fee_budget"), user);
    }

    /// <summary>Which budget lines may bear the list, for who finds none with money left.</summary>
    public string Permitted(FeeList list) => FeeUseRule.Allowed(kinds, list.Kind);

    /// <summary>Budget lines with money left that permit this kind of fee, by source; those of the class first.</summary>
    public async Task<IReadOnlyList<(string Fund, IReadOnlyList<FundLine> Lines)>> BudgetsAsync(DbScope db, FeeList list)
    {
        var groups = new List<(string, IReadOnlyList<FundLine>)>();
        foreach (var fund in await funds.ListAsync(db))
        {
            var lines = (await FundLine.OfFundAsync(db, fund.Id))
                .Where(l => FeeUseRule.Permits(kinds, list.Kind, l) && (l.ClassId is null || l.ClassId == list.ClassId) && l.Remaining > Money.Zero).ToList();
            if (lines.Count > 0)
            {
                groups.Add((fund.Name, [.. lines.OrderByDescending(l => l.ClassId is not null).ThenByDescending(l => l.Year)]));
            }
        }
        return groups;
    }
}

/// <summary>Who sees and makes which lists.</summary>
internal static class FeeAccess
{
    public static bool MaySee(ICurrentUser user, long? adviserId) => ClassAccess.MaySee(adviserId, user, Permissions.View);

    /// <exception cref="Refusal"><c>not_yours</c>.</exception>
    public static void Require(ICurrentUser user, long? adviserId)
    {
        if (!MaySee(user, adviserId))
        {
            throw new Refusal("not_yours", "班主任只能为自己带的班编制发放表。") { Status = 403 };
        }
    }

    public static Refusal NotThere(string number) => Refusal.NotFound($"没有编号为 {number} 的发放表。");
}
