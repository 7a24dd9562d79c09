namespace CEBase.Catalogue;

/// <summary>Words and code lists of courses and classes.</summary>
public static class ClassWords
{
    /// <summary>What a course renews (NPU 3).</summary>
    public static IReadOnlyList<CodeWord> Tags { get; } =
    [
        new("theory", "新理论"),
        new("knowledge", "新知识"),
        new("technology", "新技术"),
        new("method", "新方法"),
    ];

    /// <summary>States in the order of a class's life, with their words.</summary>
    public static IReadOnlyList<CodeWord> States { get; } =
    [
        new(ClassStates.Draft, "草稿"),
        new(ClassStates.Planned, "已计划"),
        new(ClassStates.Open, "报名中"),
        new(ClassStates.Ready, "待开班"),
        new(ClassStates.Running, "进行中"),
        new(ClassStates.Ended, "已结束"),
        new(ClassStates.Closed, "已结班"),
        new(ClassStates.Archived, "已归档"),
        new(ClassStates.Cancelled, "已取消"),
    ];

    /// <summary>States in which everybody may see a class.</summary>
    public static IReadOnlyList<string> PublicStates { get; } =
        [ClassStates.Open, ClassStates.Ready, ClassStates.Running, ClassStates.Ended, ClassStates.Closed, ClassStates.Archived];

    /// <summary>What a course counts as, to choose from.</summary>
    public static IReadOnlyList<ListOption> Subjects { get; } = Options.Of<SubjectKind>(Label);

    /// <summary>The filter of lists by what a course counts as: <c>subject=public</c>.</summary>
    /// <param name="column">The column that holds it.</param>
    public static ListFilter SubjectFilter(string column) =>
        new("subject", "科目", "1 = 1") { Options = [.. Enum.GetValues<SubjectKind>().Select(s => new ListOption(s.ApiName(), s.Label(), $"{column} = '{s}'"))] };

    /// <summary>公需科目.</summary>
    public static string Label(this SubjectKind subject) => subject == SubjectKind.PublicSubject ? "公需科目" : "专业科目";

    /// <summary>As the API writes it: <c>public</c>.</summary>
    public static string ApiName(this SubjectKind subject) => subject == SubjectKind.PublicSubject ? "public" : "professional";

    /// <summary>2026-11-21 08:30–12:00.</summary>
    public static string When(this LessonInfo lesson) => $"{lesson.Day.InTable()} {lesson.StartsAt:HH\\:mm}–{lesson.EndsAt:HH\\:mm}";
}
