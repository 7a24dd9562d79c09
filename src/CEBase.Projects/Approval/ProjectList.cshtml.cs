using CEBase.Projects.Drafting;
using CEBase.Projects.Units;

namespace CEBase.Projects.Approval;

/// <summary>立项: all projects, with the view in the address.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ProjectListModel(ListServices services, ProjectRepository projects, UnitRepository units) : ListPage<Project>(services)
{
    public bool MayCreate => CurrentUser.Has(Permissions.Manage);

    protected override async Task<ListQuery<Project>> DescribeAsync(DbScope db) => new("立项", ProjectRepository.Select, ProjectRepository.Order)
    {
        Unit = "个项目",
        Search = new("编号、审批编号、名称、负责人", "p.name", "p.number", "p.approval_no", "p.responsible"),
        Filters =
        [
            ListFilter.States(Project.States, "p.state"),
            ListFilter.Number("year", "年度", "p.year = @year", Options.Of(await projects.YearsAsync(db), y => y, y => $"{y}")),
            ListFilter.Id("unit", "承办单位", "p.unit_id", Options.Of(await units.AllAsync(db), u => u.Id, u => u.Name)),
            ListFilter.Choice("funding", "经费方式", "p.funding", [.. Enum.GetValues<FundingMode>().Select(f => new ListOption(f.ApiName(), f.Label(), $"p.funding = '{f}'"))]),
        ],
        Columns =
        [
            new("编号", p => p.Number) { Link = p => ProjectAddresses.Project(p.Number), Sort = ("no", "p.number") },
            new("审批编号", p => p.ApprovalNo) { Sort = ("approval", "p.approval_no") },
            new("项目名称", p => p.Name)
            {
                Link = p => ProjectAddresses.Project(p.Number), Detail = p => $"{p.Funding.Label()}，{ProjectWords.Tasks.LabelOf(p.Task)}", Sort = ("name", "p.name"), Place = CellPlace.Head,
            },
            new("状态", p => Project.StateOf(p.State)),
            new("承办单位", p => p.UnitName) { Detail = p => p.Responsible, IsText = true },
            new("班期", p => $"{p.StartsOn.InTable()} 至 {p.EndsOn.InTable()}") { Sort = ("start", "p.starts_on") },
            new("人数", p => p.Headcount) { Sort = ("people", "p.headcount") },
            new("收费（元）", p => p.Fee) { Sort = ("fee", "p.fee") },
        ],
    };
}
