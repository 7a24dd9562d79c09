namespace CEBase.Funds.Budgets;

/// <summary>A version with what it comes to.</summary>
internal sealed record BudgetRow
{
    public long Id { get; init; }
    public string FundName { get; init; } = "";
    public int VersionNo { get; init; }
    public string State { get; init; } = "";
    public string Title { get; init; } = "";
    public int FromYear { get; init; }
    public int UntilYear { get; init; }
    public string DraftedByName { get; init; } = "";
    public Money Total { get; init; }
}

/// <summary>预算: every version of every fund.</summary>
[RequirePermission(Permissions.View)]
internal sealed class BudgetListModel(ListServices services) : ListPage<BudgetRow>(services)
{
    private const string Select = """
        SELECT b.id, f.name AS fund_name, b.version_no, b.state, b.title, b.from_year, b.until_year, b.drafted_by_name,
          CAST((SELECT coalesce(sum(i.amount), 0) FROM budget_item i WHERE i.budget_id = b.id) AS bigint) AS total
        FROM budget b JOIN fund f ON f.id = b.fund_id
        """;

    public bool MayManage => CurrentUser.Has(Permissions.BudgetManage);

    protected override ListQuery<BudgetRow> Describe()
    {
        var life = Engine.Definition(Budget.RecordType);
        return new("预算", Select, "f.code, b.version_no DESC")
        {
            Unit = "个版本", Filters = [ListFilter.States(life.States, "b.state")], Search = new("经费来源、名称、起草人", "f.name", "b.title", "b.drafted_by_name"),
            Columns =
            [
                new("经费来源", b => b.FundName) { Sort = ("fund", "f.name"), IsText = true },
                new("版本", b => $"第 {b.VersionNo} 版"),
                new("名称", b => b.Title) { Link = b => FundsAddresses.Budget(b.Id), Place = CellPlace.Head },
                new("年度", b => $"{b.FromYear} 至 {b.UntilYear}") { Sort = ("years", "b.from_year") },
                new("状态", b => life.State(b.State)) { Sort = ("state", StateOrder.Of("b.state", life.States)) },
                new("起草人", b => b.DraftedByName),
                new("合计（元）", b => b.Total) { Sort = ("total", "total"), Place = CellPlace.Side, IsSummed = true },
            ],
        };
    }
}
