using CEBase.Funds.Standards;
using CEBase.Funds.Expenses;

namespace CEBase.Funds.LectureFees;

/// <summary>A list of consultation or other labour keeps within the standard where there is one; who the payee is and what has no standard somebody looks at.</summary>
[RestsOn("MOF128:standard", "MOF128:days", How = "发放表逐行核对咨询费上限，超出即停；职称无从核对的由核定人复核")]
[RestsOn("MOF128:own-staff", How = "咨询费、劳务费发给本校在职人员的须复核")]
[RestsOn("NPU:19(7)", How = "没有标准的劳务费由核定人复核金额和依据")]
internal static class OtherFeeRule
{
    public const string Empty = "lecture-fees.no-payees";
    public const string Over = "lecture-fees.over-standard";
    public const string NoStandard = "lecture-fees.no-standard";
    public const string Title = "lecture-fees.title-unknown";
    public const string OwnStaff = "lecture-fees.own-staff";

    /// <param name="kind">Consultation or labour.</param>
    /// <param name="lines">The lines.</param>
    public static IEnumerable<Finding> Check(LineKind kind, IReadOnlyList<FeeLine> lines)
    {
        if (lines.Count == 0)
        {
            yield return Finding.Block(Empty, "发放表里还没有领款人。", "BJTU:36");
        }
        foreach (var line in lines)
        {
            var who = $"{line.Name} {line.When}";
            if (line.IsInHouse)
            {
                yield return Finding.Review(OwnStaff, $"{who}：{line.Name} 是本校在职人员，{kind.Label()}一般不能发给本单位人员。请核实身份和依据；发放的随工资计税。", "MOF128:own-staff", "NPU:20(1)");
            }
            if (kind == LineKind.Labour)
            {
                yield return Finding.Review(NoStandard, $"{who}：劳务费没有定值的标准，本行税后 {line.Net.InWords()} 元（{line.Note}）。请核对金额和依据。", "NPU:19(7)");
                continue;
            }
            if (line.IsExpert && line.ExpertReason.Length == 0)
            {
                yield return Finding.Block(FeeListRule.Expert, $"{who}：按院士、全国知名专家的标准发放，须写明认定依据。", "MOF128:standard");
            }
            if (line.PayeeId is not null)
            {
                yield return Finding.Review(Title, $"{who}：{line.Name} 不在师资库，职称无从核对，只按高级职称核对了上限。请核对职称。", "MOF128:standard");
            }
            if (line.Cap is not { } cap)
            {
                yield return Finding.Review(NoStandard, $"{who}：{line.Basis}，本行税后 {line.Net.InWords()} 元。请写明依据，或先在“规则参数”里定值。", "MOF128:standard");
            }
            else if (line.Net > new Money(cap))
            {
                yield return Finding.Block(Over, $"{who}：{line.Basis}；本行税后 {line.Net.InWords()} 元，超出 {(line.Net - new Money(cap)).InWords()} 元。", "MOF128:standard", "MOF128:days");
            }
        }
    }
}
