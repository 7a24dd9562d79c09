namespace CEBase.Catalogue.Safety;

/// <summary>What was found at an item.</summary>
internal enum CheckOutcome
{
    /// <summary>已检查.</summary>
    Done,

    /// <summary>不适用.</summary>
    NotApplicable,
}

/// <summary>An item of the safety checklist with what was found at it for one class.</summary>
internal sealed record SafetyItem
{
    public string Code { get; init; } = "";
    public string Area { get; init; } = "";
    public string Text { get; init; } = "";
    public string Citation { get; init; } = "";

    /// <summary>What was found, or null while nobody looked.</summary>
    public CheckOutcome? Outcome { get; init; }

    public string CheckedBy { get; init; } = "";
    public DateOnly? CheckedOn { get; init; }

    /// <summary>Why it doesn't apply, or a remark.</summary>
    public string Note { get; init; } = "";

    /// <summary>0 while nobody looked.</summary>
    public int Version { get; init; }
}

/// <summary>Kinds of safety records.</summary>
internal static class SafetyKinds
{
    public const string EmergencyPlan = "emergency-plan";
    public const string Education = "education";
    public const string Handbook = "handbook";
    public const string Incident = "incident";
    public const string Inspection = "inspection";

    public static IReadOnlyList<SafetyKind> All { get; } =
    [
        new(EmergencyPlan, "应急预案", "制定日期", "负责人", "预案内容", "联系人与电话", null, "还没有应急预案", "写明各类突发情况由谁、怎样处置，或上传预案文件。"),
        new(Education, "安全教育", "教育日期", "主讲人", "教育内容", "签到或确认方式", "到场人数", "还没有安全教育记录", "开班前后各做一次，写明讲了什么、多少人到场、怎样确认。"),
        new(Handbook, "学员手册", "发放日期", "编制人", "手册内容", "怎样发放", "发放人数", "还没有学员手册", "上传手册，或在这里写成一页，并写明怎样发到学员手里。"),
        new(Incident, "突发事件", "发生日期", "处置人", "经过", "措施与结果", "涉及人数", "没有突发事件", "发生突发事件后当天登记，写明经过、措施与结果。"),
        new(Inspection, "教学自查", "自查日期", "自查人", "发现的情况", "整改措施", null, "还没有自查记录", "承办单位对本班教学的检查，写明发现什么、怎样改。"),
    ];

    public static SafetyKind? Find(string? code) => All.FirstOrDefault(k => k.Code == code);
}

/// <summary>How a kind of record names its parts.</summary>
/// <param name="PeopleLabel">What the number of people means, or null when none is asked.</param>
internal sealed record SafetyKind(string Code, string Label, string DayLabel, string PersonLabel, string BodyLabel, string DetailLabel, string? PeopleLabel, string EmptyTitle, string EmptyHint);

/// <summary>An emergency plan, a safety lesson, a handbook, an incident or a self-inspection of a class.</summary>
internal sealed record SafetyRecord
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public DateOnly Day { get; init; }
    public string Person { get; init; } = "";

    /// <summary>Markdown; may be empty where there is a file.</summary>
    public string Body { get; init; } = "";

    /// <summary>Contacts, how it was delivered or acknowledged, what was done: see <see cref="SafetyKind.DetailLabel"/>.</summary>
    public string Detail { get; init; } = "";

    public int? People { get; init; }
    public string? FileHash { get; init; }
    public string FileName { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }
    public string RecordedByName { get; init; } = "";
}
