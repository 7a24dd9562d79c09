namespace CEBase.Example.Items;

/// <summary>事项: what was asked for, and what became of it.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ItemListModel(ListServices services) : ListPage<Item>(services)
{
    public bool MayManage => CurrentUser.Has(Permissions.Manage);

    protected override ListQuery<Item> Describe()
    {
        var definition = Engine.Definition(ItemWorkflow.RecordType);
        return new("事项", ItemRepository.Select, "i.id DESC")
        {
            Search = new("名称、理由", "i.title", "i.grounds"),
            Filters = [ListFilter.States(definition.States, "i.state"), ListFilter.Day("from", "日期不早于", "i.day >= @from")],
            Columns =
            [
                new("名称", i => i.Title) { Link = i => ExampleAddresses.Item(i.Id), Place = CellPlace.Head, Sort = ("title", "i.title") },
                new("状态", i => definition.State(i.State)),
                new("日期", i => i.Day) { Sort = ("day", "i.day") },
                new("金额（元）", i => i.Amount) { Place = CellPlace.Side, Sort = ("amount", "i.amount"), IsSummed = true },
                new("填报人", i => i.MadeByName),
            ],
            Unit = "件",
        };
    }
}
