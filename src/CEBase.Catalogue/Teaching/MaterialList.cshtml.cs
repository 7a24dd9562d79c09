namespace CEBase.Catalogue.Teaching;

/// <summary>All materials of the base, those that somebody should look at again first.</summary>
[RequirePermission(Permissions.View)]
internal sealed class MaterialListModel(ListServices services, MaterialFacts facts) : ListPage<Material>(services)
{
    private static readonly StateDefinition Reviewed = new("reviewed", "已审阅", StateTone.Done);
    private static readonly StateDefinition Due = new("due", "待审阅", StateTone.Waiting);

    public int? Months { get; private set; }

    protected override async Task<ListQuery<Material>> DescribeAsync(DbScope db)
    {
        Months = await facts.MonthsAsync(db, Today);
        var before = Months is { } months ? Today.AddMonths(-months) : DateOnly.MinValue;
        return new("教材资料", MaterialRepository.Select, "m.reviewed_on, m.id")
        {
            Unit = "份",
            Where = "m.is_retired = FALSE",
            Values = new Dictionary<string, object?> { ["Before"] = before },
            Search = new("名称、编著者或课程", "m.title", "m.author", "k.name"),
            Filters =
            [
                ListFilter.Choice("kind", "类型", "m.kind", Material.Kinds.Select(k => new ListOption(k.Code, k.Label))),
                new("due", "审阅", "m.reviewed_on < @Before") { Options = [new("true", "只看待审阅")] },
            ],
            Columns =
            [
                new("名称", m => m.Title) { Sort = ("title", "m.title"), Link = m => m.FileHref, Place = CellPlace.Head, IsText = true },
                new("类型", m => m.KindLabel),
                new("课程", m => m.ClassNo is null ? m.CourseName : $"{m.CourseName}（{m.ClassNo}）") { Sort = ("course", "k.code"), Link = m => CatalogueAddresses.Course(m.CourseCode) },
                new("版本", m => $"第 {m.CurrentNo} 版"),
                new("最近审阅", m => m.ReviewedOn) { Sort = ("reviewed", "m.reviewed_on") },
                new("状态", m => Months is { } n && m.IsDue(Today, n) ? Due : Reviewed),
            ],
        };
    }
}
