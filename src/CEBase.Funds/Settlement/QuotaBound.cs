using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.Settlement;

/// <summary>
/// Which costs of a class fall under the quota a person-day: the participants' lodging and board, venue, materials, transport and what else
/// the training takes, from whatever fund and under whatever use. Teachers, equipment, course development, research and the training of
/// teachers are outside it.
/// </summary>
[RestsOn("MOF540:quota", How = "学员食宿、场地、资料、交通和其他费用计入人天定额，不论由哪项经费、哪个科目列支；师资费、设备购置、课程开发和课题不计")]
internal static class QuotaBound
{
    private const string Materials = "资料费";

    private static readonly string[] Learners = ["学员", "参训", "参会", "学生", "培训班人员"];
    private static readonly string[] Teachers = ["专家", "教师", "讲师", "授课", "讲课", "主讲", "师资", "老师", "教授"];

    // Rooms that are taught in are the class's, whoever teaches in them.
    private static readonly string[] Rooms = ["场地", "会议室", "教室", "礼堂", "机房"];

    // What participants sleep in, eat, sit in and ride on; where a use isn't about running classes, only these words make it so.
    private static readonly string[] Running = ["住宿", "食宿", "房费", "客房", "伙食", "用餐", "餐费", "自助餐", "茶歇", "租车", "用车", "大巴", "班车", "接送", "交通", "现场教学", "讲义", "资料袋", "文具"];

    public static bool Is(string useCode, string item, LineKind kind, string description)
    {
        if (kind is LineKind.Lecture or LineKind.Consultation)
        {
            return false;
        }
        var forLearners = Names(description, Learners);
        if (!forLearners && Names(description, Teachers) && !Names(description, Rooms))
        {
            return false;
        }
        return useCode is UseItems.ClassCosts or "19(6)" || (useCode == "19(2)" && item == Materials) || (forLearners && (kind == LineKind.Lodging || Names(description, Running) || Names(description, Rooms)));
    }

    private static bool Names(string description, IEnumerable<string> words) => words.Any(w => description.Contains(w, StringComparison.Ordinal));
}
