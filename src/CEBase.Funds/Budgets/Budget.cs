using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>A version of a fund's budget over one or several years.</summary>
internal sealed record Budget
{
    public const string RecordType = "Budget";

    public long Id { get; init; }
    public long FundId { get; init; }
    public string FundName { get; init; } = "";
    public int VersionNo { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset StateSince { get; init; }
    public string Title { get; init; } = "";
    public string Reason { get; init; } = "";
    public int FromYear { get; init; }
    public int UntilYear { get; init; }

    /// <summary>How often the fund's plan had changed when the draft was made.</summary>
    public int BasePlan { get; init; }

    public long? DraftedBy { get; init; }
    public string DraftedByName { get; init; } = "";
}

/// <summary>A line of a version.</summary>
internal sealed record BudgetItem
{
    public long Id { get; init; }
    public long BudgetId { get; init; }
    public int Year { get; init; }
    public string UseCode { get; init; } = "";
    public string Item { get; init; } = "";
    public long? ClassId { get; init; }
    public string? ClassNo { get; init; }
    public Money Amount { get; init; }
    public int FromMonth { get; init; } = 1;
    public int UntilMonth { get; init; } = 12;

    /// <summary>When it is meant to be spent.</summary>
    public PlanMonths Months => new(FromMonth, UntilMonth);

    public (int, string, string, long) Key => (Year, UseCode, Item, ClassId ?? 0);
}

/// <summary>Reads versions and their lines.</summary>
internal static class BudgetRepository
{
    public const string Select = """
        SELECT b.id, b.fund_id, f.name AS fund_name, b.version_no, b.state, b.state_since, b.title, b.reason, b.from_year, b.until_year, b.base_plan,
          b.drafted_by, b.drafted_by_name
        FROM budget b JOIN fund f ON f.id = b.fund_id
        """;

    /// <summary>Words of acts that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "起草", ["recipe"] = "由配方建立" };

    public static Task<Budget?> FindAsync(DbScope db, long id) => db.FirstAsync<Budget>($"{Select} WHERE b.id = @id", new { id });

    public static Task<IReadOnlyList<BudgetItem>> ItemsAsync(DbScope db, long budgetId) => db.QueryAsync<BudgetItem>("""
        SELECT i.id, i.budget_id, i.year, i.use_code, i.item, i.class_id, c.class_no, i.amount, i.from_month, i.until_month FROM budget_item i LEFT JOIN published_training_class c ON c.id = i.class_id
        WHERE i.budget_id = @budgetId ORDER BY i.year, i.use_code, i.item, c.class_no
        """, new { budgetId });
}
