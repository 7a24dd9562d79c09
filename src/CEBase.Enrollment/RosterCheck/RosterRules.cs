using System.Text.RegularExpressions;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.RosterCheck;

/// <summary>The roster is as large as the contract says and everybody on it is known well enough (BJTU 12).</summary>
[RestsOn("BJTU:12", How = "开班前核对名册人数与合同人数，多于合同不能开班，少于合同须写明理由；学员资料缺必填项不能开班")]
internal static class RosterRule
{
    public const string TooMany = "roster.over-contract";
    public const string TooFew = "roster.under-contract";
    public const string FieldsMissing = "roster.fields-missing";

    /// <param name="people">Learners who hold a seat.</param>
    /// <param name="headcount">What the contract says, as amended; null when there is none.</param>
    public static IEnumerable<Finding> CheckCount(int people, int? headcount)
    {
        if (headcount is not { } agreed)
        {
            yield break;
        }
        if (people > agreed)
        {
            yield return Finding.Block(TooMany, $"名册上有 {people} 人，合同约定 {agreed} 人。请与委托单位签补充协议增加人数，或请多出的 {people - agreed} 人退班。", "BJTU:12");
        }
        else if (people < agreed)
        {
            yield return Finding.Review(TooFew, $"名册上有 {people} 人，比合同约定的 {agreed} 人少 {agreed - people} 人。请补齐名册或签补充协议，仍要开班的写明理由。", "BJTU:12");
        }
    }

    /// <param name="missing">Learners who lack something, with what they lack.</param>
    public static IEnumerable<Finding> CheckFields(IReadOnlyList<(string Name, string Missing)> missing)
    {
        if (missing.Count > 0)
        {
            yield return Finding.Block(FieldsMissing,
                $"有 {missing.Count} 名学员的资料不全：{string.Join("、", missing.Take(5).Select(m => $"{m.Name}（{m.Missing}）"))}{(missing.Count > 5 ? "等" : "")}。开班前须补齐。", "BJTU:12");
        }
    }

    /// <summary>What of the required data a learner lacks, or null when nothing.</summary>
    public static string? MissingOf(Enrolment learner)
    {
        (bool Lacks, string What)[] asked =
        [
            (learner.LearnerName.Length == 0, "姓名"),
            (learner.NumberMasked.Length == 0, "证件号码"),
            (learner.Employer.Length == 0, "工作单位"),
            (learner.Phone is null && learner.Email is null, "联系方式"),
        ];
        var missing = asked.Where(a => a.Lacks).Select(a => a.What).ToList();
        return missing.Count == 0 ? null : "缺" + string.Join("、", missing);
    }
}

/// <summary>How a learner's employer compares with the client.</summary>
internal enum Belonging
{
    /// <summary>The same name, or the same credit code.</summary>
    Own,

    /// <summary>The same but for brackets, form of company or suffix: to be confirmed.</summary>
    Similar,

    Other,
}

/// <summary>Learners of a commissioned class belong to the client (BJTU 6).</summary>
[RestsOn("BJTU:6", How = "委托班逐人比对工作单位与信用代码，不同的列出并登记理由和证明，未登记的开班前须写明理由")]
internal static partial class OwnPeopleRule
{
    public const string Undocumented = "own-people.undocumented";
    public const string Unconfirmed = "own-people.unconfirmed";

    /// <summary>Compares one learner with the client.</summary>
    public static Belonging Compare(string employer, string? creditCode, string clientName, string? clientCode)
    {
        var code = CreditCode.Check(creditCode);
        var theirs = CreditCode.Check(clientCode);
        if (code.IsValid && theirs.IsValid)
        {
            // The code is the identity of an organisation; a name may be shared by a mother and her daughters.
            return code.Number == theirs.Number ? Belonging.Own : Belonging.Other;
        }
        if (Employers.Key(employer).Length == 0)
        {
            return Belonging.Other;
        }
        return Employers.Key(employer) == Employers.Key(clientName) ? Belonging.Own : Core(employer) == Core(clientName) ? Belonging.Similar : Belonging.Other;
    }

    public static IEnumerable<Finding> Check(string client, IReadOnlyCollection<(string Name, Belonging Belonging, bool IsDocumented)> people)
    {
        var others = people.Where(p => p is { Belonging: Belonging.Other, IsDocumented: false }).Select(p => p.Name).ToList();
        if (others.Count > 0)
        {
            yield return Finding.Review(Undocumented, $"有 {others.Count} 名学员的工作单位不是委托单位“{client}”：{Some(others)}。请在“名单核对”页逐人登记理由和证明，或请他们退班。", "BJTU:6");
        }
        var similar = people.Where(p => p is { Belonging: Belonging.Similar, IsDocumented: false }).Select(p => p.Name).ToList();
        if (similar.Count > 0)
        {
            yield return Finding.Review(Unconfirmed, $"有 {similar.Count} 名学员的单位写法与委托单位“{client}”略有不同：{Some(similar)}。请在“名单核对”页确认是否同一单位。", "BJTU:6");
        }
    }

    private static string Some(List<string> names) => string.Join("、", names.Take(5)) + (names.Count > 5 ? "等" : "");

    /// <summary>The name without what different people write differently: brackets, the form of company, punctuation.</summary>
    internal static string Core(string name) => Forms().Replace(Marks().Replace(Employers.Key(name), ""), "");

    [GeneratedRegex(@"[()（）\[\]【】<>《》·•.,，。、""'“”‘’\-—_/]")]
    private static partial Regex Marks();

    [GeneratedRegex("(股份有限责任公司|股份有限公司|有限责任公司|有限公司|集团公司|总公司|公司)$")]
    private static partial Regex Forms();
}
