using System.Text.RegularExpressions;

namespace CEBase.Projects.Promotion;

/// <summary>One term as approved and as the material says it.</summary>
/// <param name="Rule">Rule id of a difference.</param>
/// <param name="Label">What is compared.</param>
/// <param name="Approved">As approved.</param>
/// <param name="Says">As the material says.</param>
internal sealed record TermLine(string Rule, string Label, string Approved, string Says)
{
    public bool IsEqual => Approved == Says;
}

/// <summary>Promotion material says what was approved: number, name, dates, fee, seats, audience.</summary>
[RestsOn("BJTU:6(a)", "MOE23:publicity", How = "宣传材料逐项与批准的项目核对，不一致的逐条列出；正文须写明审批编号")]
internal static partial class PromotionTermsRule
{
    public const string NotApproved = "promotion.project-not-approved";
    public const string NumberMissing = "promotion.number-missing";
    public const string Name = "promotion.name-differs";
    public const string Dates = "promotion.dates-differ";
    public const string Fee = "promotion.fee-differs";
    public const string Seats = "promotion.seats-differ";
    public const string Audience = "promotion.audience-differs";
    public const string OtherAmount = "promotion.other-amount";

    /// <summary>The terms side by side, equal or not.</summary>
    public static IReadOnlyList<TermLine> Compare(PromotionMaterial material, ProjectCard project) =>
    [
        new(Name, "名称", Plain(project.Name), Plain(material.SaysName)),
        new(Dates, "日期", Days(project.StartsOn, project.EndsOn), Days(material.SaysStartsOn, material.SaysEndsOn)),
        new(Fee, "收费", $"{project.Fee} 元/人", $"{material.SaysFee} 元/人"),
        new(Seats, "名额", $"{project.Headcount} 人", $"{material.SaysSeats} 人"),
        new(Audience, "招生对象", Plain(project.Audience), Plain(material.SaysAudience)),
    ];

    /// <summary>Whether the text shows the number as it was given, however it is spaced.</summary>
    public static bool Shows(string text, string approvalNo) => Bare(text).Contains(Bare(approvalNo), StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<Finding> Check(PromotionMaterial material, ProjectCard project)
    {
        if (project.State != ProjectStates.Approved || project.ApprovalNo is not { } number)
        {
            yield return Finding.Block(NotApproved, $"项目 {project.Number} 还没有批准（或变更后待重新批准），宣传材料不能送审或公开。", "BJTU:6(a)");
            yield break;
        }
        if (!Shows(material.Body, number))
        {
            yield return Finding.Block(NumberMissing, $"正文里没有写审批编号 {number}，请写上。", "BJTU:6(a)");
        }
        foreach (var line in Compare(material, project).Where(l => !l.IsEqual))
        {
            yield return Finding.Block(line.Rule, $"{line.Label}不一致：批准的是“{line.Approved}”，材料写的是“{line.Says}”。请改为一致；要变的先变更项目。", "BJTU:6(a)");
        }
        var others = Amounts(material.Body).Where(a => a != project.Fee).Distinct().ToList();
        if (others.Count > 0)
        {
            yield return Finding.Review(OtherAmount, $"正文里还写着 {string.Join("、", others.Select(a => $"{a} 元"))}，与收费标准 {project.Fee} 元不同。请核对是否另有收费，写明理由。", "BJTU:6(a)", "BJTU:35");
        }
    }

    private static IEnumerable<Money> Amounts(string text) => Yuan().Matches(TextFold.Of(text))
        .Select(m => decimal.TryParse(m.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && yuan < 100_000_000m
            ? Money.FromYuan(decimal.Round(yuan, 2)) : (Money?)null).OfType<Money>();

    private static string Days(DateOnly from, DateOnly to) => from == to ? from.InTable() : $"{from.InTable()} 至 {to.InTable()}";

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('。');

    private static string Bare(string text) => TextFold.Of(text, Keep.Visible);

    [GeneratedRegex(@"(\d[\d,]*(?:\.\d+)?)\s*元")]
    private static partial Regex Yuan();
}

/// <summary>Two approvals, each recorded with its day and its minutes, in order.</summary>
[RestsOn("BJTU:6(a)", How = "联席会和办公室审批都须登记日期与纪要，先后有序")]
internal static class ApprovalRecordRule
{
    public const string MeetingMissing = "promotion.meeting-missing";
    public const string OfficeMissing = "promotion.office-missing";
    public const string InFuture = "promotion.approval-in-future";
    public const string BeforeSubmission = "promotion.meeting-before-submission";
    public const string OutOfOrder = "promotion.approvals-out-of-order";

    /// <param name="material">The material, waiting for the meeting.</param>
    /// <param name="submittedOn">Day on which it was handed to the meeting.</param>
    /// <param name="today">Today.</param>
    public static IEnumerable<Finding> CheckMeeting(PromotionMaterial material, DateOnly submittedOn, DateOnly today)
    {
        if (material.MeetingDay is not { } day || material.MeetingMinutes.Length == 0)
        {
            yield return Finding.Block(MeetingMissing, "还没有登记联席会的日期和纪要编号。", "BJTU:6(a)");
            yield break;
        }
        if (day > today)
        {
            yield return Finding.Block(InFuture, $"联席会日期 {day.InTable()} 还没有到。", "BJTU:6(a)");
        }
        if (day < submittedOn)
        {
            yield return Finding.Review(BeforeSubmission, $"联席会日期 {day.InTable()} 早于提交日 {submittedOn.InTable()}，会上审的可能不是这一稿。请核对，或写明理由。", "BJTU:6(a)");
        }
    }

    /// <param name="material">The material, waiting for the office.</param>
    /// <param name="today">Today.</param>
    public static IEnumerable<Finding> CheckOffice(PromotionMaterial material, DateOnly today)
    {
        if (material.MeetingDay is not { } meeting)
        {
            yield return Finding.Block(MeetingMissing, "没有联席会通过的记录，办公室不能审批。", "BJTU:6(a)");
            yield break;
        }
        if (material.OfficeDay is not { } day || material.OfficeMinutes.Length == 0)
        {
            yield return Finding.Block(OfficeMissing, "还没有登记办公室审批的日期和意见或文号。", "BJTU:6(a)");
            yield break;
        }
        if (day > today)
        {
            yield return Finding.Block(InFuture, $"审批日期 {day.InTable()} 还没有到。", "BJTU:6(a)");
        }
        if (day < meeting)
        {
            yield return Finding.Block(OutOfOrder, $"审批日期 {day.InTable()} 早于联席会日期 {meeting.InTable()}，次序不对。", "BJTU:6(a)");
        }
    }
}
