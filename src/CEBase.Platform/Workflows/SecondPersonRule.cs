using CEBase.Platform.Findings;

namespace CEBase.Platform.Workflows;

/// <summary>Who asks and who approves are two persons.</summary>
[RestsOn("NPU:19", How = "预算、调剂、结转、超支放行和报销须由经办人以外的人审批")]
public static class SecondPersonRule
{
    /// <summary>Id of its finding; it bears the name of the module that had it first.</summary>
    public const string SamePerson = "funds.same-person";

    /// <summary>Blocks who had a hand in it before.</summary>
    /// <param name="actor">Who approves; null is the program.</param>
    /// <param name="earlier">Who had a hand in it before, and as what.</param>
    public static IEnumerable<Finding> Check(long? actor, params (long? Account, string As)[] earlier)
    {
        if (actor is not null && earlier.FirstOrDefault(e => e.Account == actor) is { Account: not null } same)
        {
            yield return Finding.Block(SamePerson, $"您是这一件的{same.As}，须由另一人审批。", "NPU:19");
        }
    }
}
