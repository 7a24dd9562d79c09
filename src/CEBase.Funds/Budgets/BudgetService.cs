using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>A draft as asked for.</summary>
internal sealed record BudgetDraft(long FundId, int FromYear, int UntilYear, string Title, string Reason)
{
    public string? RequestKey { get; init; }
}

/// <summary>
/// Drafts versions of budgets. A new version starts from what the ledger plans now, transfers and carry-overs included, so that approving it
/// can't undo them unseen.
/// </summary>
[RestsOn("NPU:19", How = "经费须按预算开支：多年预算分版本编制，批准后才可用")]
internal sealed class BudgetService(FundRepository funds, IClassDirectory classes, Trace trace, TimeProvider clock)
{
    /// <exception cref="Refusal">A value is missing or doesn't fit; a draft of this fund is open (<c>draft_open</c>).</exception>
    public async Task<Budget> DraftAsync(DbScope db, BudgetDraft draft, ICurrentUser user)
    {
        // Holds the fund, so that versions are numbered one by one.
        await db.FirstAsync<long?>("SELECT id FROM fund WHERE id = @FundId" + db.Dialect.ForUpdate, new { draft.FundId });
        if (draft.RequestKey is { } key && await db.ScalarAsync<long?>("SELECT id FROM budget WHERE request_key = @key", new { key }) is { } before)
        {
            return (await BudgetRepository.FindAsync(db, before))!;
        }
        var wrong = new Refusals();
        var fund = await wrong.AskAsync(async () => await funds.FindAsync(db, draft.FundId) ?? throw new Refusal("fund_unknown", "请选择经费来源。") { Field = nameof(draft.FundId) });
        wrong.Ask(() => Field.Check(draft.FromYear is >= 2000 and <= 2100 && draft.UntilYear >= draft.FromYear && draft.UntilYear - draft.FromYear < 10, "years", nameof(draft.UntilYear),
            "请填写四位年份，止年不早于起年，一份预算不超过十年。"));
        wrong.Ask(() => Field.Required(draft.Title, nameof(draft.Title), "预算名称"));
        wrong.Done();
        if (await db.FirstAsync<long?>("SELECT id FROM budget WHERE fund_id = @FundId AND state IN ('draft', 'submitted')", new { draft.FundId }) is not null)
        {
            throw new Refusal("draft_open", "这项经费已有一份草稿或待批的预算，请先办完它。") { Status = 409 };
        }
        var no = await db.ScalarAsync<int>("SELECT coalesce(max(version_no), 0) + 1 FROM budget WHERE fund_id = @FundId", new { draft.FundId });
        var id = await db.InsertAsync("""
            INSERT INTO budget (fund_id, version_no, state, state_since, title, reason, from_year, until_year, base_plan, drafted_by, drafted_by_name, request_key, version)
            VALUES (@FundId, @no, 'draft', @Now, @Title, @Reason, @FromYear, @UntilYear, @PlanVersion, @AccountId, @DisplayName, @RequestKey, 1)
            """, new
        {
            draft.FundId, no, Now = clock.GetUtcNow(), Title = draft.Title.Trim(), Reason = draft.Reason.Trim(), draft.FromYear, draft.UntilYear, fund!.PlanVersion,
            user.AccountId, user.DisplayName, draft.RequestKey,
        });
        await CopyPlanAsync(db, id, draft);
        await trace.AppendAsync(db, new TraceEntry(Budget.RecordType, id, "create") { To = "draft" }, user);
        return (await BudgetRepository.FindAsync(db, id))!;
    }

