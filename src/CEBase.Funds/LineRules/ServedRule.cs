using CEBase.Funds.Expenses;

namespace CEBase.Funds.LineRules;

/// <summary>Money of the grant serves a class or a task that is on record; a class's own income serves that class.</summary>
[RestsOn("NPU:20(3)", How = "专项经费每一行都须写明所服务的培训班或任务；任务按立项编号核对，没有登记的复核，没有意义的停止")]
[RestsOn("NPU:21", How = "按班记的培训收入只列本班开支")]
internal static class ServedRule
{
    public const string NotServed = "claim.not-served";
    public const string TaskUnknown = "claim.task-unknown";
    public const string OtherClass = "claim.other-class";

    /// <summary>What people write where a task is asked for and there is none.</summary>
    private static readonly HashSet<string> Nothing =
        ["无", "没有", "暂无", "不详", "不适用", "待定", "未定", "略", "同上", "如题", "其他", "其它", "任务", "项目", "工作", "业务", "培训", "报销", "测试", "NA", "NONE", "NULL", "TEST", "XX", "XXX"];

    public static IEnumerable<Finding> Check(LineFacts facts)
    {
        var line = facts.Line;
        if (facts.Fund.NeedsTask && line.ClassId is null && !facts.IsTaskRegistered)
        {
            if (IsNothing(line))
            {
                var typed = string.IsNullOrWhiteSpace(line.Task) ? "没有写明" : $"“{line.Task.Trim()}”没有说明";
                yield return Finding.Block(NotServed, $"{typed}服务于哪个培训班或哪项任务，专项经费不能列支。请选择培训班，或写明任务的立项编号。", "NPU:20(3)");
            }
            else if (facts.Budget.UseCode is not ("19(3)" or "19(6)") || string.IsNullOrWhiteSpace(facts.ApprovalPaper))
            {
                // What a superior ordered or approved is on record by its document, which another rule asks for.
                yield return Finding.Review(TaskUnknown, $"任务“{line.Task.Trim()}”没有对应已批准的立项。请改填立项编号（如 P2026-012）或审批编号，或说明是哪项任务、谁批准的。", "NPU:20(3)");
            }
        }
        if (facts.Budget.ClassId is { } owner && line.ClassId != owner)
        {
            yield return Finding.Block(OtherClass, $"这个科目是 {facts.Budget.ClassNo} 班的收入，只能列支该班的开支。请改科目或改培训班。", "NPU:21");
        }
    }

    private static bool IsNothing(ClaimLine line)
    {
        var task = TextFold.Key(line.Task);
        return task.Length < 2 || task.All(char.IsDigit) || task.Distinct().Count() == 1 || Nothing.Contains(task) || task == TextFold.Key(line.Description);
    }
}

/// <summary>Finds the approved projects that tasks name by number.</summary>
internal sealed partial class RegisteredTasks(IProjectDirectory projects)
{
    /// <summary>Those of the texts that name one.</summary>
    public async Task<IReadOnlySet<string>> AmongAsync(DbScope db, IEnumerable<string> tasks)
    {
        var numbers = tasks.Distinct().ToDictionary(t => t, t => Number().Matches(t).Select(m => m.Value.ToUpperInvariant()).ToList());
        var known = (await projects.ApprovedAsync(db, [.. numbers.Values.SelectMany(n => n).Distinct()])).SelectMany(p => new[] { p.Number, p.ApprovalNo ?? "" }).ToHashSet();
        return numbers.Where(t => t.Value.Any(known.Contains)).Select(t => t.Key).ToHashSet();
    }

    [GeneratedRegex("[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+")]
    private static partial Regex Number();
}
