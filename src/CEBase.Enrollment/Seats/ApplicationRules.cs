using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Seats;

/// <summary>What the rules of an application look at.</summary>
/// <param name="Class">The class.</param>
/// <param name="IsComplete">The learner's profile has what an application needs.</param>
/// <param name="EmployerKey">Key of the learner's employer.</param>
/// <param name="ByStaff">Taken by staff, the program or a roster and not by the learner.</param>
/// <param name="Today">Today.</param>
internal sealed record ApplicationFacts(ClassCard Class, bool IsComplete, string EmployerKey, bool ByStaff, DateOnly Today)
{
    /// <summary>The rules that look at these facts and nothing else, with their line of the checklist.</summary>
    public static readonly IReadOnlyList<(string Label, Func<ApplicationFacts, IReadOnlyList<Finding>> Check)> Rules =
    [
        ("报名时间", ClassTakesApplications.Check),
        ("学员资料", ProfileIsComplete.Check),
        ("招收范围", AudienceIsRight.Check),
    ];
}

/// <summary>Does the class take applications now?</summary>
[RestsOn("NPU:11", How = "只有处于报名阶段的培训班接受报名")]
internal static class ClassTakesApplications
{
    public static IReadOnlyList<Finding> Check(ApplicationFacts facts)
    {
        var card = facts.Class;
        if (card.State == ClassStates.Open)
        {
            if (facts.Today < card.EnrolFrom && !facts.ByStaff)
            {
                return [Finding.Block("class.enrolment_early", $"报名从 {card.EnrolFrom.InText()} 开始，请到时再来。")];
            }
            if (facts.Today <= card.EnrolUntil)
            {
                return [];
            }
            var late = $"报名已于 {card.EnrolUntil.InText()} 截止。";
            return facts.ByStaff
                ? [Finding.Note("class.enrolment_over", late + "本次由工作人员补报。")]
                : [Finding.Block("class.enrolment_over", late + "如需补报，请联系基地。")];
        }
        if (facts.ByStaff && card.State == ClassStates.Ready)
        {
            return [Finding.Note("class.late", "报名已结束、尚未开班，本次由工作人员补报。")];
        }
        return [Finding.Block("class.not_open", NotOpen(card.State))];
    }

    /// <summary>A sentence naming the state.</summary>
    public static string NotOpen(string state) => state switch
    {
        ClassStates.Draft or ClassStates.Planned => "本班还没有开放报名，请留意班级页面的报名时间。",
        ClassStates.Ready => "本班报名已结束，正等待开班。如需补报，请联系基地。",
        ClassStates.Running => "本班已经开班，不再接受报名。可以在课程目录中查看其他班次。",
        ClassStates.Cancelled => "本班已取消，不接受报名。可以在课程目录中查看其他班次。",
        _ => "本班已经结束，不再接受报名。可以在课程目录中查看其他班次。",
    };
}

/// <summary>Is the learner's profile good enough to apply with?</summary>
internal static class ProfileIsComplete
{
    public static IReadOnlyList<Finding> Check(ApplicationFacts facts)
    {
        if (!facts.IsComplete)
        {
            return [Finding.Block("learner.incomplete", "学员资料缺少姓名或联系方式，请先补全手机号或邮箱。") with { Remedy = facts.ByStaff ? null : "/my/profile" }];
        }
        return facts.EmployerKey.Length > 0 ? [] : [Finding.Note("learner.employer_missing", "学员资料里没有工作单位，结业登记时会用到，请补填。")];
    }
}

/// <summary>Is a commissioned class joined by the people of its entrusting organisation only?</summary>
[RestsOn("BJTU:6", How = "委托班按委托单位核对学员的工作单位")]
internal static class AudienceIsRight
{
    public static IReadOnlyList<Finding> Check(ApplicationFacts facts)
    {
        var client = facts.Class.Client;
        if (facts.Class.Funding != FundingMode.Commissioned || client.Length == 0 || facts.EmployerKey == Employers.Key(client))
        {
            return [];
        }
        return facts.ByStaff
            ? [Finding.Note("audience.other_employer", $"本班由{client}委托，学员的工作单位与它不同，请确认属于该单位推荐的人员。", "BJTU:6")]
            : [Finding.Block("audience.client_only", $"本班由{client}委托举办，只接受该单位人员。如果您是该单位人员，请在个人资料里改正工作单位，或请单位联系人报送名册。", "BJTU:6")];
    }
}

/// <summary>Does the class overlap another one the learner holds a seat in?</summary>
internal static class TimesAreFree
{
    /// <param name="card">The class applied for.</param>
    /// <param name="others">Classes the learner is admitted to.</param>
    /// <param name="decides">A staff member decides and is asked for a reason; else the overlap is shown only.</param>
    public static IReadOnlyList<Finding> Check(ClassCard card, IEnumerable<ClassCard> others, bool decides) =>
    [
        .. others.Where(o => o.Id != card.Id && !o.IsOnline && !card.IsOnline && o.StartsOn <= card.EndsOn && card.StartsOn <= o.EndsOn && o.State is not ClassStates.Cancelled)
            .Select(o => $"与已录取的“{o.Name}”（{o.StartsOn.InTable()} 至 {o.EndsOn.InTable()}）时间重叠，请确认能否都参加。")
            .Select(sentence => decides ? Finding.Review("learner.time_clash", sentence) : Finding.Note("learner.time_clash", sentence)),
    ];
}

/// <summary>May the learner still withdraw without asking the base?</summary>
internal static class ClassHasNotBegun
{
    public static IReadOnlyList<Finding> Check(ClassCard card, DateOnly today) =>
        today < card.StartsOn && card.State is not (ClassStates.Running or ClassStates.Ended or ClassStates.Closed or ClassStates.Archived)
            ? []
            : [Finding.Block("class.begun", $"本班已于 {card.StartsOn.InText()} 开班，不能自行退出。如需退班，请联系班主任或基地。")];
}