    /// <summary>Adds an item, or sets its amount and months when the version has it already.</summary>
    public async Task SetItemAsync(DbScope db, long budgetId, int? year, string? choice, string? classNo, string? amount, ICurrentUser user, int? fromMonth = null, int? untilMonth = null)
    {
        var budget = await LockDraftAsync(db, budgetId);
        var fund = (await funds.FindAsync(db, budget.FundId))!;
        var parts = (choice ?? "").Split('|');
        var wrong = new Refusals();
        wrong.Ask(() => Field.Check(year >= budget.FromYear && year <= budget.UntilYear, "year", "Year", $"年度应在 {budget.FromYear} 与 {budget.UntilYear} 之间。"));
        wrong.Ask(() => Field.Check(parts.Length == 2 && UseItems.Has(parts[0], parts[1], fund.OnlyPermittedUses), "use_unknown", "Choice", "请选择开支范围和细目。"));
        var served = string.IsNullOrWhiteSpace(classNo) ? null : await classes.FindAsync(db, classNo.Trim());
        wrong.Ask(() => Field.Check(string.IsNullOrWhiteSpace(classNo) || served is not null, "class_unknown", "ClassNo", $"没有班号为 {classNo?.Trim()} 的培训班。"));
        var money = wrong.Ask(() => Field.Money(amount, "Amount", "金额"));
        var months = wrong.Ask(() => PlanMonths.Read(fromMonth, untilMonth));
        wrong.Done();
        var classId = served?.Id;
        await SetAsync(db, budgetId, year!.Value, parts[0], parts[1], classId, money, months);
        await TouchAsync(db, budget, user, "budget_item");
    }

    public async Task RemoveItemAsync(DbScope db, long budgetId, long itemId, ICurrentUser user)
    {
        var budget = await LockDraftAsync(db, budgetId);
        await db.ExecuteAsync("DELETE FROM budget_item WHERE id = @itemId AND budget_id = @budgetId", new { itemId, budgetId });
        await TouchAsync(db, budget, user, "budget_item_remove");
    }

    /// <summary>Takes the draft's figures from the ledger once more, after a transfer or carry-over came in between.</summary>
    public async Task RefreshAsync(DbScope db, long budgetId, ICurrentUser user)
    {
        var budget = await LockDraftAsync(db, budgetId);
        await db.ExecuteAsync("DELETE FROM budget_item WHERE budget_id = @budgetId", new { budgetId });
        await CopyPlanAsync(db, budgetId, new BudgetDraft(budget.FundId, budget.FromYear, budget.UntilYear, "", ""));
        var fund = (await funds.FindAsync(db, budget.FundId))!;
        await db.ExecuteAsync("UPDATE budget SET base_plan = @PlanVersion WHERE id = @budgetId", new { fund.PlanVersion, budgetId });
        await TouchAsync(db, budget, user, "budget_refresh");
    }

    private static Task SetAsync(DbScope db, long budgetId, int year, string useCode, string item, long? classId, Money amount, PlanMonths months) => db.ExecuteAsync("""
        INSERT INTO budget_item (budget_id, year, use_code, item, class_id, amount, from_month, until_month) VALUES (@budgetId, @year, @useCode, @item, @classId, @amount, @From, @Until)
        ON CONFLICT (budget_id, year, use_code, item, coalesce(class_id, 0)) DO UPDATE SET amount = excluded.amount, from_month = excluded.from_month, until_month = excluded.until_month
        """, new { budgetId, year, useCode, item, classId, amount, months.From, months.Until });

    private static Task CopyPlanAsync(DbScope db, long budgetId, BudgetDraft draft) => db.ExecuteAsync("""
        INSERT INTO budget_item (budget_id, year, use_code, item, class_id, amount, from_month, until_month)
        SELECT @budgetId, year, use_code, item, class_id, planned, from_month, until_month FROM fund_line WHERE fund_id = @FundId AND planned > 0 AND year BETWEEN @FromYear AND @UntilYear
        """, new { budgetId, draft.FundId, draft.FromYear, draft.UntilYear });

    private async Task TouchAsync(DbScope db, Budget budget, ICurrentUser user, string act)
    {
        await trace.AppendAsync(db, new TraceEntry(Budget.RecordType, budget.Id, act), user);
    }

    private static async Task<Budget> LockDraftAsync(DbScope db, long budgetId)
    {
        await db.FirstAsync<long?>("SELECT id FROM budget WHERE id = @budgetId" + db.Dialect.ForUpdate, new { budgetId });
        var budget = await BudgetRepository.FindAsync(db, budgetId) ?? throw Refusal.NotFound("没有这份预算。");
        return budget.State == BudgetWorkflow.Draft ? budget : throw new Refusal("budget_fixed", "只有草稿可以改。要调整已批准的预算，请起草新版本或办理调剂。") { Status = 409 };
    }
}
