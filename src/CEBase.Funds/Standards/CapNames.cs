using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>Names of the dated parameters that hold standards, with what they are called where no value is found.</summary>
internal static class CapNames
{
    public const string LectureHours = "fee.lecture.hours-per-half-day";
    public const string LectureExpert = "fee.lecture.academician";
    public const string LectureFull = "fee.lecture.full-senior";
    public const string LectureAssociate = "fee.lecture.associate-senior";
    public const string LectureOther = "fee.lecture.intermediate";

    public const string ConsultSenior = "consulting.senior.max";
    public const string ConsultOther = "consulting.other.max";
    public const string ConsultExpertShare = "consulting.academician-share";
    public const string ConsultHalfShare = "consulting.half-day-share";
    public const string ConsultLaterShare = "consulting.later-share";
    public const string ConsultFullDays = "consulting.full-days";
    public const string ConsultLetterMin = "consulting.correspondence.min-share";
    public const string ConsultLetterMax = "consulting.correspondence.max-share";

    public const string TrainingBase = "quota.training.base-class";
    public const string TrainingFullDays = "quota.training.full-days";
    public const string TrainingLaterShare = "quota.training.later-share";
    public const string TrainingTravelDays = "quota.training.travel-days";
    public const string MeetingBase = "quota.meeting.base-class";

    public const string Meals = TravelAllowances.Meals;
    public const string Transport = TravelAllowances.Transport;
    public const string HostTransportShare = "travel.host-transport-share";

    /// <summary>Yuan to one payee from which a purchase or service needs its contract.</summary>
    public const string ContractFrom = "claim.contract-from";

    public static IReadOnlyList<string> MealShares { get; } = ["travel.meal-share.breakfast", "travel.meal-share.lunch", "travel.meal-share.supper"];

    private static readonly Dictionary<string, string> Labels = new()
    {
        [LectureHours] = "讲课费每半天最多学时", [LectureExpert] = "讲课费上限：院士、全国知名专家", [LectureFull] = "讲课费上限：正高", [LectureAssociate] = "讲课费上限：副高",
        [LectureOther] = "讲课费上限：中级及以下", [ConsultSenior] = "咨询费上限：高级职称", [ConsultOther] = "咨询费上限：其他专业人员", [ConsultExpertShare] = "咨询费上浮：院士、全国知名专家",
        [ConsultHalfShare] = "咨询费半天比例", [ConsultLaterShare] = "咨询费第三天起比例", [ConsultFullDays] = "咨询费按全额计的天数", [ConsultLetterMin] = "通讯方式咨询每次下限比例",
        [ConsultLetterMax] = "通讯方式咨询每次上限比例", [TrainingBase] = "本基地的班按哪一类培训定额", [TrainingFullDays] = "按定额全额控制的天数", [TrainingLaterShare] = "超过天数后的定额比例",
        [TrainingTravelDays] = "报到、撤离各计天数上限", [MeetingBase] = "本基地的会议按哪一类定额", [Meals] = "差旅伙食补助", [Transport] = "差旅市内交通补助", [HostTransportShare] = "接待单位派车每半天应交比例",
        [ContractFrom] = "报销须附合同的起点金额",
    };

    /// <summary>一类, 二类, 三类 and so on, from 1.</summary>
    public static string Training(long category) => $"quota.training.class-{category}";

    public static string Meeting(long category) => $"quota.meeting.class-{category}";

    /// <summary>The cap of a lecture fee by title; what is below associate-senior has one line.</summary>
    public static string Lecture(TitleLevel level, bool isExpert) => isExpert ? LectureExpert : level switch
    {
        TitleLevel.FullSenior => LectureFull,
        TitleLevel.AssociateSenior => LectureAssociate,
        _ => LectureOther,
    };

    public static string Label(string name) => Labels.GetValueOrDefault(name)
        ?? (name.StartsWith("quota.training", StringComparison.Ordinal) ? "培训综合定额" : name.StartsWith("quota.meeting", StringComparison.Ordinal) ? "会议综合定额" : name);
}
