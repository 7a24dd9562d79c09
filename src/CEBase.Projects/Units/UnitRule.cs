namespace CEBase.Projects.Units;

/// <summary>Only a unit filed with the school and not stopped may run projects, a legal person of its own no less than a faculty.</summary>
[RestsOn("BJTU:1", "BJTU:1(a)", "MOE23:9", How = "没有备案的承办单位不能提交立项，也不能获批")]
[RestsOn("BJTU:44", How = "停办整顿期间的承办单位不能提交立项，也不能获批")]
[RestsOn("BJTU:45", How = "带学校名称的独立法人单位适用同样的备案和停办规则")]
internal static class UnitRule
{
    public const string Unfiled = "unit.unfiled";
    public const string Suspended = "unit.suspended";

    public static IEnumerable<Finding> Check(IEnumerable<OwningUnit> units, DateOnly today)
    {
        foreach (var unit in units)
        {
            if (!unit.IsFiledOn(today))
            {
                yield return Finding.Block(Unfiled, $"{unit.Name}还没有在学校备案，不能举办项目。", "BJTU:1(a)") with { Remedy = ProjectAddresses.Unit(unit.Id) };
            }
            if (unit.IsSuspended)
            {
                var until = unit.SuspendedUntil is { } day ? $"，整改期限 {day.InTable()}" : "";
                yield return Finding.Block(Suspended, $"{unit.Name}正在停办整顿{until}：{unit.SuspendedReason}", "BJTU:44") with { Remedy = ProjectAddresses.Unit(unit.Id) };
            }
        }
    }
}
