namespace CEBase.Projects;

/// <summary>Who pays for a project and its class.</summary>
public enum FundingMode
{
    /// <summary>Budget money; learners pay nothing (财行〔2016〕540号 article 19).</summary>
    Fiscal,

    /// <summary>The entrusting organisation, by contract.</summary>
    Commissioned,

    /// <summary>Each learner, at the filed price.</summary>
    Open,

    /// <summary>The base's one-time grant.</summary>
    BaseGrant,
}

/// <summary>A code with the words shown for it.</summary>
/// <param name="Code">As stored.</param>
/// <param name="Label">As shown.</param>
/// <param name="Group">Heading in choosers.</param>
public sealed record CodeWord(string Code, string Label, string Group = "");

/// <summary>Words and code lists of projects, shared by their classes.</summary>
public static class ProjectWords
{
    /// <summary>Most characters that the name of a project or plan item may have.</summary>
    public const int NameLength = 100;

    /// <summary>Forms of service (NPU 5).</summary>
    public static IReadOnlyList<CodeWord> Forms { get; } =
    [
        new("national", "国家重大人才培养项目"),
        new("training", "培训班"),
        new("seminar", "研修班"),
        new("advanced", "进修班"),
        new("research", "课题研究与课程开发"),
        new("exchange", "学术交流"),
    ];

    /// <summary>Kinds of task (NPU 4), with the programmes of both rounds of the knowledge-renewal project.</summary>
    public static IReadOnlyList<CodeWord> Tasks { get; } =
    [
        new("advanced-seminar", "高级研修项目", "知识更新工程（2021—2030）"),
        new("capability", "专业技术人员能力提升项目", "知识更新工程（2021—2030）"),
        new("digital-engineer", "数字技术工程师培育项目", "知识更新工程（2021—2030）"),
        new("scarce", "急需紧缺人才培养培训", "知识更新工程（2011—2020）"),
        new("post", "岗位培训", "知识更新工程（2011—2020）"),
        new("teacher", "师资培训", "基地任务"),
        new("public-subject", "公需科目培训", "基地任务"),
        new("professional-subject", "专业科目培训", "基地任务"),
        new("commissioned", "委托培训", "基地任务"),
    ];

    /// <summary>The words for a code, or the code itself.</summary>
    public static string LabelOf(this IReadOnlyList<CodeWord> words, string code) => words.FirstOrDefault(w => w.Code == code)?.Label ?? code;

    /// <summary>财政经费.</summary>
    public static string Label(this FundingMode funding) => funding switch
    {
        FundingMode.Fiscal => "财政经费",
        FundingMode.Commissioned => "委托单位付费",
        FundingMode.Open => "面向社会收费",
        _ => "基地专项经费",
    };

    /// <summary>As the API writes it: <c>base-grant</c>.</summary>
    public static string ApiName(this FundingMode funding) => funding switch
    {
        FundingMode.Fiscal => "fiscal",
        FundingMode.Commissioned => "commissioned",
        FundingMode.Open => "open",
        _ => "base-grant",
    };
}
