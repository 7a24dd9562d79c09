namespace CEBase.Catalogue.Courses;

/// <summary>A course: what is taught, whatever class runs it.</summary>
internal sealed record Course
{
    public long Id { get; init; }

    /// <summary>Staff's own code, <c>GX-101</c>; the key of recipes.</summary>
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";
    public SubjectKind Subject { get; init; } = SubjectKind.ProfessionalSubject;

    /// <summary>Codes of <see cref="ClassWords.Tags"/>, comma separated.</summary>
    public string Tags { get; init; } = "";

    public string Field { get; init; } = "";
    public string Objectives { get; init; } = "";

    /// <summary>Outline, Markdown.</summary>
    public string Outline { get; init; } = "";

    public StudyHours Hours { get; init; }
    public string Materials { get; init; } = "";
    public bool IsActive { get; init; } = true;

    /// <summary>新技术、新方法.</summary>
    public string TagWords => string.Join("、", TagCodes.Select(ClassWords.Tags.LabelOf));

    public IReadOnlyList<string> TagCodes => Tags.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>In use, or not.</summary>
    public StateDefinition Use => IsActive ? new("active", "在用", StateTone.Done) : new("retired", "停用", StateTone.Quiet);

    /// <summary>The course as it is stored.</summary>
    /// <exception cref="Refusal">Everything that makes it impossible to store, each at its field.</exception>
    public Course Checked()
    {
        Problems().Refuse();
        return this with { Code = Code.Trim().ToUpperInvariant(), Name = Name.Trim(), Field = Field.Trim() };
    }

    private IEnumerable<Refusal> Problems() =>
    [
        .. Catalogue.Problems.When(Code.Trim().Length is < 2 or > 20 || !Code.Trim().All(ch => char.IsAsciiLetterOrDigit(ch) || ch == '-'), nameof(Code), "code_form", "课程编号为 2 到 20 个字母、数字或连字符，例如 ZY-201。"),
        .. Catalogue.Problems.When(string.IsNullOrWhiteSpace(Name) || Name.Length > 100, nameof(Name), "required", "请填写课程名称，最多 100 个字。"),
        .. Catalogue.Problems.When(string.IsNullOrWhiteSpace(Field), nameof(Field), "required", "请填写专业领域。"),
        .. Catalogue.Problems.When(string.IsNullOrWhiteSpace(Objectives), nameof(Objectives), "required", "请填写教学目标。"),
        .. Catalogue.Problems.When(Hours <= StudyHours.Zero || Hours.Hours > 1000, nameof(Hours), "hours_range", "学时应大于 0，最多 1000。"),
        .. TagCodes.Where(t => ClassWords.Tags.All(w => w.Code != t)).Take(1).Select(unknown => Catalogue.Problems.At(nameof(Tags), "tag_unknown", $"没有名为“{unknown}”的内容类型。")),
    ];
}
