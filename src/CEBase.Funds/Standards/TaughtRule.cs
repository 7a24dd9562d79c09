using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>What a class has on record of a payee's teaching.</summary>
/// <param name="Line">The lecture line.</param>
/// <param name="Claimed">Hours that it claims; null when nobody told.</param>
/// <param name="Taught">Hours of the payee's confirmed sessions on the line's days and half-day; null when the class has no such session.</param>
internal sealed record TaughtFacts(ClaimLine Line, StudyHours? Claimed, StudyHours? Taught);

/// <summary>A lecture of a class is paid when it was held: its session is confirmed, for as many hours as are claimed. What a payment list claims comes from these sessions and passes.</summary>
[RestsOn("BJTU:36", How = "班级讲课费逐行与已确认的课次核对，没有课次或学时不足的停止")]
[RestsOn("MOF540:lecture-fee", How = "讲课费按实际发生的课时支付")]
internal static class TaughtRule
{
    public const string NoSession = "claim.lecture-no-session";
    public const string FewerHours = "claim.lecture-fewer-hours";
    public const string NoClass = "claim.lecture-no-class";

    private static readonly string[] Articles = ["BJTU:36", "MOF540:lecture-fee"];

    public static IEnumerable<Finding> Check(TaughtFacts facts)
    {
        var line = facts.Line;
        if (line.ClassId is null)
        {
            yield return Finding.Review(NoClass, "讲课费没有写明培训班，不能与已确认的课次核对。请填写班号；不是给班级上课的，请写明讲了什么、给谁讲。", Articles);
            yield break;
        }
        var when = $"{line.FromDay.InTable()}{(line.UntilDay == line.FromDay ? "" : $" 至 {line.UntilDay.InTable()}")}{(line.HalfDay == HalfDay.Whole ? "" : $" {line.HalfDay.Label()}")}";
        if (facts.Taught is not { } taught)
        {
            yield return Finding.Block(NoSession, $"{line.ClassNo} 班 {when} 没有 {line.Payee} 已确认的课次。请先确认课次的考勤，或更正姓名、日期和时段；也可从“讲课费”编制发放表。", Articles)
                with { Remedy = FundsAddresses.ClassFees(line.ClassNo!) };
        }
        else if (facts.Claimed is { } claimed && claimed > taught)
        {
            yield return Finding.Block(FewerHours, $"{line.ClassNo} 班 {when} {line.Payee} 已确认的课次共 {taught} 学时，本行按 {claimed} 学时报销，多出 {claimed - taught} 学时。", Articles);
        }
    }
}
