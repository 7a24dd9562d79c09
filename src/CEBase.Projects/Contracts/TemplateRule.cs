using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>A contract is written on the school's template; what departs from it is approved by the office.</summary>
[RestsOn("BJTU:9", How = "合同须用学校范本，偏离范本或用旧版本的经办公室审核")]
internal static class TemplateRule
{
    public const string Missing = "contract.template-missing";
    public const string OtherKind = "contract.template-other-kind";
    public const string Old = "contract.template-old";
    public const string Deviates = "contract.template-deviates";
    public const string Younger = "contract.template-younger";

    /// <param name="contract">The contract.</param>
    /// <param name="template">Its template, or null.</param>
    /// <param name="newest">The newest version of that template that held on the day of negotiation.</param>
    public static IEnumerable<Finding> Check(Contract contract, ContractTemplate? template, ContractTemplate? newest)
    {
        if (template is null)
        {
            yield return Finding.Block(Missing, "还没有选择合同范本。合同应使用学校范本；确需另写的，选最接近的范本并写明偏离之处。", "BJTU:9");
            yield break;
        }
        if (template.Kind != contract.Kind)
        {
            yield return Finding.Block(OtherKind, $"合同类别是{contract.Kind.Label()}，所选范本“{template.Name}”是{template.Kind.Label()}范本，请改选。", "BJTU:9");
        }
        if (newest is not null && newest.Version > template.Version)
        {
            yield return Finding.Review(Old, $"范本“{template.Name}”用的是第 {template.Version} 版，洽谈时已有第 {newest.Version} 版。请换用新版，或由办公室审核。", "BJTU:9");
        }
        if (contract.SignedOn is { } signed && signed < template.HoldsFrom)
        {
            yield return Finding.Review(Younger, $"签订日 {signed.InTable()} 时，范本第 {template.Version} 版还没有启用（{template.HoldsFrom.InTable()} 启用），像是倒签。请核对日期。", "BJTU:9");
        }
        if (contract.Deviation.Length > 0)
        {
            yield return Finding.Review(Deviates, $"合同偏离范本：{contract.Deviation}", "BJTU:9");
        }
    }
}
