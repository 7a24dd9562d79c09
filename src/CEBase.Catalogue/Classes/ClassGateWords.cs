namespace CEBase.Catalogue.Classes;

/// <summary>Gates of a class, each with the page of the class on which what it misses is mended.</summary>
internal static class ClassGateWords
{
    /// <summary>A gate that asks a rule.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="label">A line of the checklist.</param>
    /// <param name="page">The page of the class: <c>timetable</c>, <c>summary#evaluation</c>.</param>
    /// <param name="check">Findings.</param>
    /// <param name="rules">The rules it asks, where the line cites their articles.</param>
    public static StepRules<ClassRow> Gate(this StepRules<ClassRow> steps, string label, string page, Func<StepContext, ClassRow, IEnumerable<Finding>> check, params Type[] rules) =>
        steps.Gate(label, page, check, At(page, rules));

    /// <summary>A gate that asks a rule, with words of its own.</summary>
    public static StepRules<ClassRow> Gate(this StepRules<ClassRow> steps, string label, string page, Func<StepContext, ClassRow, IEnumerable<Finding>> check, GateWords words) =>
        steps.Gate(label, (s, c) => Mended(check(s, c), c, page), words);

    /// <summary>A gate that gathers facts first.</summary>
    public static StepRules<ClassRow> Gate(this StepRules<ClassRow> steps, string label, string page, Func<StepContext, ClassRow, Task<IReadOnlyList<Finding>>> check, params Type[] rules) =>
        steps.Gate(label, async (s, c) => Mended(await check(s, c), c, page), At(page, rules));

    /// <summary>Who mends it and by which button.</summary>
    public static GateWords At(string page, params Type[] rules) => new()
    {
        Rules = rules,
        Actor = "班主任、基地工作人员",
        RemedyLabel = page switch
        {
            "timetable" => "编排课表",
            "quotas" => "设置名额",
            "plan" => "编制教学计划",
            "materials" => "登记教材",
            "safety" => "登记安全事项",
            "edit" => "修改班级资料",
            _ => "去处理",
        },
    };

    private static IReadOnlyList<Finding> Mended(IEnumerable<Finding> findings, ClassRow row, string page) =>
        [.. findings.Select(f => f with { Remedy = f.Remedy ?? CatalogueAddresses.Class(row.ClassNo, page) })];
}
