namespace CEBase.Instructors.Qualification;

/// <summary>An approved exception lets what NPU 13 says pass as a note on the days it covers. Review of outside teachers, incidents and stops it doesn't touch.</summary>
[RestsOn("NPU:13", How = "例外由第二人批准，写明理由和起止日期，只在期限内放行")]
internal static class ExceptionRule
{
    public const string Excepted = "instructor.excepted";
    private static readonly Citation Article = Citation.Parse("NPU:13");

    public static IEnumerable<Finding> Soften(QualificationFacts facts, DateOnly day, IEnumerable<Finding> findings)
    {
        var covering = facts.Exceptions.Where(e => e.Cover(day)).Select(e => (DateOnly?)e.Until).Max();
        return covering is not { } until ? findings : findings.Select(f => f.Severity == Severity.Note || !f.Articles.Contains(Article) ? f
            : f with { Severity = Severity.Note, Rule = Excepted, Sentence = $"{f.Sentence}（已批准例外，到 {until.InTable()} 为止）" });
    }
}
