using CEBase.Funds.Expenses;

namespace CEBase.Funds.LineRules;

/// <summary>One person in one half-day draws one fee.</summary>
[RestsOn("MOF128:standard", How = "同一人同一半天既领讲课费又领咨询费的须复核")]
[RestsOn("MOF540:lecture-fee", How = "讲课费与咨询费不重复领取")]
internal static class ExpertFeeRule
{
    public const string SameHalfDay = "claim.same-half-day";

    public static IEnumerable<Finding> Check(ClaimLine line, IEnumerable<DrawnFee> fees)
    {
        if (line.Kind is not (LineKind.Lecture or LineKind.Consultation))
        {
            yield break;
        }
        var other = fees.FirstOrDefault(f => f.Kind is LineKind.Lecture or LineKind.Consultation && f.Kind != line.Kind && f.Meets(line));
        if (other is not null)
        {
            yield return Finding.Review(SameHalfDay,
                $"{line.Payee} 在 {line.FromDay.InTable()} {line.HalfDay.Label()}已在 {other.ClaimNumber} 领{other.Kind.Label()}，同一半天不宜再领{line.Kind.Label()}。请核实。", "MOF128:standard", "MOF540:lecture-fee");
        }
    }
}

/// <summary>The base's own people are paid through payroll, not by fees.</summary>
[RestsOn("MOF128:own-staff", How = "向本单位人员发放劳务费、咨询费、会议费的须复核：填报人说明的、有本系统账号的、师资库登记为本校在职的")]
[RestsOn("NPU:20(1)", How = "以劳务费名义向本单位人员发放报酬的须复核")]
internal static class OwnStaffRule
{
    public const string Id = "claim.own-staff";

    /// <param name="line">The line.</param>
    /// <param name="staff">Folded names of the base's own people: who has a console account, who is in-house in the registry of instructors.</param>
    public static IEnumerable<Finding> Check(ClaimLine line, IReadOnlySet<string> staff)
    {
        if (IsAsked(line) && (line.IsOwnStaff || staff.Contains(TextFold.Key(line.Payee))))
        {
            yield return Finding.Review(Id, $"{line.Payee} 是本单位人员，{(IsMeeting(line) ? "会议费" : line.Kind.Label())}一般不能发给本单位人员。请核实身份和依据。", "MOF128:own-staff", "NPU:20(1)");
        }
    }

    /// <summary>Whether it matters of a line who its payee is.</summary>
    public static bool IsAsked(ClaimLine line) => line.Kind is LineKind.Labour or LineKind.Consultation || IsMeeting(line);

    private static bool IsMeeting(ClaimLine line) => line.Description.Contains("会议费", StringComparison.Ordinal);
}
