using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>Says in words what of a contract was changed, so that the trace shows it: days most of all.</summary>
internal static class ContractChanges
{
    public static string Between(Contract before, Contract after) => string.Join("；", new[]
    {
        Days("洽谈日", before.NegotiatedOn, after.NegotiatedOn),
        Days("开始日", before.StartsOn, after.StartsOn),
        Days("结束日", before.EndsOn, after.EndsOn),
        before.Headcount == after.Headcount ? null : $"人数由 {before.Headcount} 改为 {after.Headcount}",
        before.Price == after.Price ? null : $"合同价由 {before.Price} 改为 {after.Price}",
        before.Kind == after.Kind ? null : $"类别由{before.Kind.Label()}改为{after.Kind.Label()}",
        before.ClientId == after.ClientId ? null : "改了委托单位",
        before.TemplateId == after.TemplateId ? null : "改了范本",
        before.Deviation == after.Deviation ? null : "改了偏离说明",
        before.HasSafetyClause == after.HasSafetyClause ? null : after.HasSafetyClause ? "补上安全条款" : "去掉安全条款",
        before.KeyTerms == after.KeyTerms ? null : "改了合同要点",
        before.Partners == after.Partners && before.IsDeclared == after.IsDeclared ? null : "改了合作方与关系人申报",
    }.OfType<string>()) + "。";

    private static string? Days(string label, DateOnly before, DateOnly after) => before == after ? null : $"{label}由 {before.InTable()} 改为 {after.InTable()}";
}
