using CEBase.Funds.Standards;

namespace CEBase.Funds.LectureFees;

/// <summary>A list of lectures keeps within the caps, line by line.</summary>
[RestsOn("MOF540:lecture-fee", How = "发放表逐行核对每学时上限，超出即停；没有标准的由核定人复核")]
[RestsOn("BJTU:36", How = "发放表经第二人核定后交财务转账")]
internal static class FeeListRule
{
    public const string Empty = "lecture-fees.empty";
    public const string Over = "lecture-fees.over";
    public const string NoCap = "lecture-fees.no-cap";
    public const string NoAmount = "lecture-fees.no-amount";
    public const string Expert = "lecture-fees.expert-reason";

    private static readonly string[] Articles = ["MOF540:lecture-fee", "BJTU:36"];

    public static IEnumerable<Finding> Check(IReadOnlyList<FeeLine> lines)
    {
        if (lines.Count == 0)
        {
            yield return Finding.Block(Empty, "发放表里没有课次。确认学时之后，课次才能编入发放表。", "BJTU:36");
        }
        foreach (var line in lines.Where(l => l.Hours > StudyHours.Zero))
        {
            var who = $"{line.Name} {line.When}";
            if (line.IsExpert && line.ExpertReason.Length == 0)
            {
                yield return Finding.Block(Expert, $"{who}：按院士、全国知名专家的标准发放，须写明认定依据。", Articles);
            }
            if (line.Cap is not { } cap)
            {
                yield return Finding.Review(NoCap, $"{who}：{line.TitleLevel.Label()}没有每学时上限的定值，{(line.Rate == Money.Zero ? "本行暂无金额" : $"本行按每学时 {line.Rate.InWords()} 元")}。请写明依据，或先在“规则参数”里定值。", Articles);
            }
            else if (line.Rate > new Money(cap))
            {
                var (limit, step) = (new Money(cap), line.IsExpert ? "院士、全国知名专家" : line.TitleLevel.Label());
                yield return Finding.Block(Over,
                    $"{who}：{step}每学时税后上限 {limit.InWords()} 元，{line.Hours} 学时最多 {limit.Times(line.Hours).InWords()} 元；本行每学时 {line.Rate.InWords()} 元，共 {line.Net.InWords()} 元，超出 {(line.Net - limit.Times(line.Hours)).InWords()} 元。", Articles);
            }
            else if (line.Rate == Money.Zero)
            {
                yield return Finding.Review(NoAmount, $"{who}：每学时金额是 0，确认不发的请写明原因。", Articles);
            }
        }
    }
}
