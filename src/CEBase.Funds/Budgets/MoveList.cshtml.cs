namespace CEBase.Funds.Budgets;

/// <summary>调剂与结转.</summary>
[RequirePermission(Permissions.View)]
internal sealed class MoveListModel(ListServices services) : ListPage<FundMove>(services)
{
    public bool MayManage => CurrentUser.Has(Permissions.BudgetManage);

    protected override ListQuery<FundMove> Describe()
    {
        var life = Engine.Definition(FundMove.RecordType);
        return new("调剂、结转与冲销", FundMoveRepository.Select, "m.id DESC")
        {
            Filters = [ListFilter.States(life.States, "m.state")], Search = new("编号、理由、申请人、报销单", "m.number", "m.reason", "m.asked_by_name", "c.number"),
            Columns =
            [
                new("编号", m => m.Number) { Sort = ("number", "m.number"), Link = m => FundsAddresses.Move(m.Number) },
                new("类型", m => m.Kind.Label()),
                new("经费来源", m => m.FundName) { Sort = ("fund", "f.name"), IsText = true },
                new("金额（元）", m => m.Amount) { Sort = ("amount", "m.amount"), Place = CellPlace.Side, IsSummed = true },
                new("理由", m => m.Reason) { Place = CellPlace.Head },
                new("申请人", m => m.AskedByName),
                new("申请日", m => m.AskedAt.ChinaDay()) { Sort = ("asked", "m.asked_at") },
                new("状态", m => life.State(m.State)) { Sort = ("state", StateOrder.Of("m.state", life.States)) },
            ],
        };
    }
}
