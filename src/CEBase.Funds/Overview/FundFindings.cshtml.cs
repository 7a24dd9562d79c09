using CEBase.Funds.Budgets;

namespace CEBase.Funds.Overview;

/// <summary>意见按条款: what one article has said of the fund's spending, each time with where.</summary>
[RequirePermission(Permissions.View)]
internal sealed class FundFindingsModel(IDatabase database, FundRepository funds, ArticleFindings findings) : PageModel
{
    [FromQuery(Name = "fund")] public long FundId { get; set; }
    [FromQuery] public int Year { get; set; }
    [FromQuery] public string? Article { get; set; }

    public Fund Fund { get; private set; } = null!;
    public IReadOnlyList<ArticleFinding> Found { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        Fund = await funds.FindAsync(db, FundId) ?? throw Refusal.NotFound("没有这项经费。");
        if (!Citation.TryParse(Article, out var article))
        {
            throw Refusal.NotFound("请从经费总览选择条款。");
        }
        Found = [.. (await findings.OfAsync(db, FundId, Year)).Where(f => f.Article == article)];
        return 0;
    }, cancel);

    public static (string Label, StateTone Tone) Standing(ArticleFinding f) => f switch
    {
        { In: FoundIn.Passed } => ("已放行", StateTone.Done),
        { Severity: Severity.Block } => ("停止", StateTone.Stopped),
        _ => ("待复核", StateTone.Waiting),
    };
}
