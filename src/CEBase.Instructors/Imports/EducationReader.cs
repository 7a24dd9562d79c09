namespace CEBase.Instructors.Imports;

/// <summary>Education and degree told apart from two cells that mix them.</summary>
/// <param name="Education">学历, GB/T 4658; empty when it can't be told.</param>
/// <param name="Degree">学位, GB/T 6864; empty when none is stated.</param>
/// <param name="Remarks">What a clerk should know about how it was read.</param>
internal sealed record EducationReading(string Education, string Degree, IReadOnlyList<string> Remarks)
{
    /// <summary>Something is written that neither a code nor a degree could be told from.</summary>
    public bool IsUnclear { get; init; }
}

/// <summary>
/// Reads 学历 and 学位 as sheets write them. A word of education (硕士研究生, 本科) gives education; a word of degree (硕士) gives the degree and,
/// alone in the column of education, is taken for the education it commonly stands for, unless it is marked as a degree got without one.
/// </summary>
internal static partial class EducationReader
{
    public static EducationReading Read(string? educationCell, string? degreeCell)
    {
        var cell = CellText.Clean(educationCell).Replace(" ", "");
        var column = CellText.Clean(degreeCell).Replace(" ", "");
        if (Nothing().IsMatch(cell))
        {
            cell = "";
        }
        var remarks = new List<string>();
        var degreeOnly = !BothPapers().IsMatch(cell + column) && DegreeOnly().IsMatch(cell + column);
        var parts = Separator().Split(cell).Where(p => p.Length > 0).Select(p => Part.Of(p)).ToList();
        var degree = new[] { DegreeOf(column) }.Concat(parts.Select(p => p.Degree)).OfType<string>().Where(d => d.Length > 0).DefaultIfEmpty("").Min()!;
        var isDoctor = degree == "2";

        var stated = parts.Where(p => p.Education is not null && !(degreeOnly && p.IsPostgraduate)).Select(p => p.Education == "研" ? isDoctor ? "11" : "14" : p.Education!).ToList();
        if (stated.Count > 0)
        {
            var best = stated.Min()!;
            if (degreeOnly)
            {
                remarks.Add("注明在职、单证或同等学力，只按学位认定，未按研究生学历认定");
            }
            return new EducationReading(best, degree, remarks);
        }
        if (degreeOnly && (degree.Length > 0 || parts.Any(p => p.IsPostgraduate)))
        {
            remarks.Add("注明在职、单证或同等学力，只按学位认定，未按研究生学历认定");
            return new EducationReading("", degree is "2" or "3" ? degree : parts.Any(p => p.IsPostgraduate) ? "3" : degree, remarks);
        }
        var bare = parts.Where(p => p.IsBare).Select(p => p.Degree!).DefaultIfEmpty("").Min()!;
        if (bare.Length > 0)
        {
            var (code, word, education) = bare switch { "2" => ("11", "博士", "博士研究生"), "3" => ("14", "硕士", "硕士研究生"), _ => ("21", "学士", "大学本科") };
            remarks.Add($"学历栏写的是学位“{word}”，按{education}认定，请核对毕业证书");
            return new EducationReading(code, degree, remarks);
        }
        if (parts.Any(p => p.IsInProgress))
        {
            remarks.Add("学历在读，请填写已取得的最高学历");
        }
        else if (cell.Length > 0 && degree.Length > 0)
        {
            remarks.Add($"“{cell}”只说明学位，请填写学历");
        }
        else if (cell.Length > 0)
        {
            remarks.Add($"认不出学历“{cell}”，请对照毕业证书填写");
        }
        else
        {
            remarks.Add("没有填写学历");
        }
        return new EducationReading("", degree, remarks) { IsUnclear = cell.Length > 0 && degree.Length == 0 && !parts.Any(p => p.IsInProgress && !p.Text.Contains("博士")) };
    }

    private static string? DegreeOf(string text) => text switch
    {
        _ when InProgress().IsMatch(text) => null,
        _ when text.Contains("名誉博士") => null,
        _ when text.Contains("博士") || text == "PhD" || text == "Ph.D" => "2",
        _ when text.Contains("硕士") || Professional().IsMatch(text) => "3",
        _ when text.Contains("学士") => "4",
        _ => null,
    };

