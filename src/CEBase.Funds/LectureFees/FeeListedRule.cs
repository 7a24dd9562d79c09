using CEBase.Funds.Expenses;

namespace CEBase.Funds.LectureFees;

/// <summary>Fees for labour come from a payment list: only there the fees of a person's month are taxed together and go to a checked card. Own staff are paid with the salary.</summary>
[RestsOn("BJTU:36", How = "报销单上手工填写的讲课费、咨询费、劳务费须复核，应从发放表生成")]
[RestsOn("MOF540:lecture-fee", "MOF128:standard", How = "不经发放表的劳务报酬没有按人按月合并计税，须复核")]
internal static class FeeListedRule
{
    public const string Id = "claim.fee-not-listed";

    /// <param name="line">The line.</param>
    /// <param name="isListed">It says what an approved payment list says.</param>
    public static IEnumerable<Finding> Check(ClaimLine line, bool isListed)
    {
        if (line.Kind is LineKind.Lecture or LineKind.Consultation or LineKind.Labour && !isListed && !line.IsOwnStaff)
        {
            yield return Finding.Review(Id, $"{line.Payee} 的{line.Kind.Label()}没有经发放表：同一人同月的费用没有合并计税，也没有核对收款银行卡。请从“讲课费与劳务费”编制发放表；不编制的，请写明税款怎样代扣、怎样转账。",
                "BJTU:36", line.Kind == LineKind.Consultation ? "MOF128:standard" : "MOF540:lecture-fee") with { Remedy = FundsAddresses.Fees };
        }
    }
}
