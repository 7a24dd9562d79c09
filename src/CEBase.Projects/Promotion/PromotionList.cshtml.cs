namespace CEBase.Projects.Promotion;

/// <summary>宣传材料 of all projects.</summary>
[RequirePermission(Permissions.View)]
internal sealed class PromotionListModel(ListServices services) : ListPage<PromotionLine>(services)
{
    protected override ListQuery<PromotionLine> Describe() => new("宣传材料", PromotionLine.Select, "m.state_since DESC, m.id DESC")
    {
        Unit = "份",
        Search = new("标题、项目、审批编号", "m.title", "p.name", "p.number", "p.approval_no"),
        Filters = [ListFilter.States(PromotionWorkflow.Life.States, "m.state")],
        Columns =
        [
            new("标题", m => m.Title) { Link = m => m.Href, Sort = ("title", "m.title"), Place = CellPlace.Head },
            new("项目", m => m.ProjectNumber) { Detail = m => m.ProjectName, IsText = true },
            new("审批编号", m => m.ApprovalNo ?? "尚未批准"),
            new("开班日", m => m.StartsOn) { Sort = ("start", "p.starts_on") },
            new("状态", m => m.StateDefinition),
            new("自", m => m.StateSince) { Sort = ("since", "m.state_since") },
        ],
    };
}
