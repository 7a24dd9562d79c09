using CEBase.Funds.Budgets;
using CEBase.Funds.Expenses;

namespace CEBase.Funds.Papers;

/// <summary>A paper that was found, or where it would come from.</summary>
/// <param name="Paper">Code of the paper.</param>
/// <param name="Lines">Ids of the lines it proves; null is all of the claim.</param>
/// <param name="IsPresent">It is there; otherwise <paramref name="Href"/> is where it is mended.</param>
/// <param name="Detail">What was found: 审批编号 2026-011, the name of a file.</param>
/// <param name="Href">Where it is.</param>
internal sealed record FoundPaper(string Paper, IReadOnlyCollection<long>? Lines, bool IsPresent, string Detail, string Href)
{
    /// <summary>The system had it; nobody uploaded it.</summary>
    public bool IsOfSystem { get; init; }

    public bool Proves(long lineId) => Lines is null || Lines.Contains(lineId);
}

/// <summary>A line of the checklist: a paper, which lines need it, what was found.</summary>
internal sealed record PaperLine(Paper Paper, Severity Severity, string Citation, IReadOnlyList<int> Lines, IReadOnlyList<int> MissingLines, IReadOnlyList<FoundPaper> Found)
{
    public bool IsMissing => MissingLines.Count > 0;

    /// <summary>Where the system would take it from, or null.</summary>
    public string? Remedy => Found.FirstOrDefault(f => !f.IsPresent)?.Href;
}

/// <summary>A claim brings the papers that its lines need. What the class has is there already.</summary>
[RestsOn("MOF540:papers", How = "按费用类型列出所需材料，能从班级取用的自动取用，缺项在提交前列出；专项停止，其他来源复核")]
[RestsOn("MOF540:plan", How = "班级费用须有批准的计划或立项批复")]
[RestsOn("MOF540:teacher-travel", How = "差旅费须附往返票据和行程")]
[RestsOn("MOF128:standard", How = "咨询费须附签收表和专家意见")]
[RestsOn("BJTU:21", How = "讲课费须有备案的教学计划")]
[RestsOn("BJTU:37", How = "软件、平台和其他服务费用须附学校采购审批件")]
[RestsOn("NPU:19(1)", How = "设备采购须附验收单")]
[RestsOn("NPU:19(3)", "NPU:19(6)", How = "上级交办课题和上级批准的支出须附文件")]
internal static class PaperRule
{
    public const string Missing = "claim.paper-missing";

    public static IEnumerable<Finding> Check(IEnumerable<PaperLine> checklist) => checklist.Where(l => l.IsMissing)
        .Select(l => new Finding(l.Severity, Missing, $"第 {string.Join("、", l.MissingLines)} 行缺“{l.Paper.Label}”。", Citation.Parse(l.Citation)) { Remedy = l.Remedy });

    /// <param name="table">Papers and needs.</param>
    /// <param name="lines">The claim's lines in order, each with its budget line.</param>
    /// <param name="found">What is there.</param>
    /// <param name="isGrant">The claim is paid from the central grant.</param>
    /// <param name="sums">Limits by sum, and what other claims pay to the same payees.</param>
    public static IReadOnlyList<PaperLine> Checklist(PaperTable table, IReadOnlyList<(ClaimLine Line, Ledger.FundLine Budget)> lines, IReadOnlyList<FoundPaper> found, bool isGrant, PaperSums sums)
    {
        var checklist = new List<PaperLine>();
        foreach (var paper in table.Papers)
        {
            var asked = table.Needs.Where(n => n.Paper == paper.Code)
                .SelectMany(n => lines.Index().Where(l => n.Asks(l.Item.Line, l.Item.Budget)).Select(l => (Need: sums.Weigh(n, l.Item.Line, lines.Select(o => o.Line)), Number: l.Index + 1, l.Item.Line.Id)))
                .Where(a => a.Need is not null).Select(a => (Need: a.Need!, a.Number, a.Id)).ToList();
            if (asked.Count == 0)
            {
                continue;
            }
            var ofPaper = found.Where(f => (f.Paper == paper.Code || paper.Or.Contains(f.Paper)) && asked.Any(a => f.Proves(a.Id))).ToList();
            var missing = asked.Where(a => !ofPaper.Any(f => f.IsPresent && f.Proves(a.Id))).ToList();
            var gravest = (missing.Count > 0 ? missing : asked).MaxBy(a => SeverityOf(a.Need, isGrant)).Need;
            checklist.Add(new PaperLine(paper, SeverityOf(gravest, isGrant), gravest.Citation,
                [.. asked.Select(a => a.Number).Distinct().Order()], [.. missing.Select(a => a.Number).Distinct().Order()], ofPaper));
        }
        return checklist;
    }

    private static Severity SeverityOf(PaperNeed need, bool isGrant) => need.Severity ?? (isGrant ? Severity.Block : Severity.Review);
}
