namespace CEBase.Funds.Checks;

/// <summary>
/// Who gets it. Clothes, food or a ride are nothing by themselves; for the base's own people they are welfare, for leaders and guests they
/// are reception. A lesson for either is neither.
/// </summary>
[RestsOn("NPU:20(1)", How = "经费检查：给本单位人员的补贴和物品停止")]
[RestsOn("NPU:20(2)", How = "经费检查：给领导和来宾的餐饮、住宿、用车停止")]
internal static class BeneficiaryRule
{
    /// <summary>At most one finding.</summary>
    public static IEnumerable<Finding> Judge(IReadOnlyList<Clause> clauses)
    {
        var all = clauses.SelectMany(c => c.Tokens).ToList();
        if (all.Any(t => t.Is(PhraseKinds.Teach | PhraseKinds.Learner) && !t.IsFiller))
        {
            yield break;
        }
        var somebody = all.FirstOrDefault(t => t.Is(PhraseKinds.Leader)) ?? all.FirstOrDefault(t => t.Is(PhraseKinds.Staff));
        if (somebody is null)
        {
            yield break;
        }
        var isGuest = somebody.Is(PhraseKinds.Leader);
        if (all.FirstOrDefault(t => t.Is(PhraseKinds.Perk) && (isGuest || !t.Is(PhraseKinds.Travel))) is { } perk)
        {
            yield return isGuest
                ? Finding.Block("funds.reception", $"“{somebody.Text}”的“{perk.Text}”属于公务接待或领导用度，专项经费不得列支。请改由公务接待费等相应经费列支。", "NPU:20(2)")
                : Finding.Block("funds.welfare", $"“{somebody.Text}”的“{perk.Text}”属于福利性支出，专项经费不得列支。请改由学校福利费或工会经费按规定列支。", "NPU:20(1)");
        }
        else if (isGuest || !all.Any(t => t.Is(PhraseKinds.Allowed | PhraseKinds.Topic)))
        {
            yield return Finding.Review("funds.beneficiary", $"提到“{somebody.Text}”，看不出是否用于培训。请写明名称、对象和所服务的培训班。", isGuest ? "NPU:20(2)" : "NPU:20(1)");
        }
    }
}
