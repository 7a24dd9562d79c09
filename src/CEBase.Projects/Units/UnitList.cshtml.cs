namespace CEBase.Projects.Units;

/// <summary>承办单位: filed or not, stopped or not.</summary>
[RequirePermission(Permissions.View)]
internal sealed class UnitListModel(ListServices services) : ListPage<OwningUnit>(services)
{
    public bool MayManage => CurrentUser.Has(Permissions.UnitsManage);

    protected override ListQuery<OwningUnit> Describe() => new("承办单位", UnitRepository.Select, "name")
    {
        Unit = "个单位", Size = 100,
        Columns =
        [
            new("单位", u => u.Name) { Link = u => ProjectAddresses.Unit(u.Id), Detail = u => u.IsLegalPerson ? "独立法人" : null, Sort = ("name", "name"), Place = CellPlace.Head },
            new("状态", u => u.StateOn(Today)),
            new("备案编号", u => u.FilingNo) { Sort = ("no", "filing_no") },
            new("备案日期", u => u.FiledOn) { Sort = ("filed", "filed_on") },
            new("学科专业", u => u.Disciplines) { IsText = true },
        ],
    };
}