    /// <summary>One of the things a cell says.</summary>
    private sealed record Part(string Text)
    {
        /// <summary>Code of education; 研 for a postgraduate of a degree that another part tells; null when it says none.</summary>
        public string? Education { get; private init; }
        public string? Degree { get; private init; }
        public bool IsPostgraduate { get; private init; }
        public bool IsInProgress { get; private init; }

        /// <summary>Nothing but the word of a degree: 硕士.</summary>
        public bool IsBare { get; private init; }

        public static Part Of(string text)
        {
            if (InProgress().IsMatch(text))
            {
                return new Part(text) { IsInProgress = true };
            }
            if (text.Contains("党校"))
            {
                return new Part(text);
            }
            var ending = text.Contains("肄业") ? 2 : text.Contains("结业") ? 1 : 0;
            var degree = DegreeOf(text);
            if (PostgraduateClass().IsMatch(text))
            {
                return new Part(text) { Education = Code(17, ending), IsPostgraduate = true };
            }
            if (text.Contains("研究生"))
            {
                // 博士研究生 says its own; plain 研究生 is raised by a doctor's degree beside it.
                var code = degree == "2" ? Code(11, ending) : degree == "3" || ending > 0 ? Code(14, ending) : "研";
                return new Part(text) { Education = code, Degree = ending > 0 ? null : degree, IsPostgraduate = true };
            }
            if (degree is not null && (text.Contains("肄业") || text.Contains("结业")))
            {
                return new Part(text) { Education = Code(degree == "2" ? 11 : degree == "3" ? 14 : 21, ending), IsPostgraduate = degree != "4" };
            }
            if (degree is not null && !LowerEducation().IsMatch(text))
            {
                return new Part(text) { Degree = degree, IsPostgraduate = degree != "4", IsBare = Bare().IsMatch(text) };
            }
            var education = text switch
            {
                _ when text.Contains("普通班") => "28",
                _ when text.Contains("专科") || text.Contains("大专") || text.Contains("高职") || text.Contains("专升") is false && text.EndsWith("专") && !text.Contains("中专") => Code(31, ending),
                _ when text.Contains("本科") || text.Contains("大学") || text.Contains("专升本") => Code(21, ending),
                _ when text.Contains("中专") || text.Contains("职高") || text.Contains("技校") || text.Contains("中职") || text.Contains("中等") => "40",
                _ when text.Contains("高中") => "60",
                _ when text.Contains("初中") => "70",
                _ when text.Contains("小学") => "80",
                "其他" => "90",
                _ => null,
            };
            return new Part(text) { Education = education, Degree = degree };
        }

        private static string Code(int finished, int ending) => (finished + ending).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"[/、,，;；|\\()（）\[\]+]|[及和与兼]|并获|获")]
    private static partial Regex Separator();

    [GeneratedRegex("单证|在职|同等学[力历]|课程进修|进修班|只有学位|仅学位|有学位无学历")]
    private static partial Regex DegreeOnly();

    [GeneratedRegex("双证|学历学位证|学历学位双")]
    private static partial Regex BothPapers();

    [GeneratedRegex("在读|攻读|就读|未毕业|候选人")]
    private static partial Regex InProgress();

    [GeneratedRegex("研究生(课程)?班|研究生课程")]
    private static partial Regex PostgraduateClass();

    [GeneratedRegex("^(E?MBA|MPA|MPACC|M\\.?S\\.?c|MEM)$", RegexOptions.IgnoreCase)]
    private static partial Regex Professional();

    [GeneratedRegex("^(全日制|非全日制|普通全日制)?(理学|工学|管理学|法学|文学|教育学|医学|农学|经济学|哲学|历史学|军事学|艺术学)?(博士后?|硕士|学士)(毕业|学历)?$")]
    private static partial Regex Bare();

    [GeneratedRegex("本科|专科|大专|大学")]
    private static partial Regex LowerEducation();

    [GeneratedRegex("^(无|暂无|没有|不详|-+|—+|/|\\\\)$")]
    private static partial Regex Nothing();
}
