using CEBase.Funds.Budgets;
using CEBase.Funds.Checks;
using CEBase.Funds.Commitments;
using CEBase.Funds.Draws;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;
using CEBase.Funds.Papers;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Claims;

/// <summary>What the rules say of a claim.</summary>
/// <param name="Whole">Of the claim as a whole.</param>
/// <param name="ByLine">Of each line, by its id.</param>
/// <param name="Papers">The checklist of papers.</param>
internal sealed record ClaimVerdict(IReadOnlyList<Finding> Whole, IReadOnlyDictionary<long, IReadOnlyList<Finding>> ByLine, IReadOnlyList<PaperLine> Papers)
{
    /// <summary>All findings, those of lines with the line's place in front.</summary>
    public IEnumerable<Finding> All => Whole.Concat(ByLine.Values.SelectMany((findings, i) => findings.Select(f => f with { Sentence = $"第 {i + 1} 行：{f.Sentence}" })));
}

/// <summary>What a claim wants from one budget line.</summary>
/// <param name="Line">The budget line.</param>
/// <param name="Wanted">Sum of the claim's lines on it.</param>
/// <param name="Drawn">So much of it comes out of commitments and needs no free money.</param>
internal sealed record LineDemand(FundLine Line, Money Wanted, Money Drawn)
{
    public Money Fresh => Wanted - Drawn;
}

