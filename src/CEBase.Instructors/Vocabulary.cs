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

/// <summary>Words and codes of the registry as shown.</summary>
public static class InstructorWords
{
    /// <summary>学历 codes (GB/T 4658) that the registry offers, highest first. Education is not a degree.</summary>
    public static IReadOnlyDictionary<string, string> Education { get; } = new Dictionary<string, string>
    {
        ["11"] = "博士研究生",
        ["14"] = "硕士研究生",
        ["17"] = "研究生班",
        ["21"] = "大学本科",
        ["31"] = "大学专科",
        ["40"] = "中等职业教育",
        ["60"] = "普通高中",
        ["90"] = "其他",
    };

    /// <summary>学位 codes (GB/T 6864, first digit) that the registry offers; the empty code is none.</summary>
    public static IReadOnlyDictionary<string, string> Degree { get; } = new Dictionary<string, string>
    {
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
