namespace CEBase.Instructors;

/// <summary>How an instructor stands to the base's school.</summary>
public enum Relation
{
    /// <summary>本校在职.</summary>
    InHouse,

    /// <summary>校聘兼职.</summary>
    PartTime,

    /// <summary>外聘.</summary>
    Outside,
}

/// <summary>Whether an instructor is an academic leader or backbone of the field (NPU 13).</summary>
public enum Standing
{
    /// <summary>未说明.</summary>
    NotStated,

    /// <summary>学术带头人.</summary>
    Leader,

    /// <summary>学术骨干.</summary>
    Backbone,
}

/// <summary>Words and codes of the registry as shown.</summary>
public static class InstructorWords
{
    /// <summary>The kind of record in traces, workflow and tabs.</summary>
    public const string RecordType = "Instructor";

    /// <summary>学历 codes (GB/T 4658) that the registry offers, highest first. Education is not a degree.</summary>
    public static IReadOnlyDictionary<string, string> Education { get; } = new Dictionary<string, string>
    {
        ["11"] = "博士研究生",
        ["12"] = "博士研究生结业",
        ["13"] = "博士研究生肄业",
        ["14"] = "硕士研究生",
        ["15"] = "硕士研究生结业",
        ["16"] = "硕士研究生肄业",
        ["17"] = "研究生班",
        ["18"] = "研究生班结业",
        ["19"] = "研究生班肄业",
        ["21"] = "大学本科",
        ["22"] = "大学本科结业",
        ["23"] = "大学本科肄业",
        ["28"] = "大学普通班",
        ["31"] = "大学专科",
        ["32"] = "大学专科结业",
        ["33"] = "大学专科肄业",
        ["40"] = "中等职业教育",
        ["60"] = "普通高中",
        ["70"] = "初中",
        ["80"] = "小学",
        ["90"] = "其他",
    };

    /// <summary>学位 codes (GB/T 6864, first digit) that the registry offers; the empty code is none.</summary>
    public static IReadOnlyDictionary<string, string> Degree { get; } = new Dictionary<string, string>
    {
        ["1"] = "名誉博士",
        ["2"] = "博士",
        ["3"] = "硕士",
        ["4"] = "学士",
        [""] = "无学位",
    };

    /// <summary>本校在职.</summary>
    public static string Label(this Relation relation) => relation switch
    {
        Relation.InHouse => "本校在职",
        Relation.PartTime => "校聘兼职",
        _ => "外聘",
    };

    /// <summary>学术带头人.</summary>
    public static string Label(this Standing standing) => standing switch
    {
        Standing.Leader => "学术带头人",
        Standing.Backbone => "学术骨干",
        _ => "未说明",
    };

    /// <summary>As shown; an empty code is education that isn't stated.</summary>
    public static string EducationLabel(string code) => code.Length == 0 ? "未填写" : Education.GetValueOrDefault(code, code);

    /// <summary>As shown, by the code's first digit.</summary>
    public static string DegreeLabel(string code) => Degree.GetValueOrDefault(code.Length > 0 ? code[..1] : "", code);

    /// <summary>正高.</summary>
    public static string Label(this TitleLevel level) => level switch
    {
        TitleLevel.FullSenior => "正高",
        TitleLevel.AssociateSenior => "副高",
        TitleLevel.Intermediate => "中级",
        TitleLevel.Junior => "初级",
        _ => "无职称级别",
    };
}