/// <summary>Gathers what the rules need and asks every one of them, line by line.</summary>
internal sealed class ClaimEvaluator(FundRepository funds, FundLedger ledger, IClassDirectory classes, IAccounts accounts, IParameters parameters, VocabularyRepository vocabulary, ClaimPapers papers, StandardEvaluator standards,
    DrawnFees drawnFees, KindTable kinds, RegisteredTasks registered, IEnumerable<IClaimReviewer> reviewers, TimeProvider clock)
{
    private const long WholeClaim = 0;

    public async Task<ClaimVerdict> JudgeAsync(DbScope db, Claim claim)
    {
        var lines = await ClaimLineRepository.OfClaimAsync(db, claim.Id);
        var files = await ClaimRepository.FilesAsync(db, claim.Id);
        var fund = (await funds.FindAsync(db, claim.FundId))!;
        var budget = (await FundLineRepository.OfFundAsync(db, claim.FundId)).ToDictionary(l => l.Id);
        var served = (await classes.GetAsync(db, [.. lines.Select(l => l.ClassId).OfType<long>().Distinct()])).ToDictionary(c => c.Id);
        var own = await ClaimInvoices.OwnHeaderAsync(db, parameters, clock.Today());
        var staff = (await accounts.HoldersAsync(db, Platform.Permissions.ConsoleUse)).Select(a => TextFold.Key(a.DisplayName))
            .Concat(await standards.InHouseAsync(db, lines.Where(OwnStaffRule.IsAsked))).ToHashSet();
        var invoices = await ClaimInvoices.OfAsync(db, claim.Id, lines);
        var fees = await drawnFees.AroundAsync(db, claim.Id, lines);
        var drawn = (await CommitmentRepository.StandingDrawsAsync(db, claim.Id)).ToDictionary(d => d.CommitmentId, d => d.Amount);
        var draws = (await CommitmentDraws.DemandsAsync(db, claim.Id)).ToDictionary(d => d.Commitment.Id);
        var uses = new UseCheck(await vocabulary.CurrentAsync(db));
        var measured = await standards.JudgeAsync(db, claim.Id, lines, served, fees);
        var tasks = await registered.AmongAsync(db, lines.Select(l => l.Task));
        var reviewed = await ReviewAsync(db, new ClaimUnderReview(claim, lines, served.Values, fund.IsGrant));
        var byLine = new Dictionary<long, IReadOnlyList<Finding>>();
        foreach (var line in lines)
        {
            var facts = new LineFacts(line, fund, budget[line.FundLineId], line.ClassId is { } id ? served.GetValueOrDefault(id) : null, claim.ApprovalPaper)
            {
                IsTaskRegistered = tasks.Contains(line.Task),
            };
            byLine[line.Id] =
            [
                .. ForbiddenUseRule.Weigh(uses.Judge(line.Description), fund.ForbiddenUses),
                .. UseMatchRule.Check(facts, kinds, uses.Uses(line.Description)),
                .. KindRule.Check(line, kinds, uses.Uses),
                .. ServedRule.Check(facts),
                .. ArithmeticRule.Check(line),
                .. ApprovalPaperRule.Check(facts),
                .. FiscalChargeRule.Check(facts.Class),
                .. InvoiceRule.Check(line, own, invoices.Of(line)),
                .. OwnStaffRule.Check(line, staff),
                .. ExpertFeeRule.Check(line, fees),
                .. reviewed[line.Id],
                .. LineYearRule.Check(facts),
                .. FutureDayRule.Check(line, clock.Today(), line.CommitmentId is { } bound && draws.GetValueOrDefault(bound)?.Commitment is { Kind: CommitmentKind.Contract }),
                .. line.CommitmentId is { } from && draws.GetValueOrDefault(from) is { } d
                    ? CommitmentDrawRule.Check(new DrawFacts(line, d.Commitment, d.Wanted, drawn.GetValueOrDefault(from)))
                    : [],
                .. measured[line.Id],
            ];
        }
        var checklist = await papers.ChecklistAsync(db, claim.Id, [.. lines.Select(l => (l, budget[l.FundLineId]))], fund.IsGrant);
        return new ClaimVerdict([.. PapersRule.Check(lines.Count, files.Count + checklist.Count), .. PaperRule.Check(checklist), .. reviewed[WholeClaim]], byLine, checklist);
    }

    /// <summary>Findings of the capabilities above, by line.</summary>
    private async Task<ILookup<long, Finding>> ReviewAsync(DbScope db, ClaimUnderReview review)
    {
        var found = new List<(long? LineId, Finding Finding)>();
        foreach (var reviewer in reviewers)
        {
            found.AddRange(await reviewer.ReviewAsync(db, review));
        }
        return found.ToLookup(f => f.LineId ?? WholeClaim, f => f.Finding);
    }

    /// <summary>What the claim wants of each budget line; in a write the lines are held, so that what the gate judged is what is posted.</summary>
    public async Task<IReadOnlyList<LineDemand>> DemandsAsync(DbScope db, long claimId)
    {
        var drawn = (await CommitmentDraws.DemandsAsync(db, claimId)).Where(d => d.Commitment.IsApproved)
            .GroupBy(d => d.Commitment.FundLineId).ToDictionary(g => g.Key, g => g.Sum(d => d.Wanted < d.Commitment.Left ? d.Wanted : d.Commitment.Left));
        var wanted = (await ClaimLineRepository.OfClaimAsync(db, claimId)).GroupBy(l => l.FundLineId).ToDictionary(g => g.Key, g => g.Sum(l => l.Amount));
        return [.. (await ledger.LockAsync(db, wanted.Keys)).Select(l => new LineDemand(l, wanted[l.Id], drawn.GetValueOrDefault(l.Id) is var d && d < wanted[l.Id] ? d : wanted[l.Id]))];
    }

    /// <summary>What the budget says to the claim.</summary>
    public async Task<IReadOnlyList<Finding>> BudgetAsync(DbScope db, Claim claim)
    {
        var demands = await DemandsAsync(db, claim.Id);
        if (demands.All(d => d.Fresh <= d.Line.Remaining))
        {
            return [];
        }
        var policy = await funds.OverspendAsync(db, (await funds.FindAsync(db, claim.FundId))!);
        return [.. demands.SelectMany(d => OverspendRule.Check(new Demand(d.Line.Label, d.Line.Remaining, d.Fresh, d.Line.IsStrict), policy))];
    }
}
