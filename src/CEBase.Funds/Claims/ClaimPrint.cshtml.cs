using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.Papers;

namespace CEBase.Funds.Claims;

/// <summary>A step somebody took over findings that ask for a reason.</summary>
internal sealed record PassedFindings(string Step, string By, DateTimeOffset At, string Reason, IReadOnlyList<Finding> Findings);

/// <summary>The claim as it is printed: lines, papers, who approved, what was let through, by whom and why.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class ClaimPrintModel(IDatabase database, ClaimEvaluator evaluator, Trace trace, ICitationNames names, ICurrentUser user) : PageModel
{
    private IReadOnlyDictionary<long, string> _budgets = new Dictionary<long, string>();

    [FromRoute] public string No { get; set; } = "";

    public Claim Claim { get; private set; } = null!;
    public IReadOnlyList<ClaimLine> Lines { get; private set; } = [];
    public IReadOnlyList<PaperLine> Papers { get; private set; } = [];
    public IReadOnlyList<PassedFindings> Passed { get; private set; } = [];
    private IReadOnlyList<TraceLine> History { get; set; } = [];

    public string StateLabel => ClaimStates.Of(Claim.State).Label;

    public Task OnGetAsync() => database.ReadAsync<int>(async db =>
    {
        Claim = await ClaimRepository.FindSeenAsync(db, No, user) ?? throw ClaimService.NotThere(No);
        Lines = await ClaimLineRepository.OfClaimAsync(db, Claim.Id);
        Papers = (await evaluator.JudgeAsync(db, Claim)).Papers;
        _budgets = (await FundLineRepository.OfFundAsync(db, Claim.FundId)).ToDictionary(l => l.Id, l => l.Label);
        History = SinceLastReturn(await trace.OfAsync(db, Claim.RecordType, Claim.Id));
        Passed = [.. History.Reverse().Where(t => t.Comment is not null).Select(t => new PassedFindings(t.Step, t.ActorName, t.At, t.Comment!, [.. Trace.FindingsOf(t).Where(f => f.Severity == Severity.Review)])).Where(p => p.Findings.Count > 0)];
        return 0;
    });

    public string ArticlesOf(Finding finding) => finding.Articles.Count == 0 ? "" : $"（依据{string.Join("、", finding.Articles.Select(a => names.NameOf(a) ?? a.ToString()))}）";

    public string BudgetOf(ClaimLine line) => _budgets.GetValueOrDefault(line.FundLineId) ?? "";

    /// <summary>Who took the step in this hand-in, or null.</summary>
    public TraceLine? Took(string step) => History.FirstOrDefault(t => t.Step == step);

    /// <summary>Signatures of an earlier hand-in don't count for this one.</summary>
    private static IReadOnlyList<TraceLine> SinceLastReturn(IReadOnlyList<TraceLine> newestFirst) =>
        [.. newestFirst.TakeWhile(t => t.Step is not (ClaimWorkflow.Return or ClaimWorkflow.UnitReturn))];
}
