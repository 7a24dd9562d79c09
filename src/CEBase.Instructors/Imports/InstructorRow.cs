using CEBase.Instructors.Qualification;
using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Imports;

/// <summary>Columns of a sheet of instructors.</summary>
internal static class InstructorColumns
{
    public const string Number = "number";
    public const string Name = "name";
    public const string Relation = "relation";
    public const string Employer = "employer";
    public const string Education = "education";
    public const string Degree = "degree";
    public const string Title = "title";
    public const string Years = "years";
    public const string Experience = "experience";
    public const string Field = "field";
    public const string Standing = "standing";

    public static IReadOnlyList<ImportColumn> All { get; } =
    [
        new(Number, "编号", false, "教师编号", "师资编号", "工号", "教工号", "职工号", "序号", "ID", "No", "No."),
        new(Name, "姓名", true, "教师姓名", "授课教师", "教师", "专家姓名", "名字"),
        new(Relation, "类别", false, "教师类别", "聘任关系", "聘用类别", "人员类别", "来源", "聘任类别", "校内外", "教师来源"),
        new(Employer, "工作单位", false, "单位", "所在单位", "单位名称", "任职单位", "所在学院", "部门"),
        new(Education, "学历", false, "最高学历", "文化程度", "学历层次", "学历/学位", "学历学位", "学历(学位)"),
        new(Degree, "学位", false, "最高学位", "学位名称", "学位层次"),
        new(Title, "专业技术职务", false, "职称", "专业技术职务(职称)", "专业技术职称", "技术职称", "专业技术资格", "职务职称", "职称/职务"),
        new(Years, "工作年限", false, "从业年限", "工作年数", "教龄", "从教年限", "年限", "工龄", "专业工作年限", "相关工作年限"),
        new(Experience, "教学与实践经验", false, "工作经历", "实践经验", "教学经验", "经验说明", "教学实践经验", "主要经历"),
        new(Field, "专业领域", false, "领域", "研究方向", "专业", "学科", "授课领域", "专业方向", "研究领域", "所属领域"),
        new(Standing, "学术带头人或骨干说明", false, "学术带头人或骨干", "带头人或骨干", "学术带头人/骨干", "带头人或骨干说明", "学科带头人或骨干", "学术地位", "学术带头人", "骨干情况"),
    ];
}

/// <summary>A row of a sheet read as an instructor.</summary>
/// <param name="Source">The row.</param>
/// <param name="Told">What it says; the registry number and state are still open.</param>
/// <param name="Remarks">How doubtful cells were read.</param>
internal sealed record InstructorRow(ImportRow Source, Instructor Told, IReadOnlyList<string> Remarks)
{
    private const int LongestText = 500;

    /// <summary>The sheet tells how the instructor stands to the school.</summary>
    public bool SaysRelation { get; private init; }

    /// <summary>编号 as given, or the row number in the sheet.</summary>
    public string Id => Told.SourceNumber.Length > 0 ? Told.SourceNumber : Source.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static InstructorRow Read(ImportRow row, ITitleTable titles, DateOnly today)
    {
        string Cell(string column) => row[column].Text is { Length: > LongestText } text ? text[..LongestText] : row[column].Text;
        var remarks = new List<string>();
        var education = EducationReader.Read(Cell(InstructorColumns.Education), Cell(InstructorColumns.Degree));
        remarks.AddRange(education.Remarks);
        var relation = CellReaders.RelationOf(Cell(InstructorColumns.Relation));
        if (relation is null)
        {
            remarks.Add(Cell(InstructorColumns.Relation).Length == 0 ? "没有填写类别，按外聘登记" : $"认不出类别“{Cell(InstructorColumns.Relation)}”，按外聘登记");
        }
        var years = CellReaders.Years(Cell(InstructorColumns.Years), today);
        if (years is null && Cell(InstructorColumns.Years).Length > 0)
        {
            remarks.Add($"认不出工作年限“{Cell(InstructorColumns.Years)}”");
        }
        var (standing, reason) = CellReaders.StandingOf(Cell(InstructorColumns.Standing));
        var title = Cell(InstructorColumns.Title);
        return new InstructorRow(row, new Instructor
        {
            SourceNumber = Cell(InstructorColumns.Number),
            Name = Cell(InstructorColumns.Name).Replace(" ", ""),
            Employer = Cell(InstructorColumns.Employer),
            Relation = relation ?? Relation.Outside,
            Education = education.Education,
            EducationText = education.IsUnclear ? Cell(InstructorColumns.Education) : "",
            Degree = education.Degree,
            Title = title.Length <= 50 ? title : title[..50],
            TitleLevel = titles.Read(title).Level,
            Field = Cell(InstructorColumns.Field),
            ExperienceYears = years,
            ExperienceNote = Cell(InstructorColumns.Experience),
            Standing = standing,
            StandingReason = reason,
        }, remarks)
        {
            SaysRelation = relation is not null,
        };
    }

    /// <summary>What NPU 13 says of the row; whether an outside teacher was reviewed is the registry's matter and no part of it.</summary>
    public IReadOnlyList<Finding> Judge(ITitleTable titles, DateOnly day, int leastYears) =>
        [.. QualificationRule.Check(new QualificationFacts(Told) { UnknownTitles = titles.Read(Told.Title).Unknown }, day, leastYears)];
}
