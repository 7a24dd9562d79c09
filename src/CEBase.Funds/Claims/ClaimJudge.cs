using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Checks;
using CEBase.Funds.Claims.Papers;
using CEBase.Funds.Claims.Rules;
using CEBase.Funds.Commitments;
using CEBase.Funds.LectureFees;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;
using CEBase.Platform.Data;
using CEBase.Platform.Identity;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using CEBase.Regulations;

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
internal sealed class ClaimJudge(FundBook funds, IClassDirectory classes, IAccounts accounts, IParameters parameters, VocabularyBook vocabulary, ClaimPapers papers, StandardJudge standards,
    TimeProvider clock)
{
    public const string InvoiceTitle = "funds.invoice-title";
    public const string InvoiceCode = "funds.invoice-credit-code";

    public async Task<ClaimVerdict> JudgeAsync(DbSession session, Claim claim)
    {
        var lines = await ClaimLine.OfAsync(session, claim.Id);
        var files = await ClaimFile.OfAsync(session, claim.Id);
        var fund = (await funds.FindAsync(session, claim.FundId))!;
        var budget = (await FundLine.OfFundAsync(session, claim.FundId)).ToDictionary(l => l.Id);
        var served = (await classes.GetAsync(session, [.. lines.Select(l => l.ClassId).OfType<long>().Distinct()])).ToDictionary(c => c.Id);
        var own = new InvoiceHeader(await SettingAsync(session, InvoiceTitle), await SettingAsync(session, InvoiceCode));
        var staff = (await accounts.HoldersAsync(session, Platform.Permissions.ConsoleUse)).Select(a => InvoiceRule.Fold(a.DisplayName)).ToHashSet();
        var invoices = await InvoicesAsync(session, lines);
        var fees = await FeesAsync(session, lines);
        var drawn = (await CommitmentDraw.StandingOfClaimAsync(session, claim.Id)).ToDictionary(d => d.CommitmentId, d => d.Amount);
        var draws = (await CommitmentDraws.DemandsAsync(session, claim.Id)).ToDictionary(d => d.Commitment.Id);
        var uses = new UseCheck(await vocabulary.CurrentAsync(session));
        var measured = await standards.JudgeAsync(session, claim.Id, lines, served, fees);
        var listed = await FeeListPapers.SameAsync(session, lines);
        var byLine = new Dictionary<long, IReadOnlyList<Finding>>();
        foreach (var line in lines)
        {
            var facts = new LineFacts(line, fund, budget[line.FundLineId], line.ClassId is { } id ? served.GetValueOrDefault(id) : null, claim.ApprovalPaper);
            var elsewhere = invoices.Where(i => i.InvoiceNo == line.InvoiceNo && i.LineId != line.Id)
                .Where(i => i.ClaimId == claim.Id || i.IsHandedIn).Select(i => i.ClaimId == claim.Id ? "本单另一行" : i.Number).Distinct().ToList();
            byLine[line.Id] =
            [
                .. ForbiddenUseRule.Weigh(uses.Judge(line.Description), fund.ForbiddenUses),
                .. ServedRule.Check(facts),
                .. ArithmeticRule.Check(line),
                .. ApprovalPaperRule.Check(facts),
                .. FiscalChargeRule.Check(facts.Class),
                .. InvoiceRule.Check(line, own, elsewhere),
                .. OwnStaffRule.Check(line, staff),
                .. ExpertFeeRule.Check(line, fees),
                .. FeeListedRule.Check(line, listed?.Lines.Contains(line.Id) ?? false),
                .. LineYearRule.Check(facts),
                .. line.CommitmentId is { } from && draws.GetValueOrDefault(from) is { } d
                    ? CommitmentDrawRule.Check(new DrawFacts(line, d.Commitment, d.Wanted, drawn.GetValueOrDefault(from)))
                    : [],
                .. measured[line.Id],
            ];
        }
        var checklist = await papers.ChecklistAsync(session, claim, [.. lines.Select(l => (l, budget[l.FundLineId]))], fund.IsGrant);
        return new ClaimVerdict([.. PapersRule.Check(lines.Count, files.Count + checklist.Count), .. PaperRule.Check(checklist)], byLine, checklist);
    }

    /// <summary>What the claim wants of each budget line; in a write the lines are held, so that what the gate judged is what is posted.</summary>
    public static async Task<IReadOnlyList<LineDemand>> DemandsAsync(DbSession session, FundLedger ledger, long claimId)
    {
        var drawn = (await CommitmentDraws.DemandsAsync(session, claimId)).Where(d => d.Commitment.IsApproved)
            .GroupBy(d => d.Commitment.FundLineId).ToDictionary(g => g.Key, g => g.Sum(d => d.Wanted < d.Commitment.Left ? d.Wanted : d.Commitment.Left));
        var wanted = (await ClaimLine.OfAsync(session, claimId)).GroupBy(l => l.FundLineId).ToDictionary(g => g.Key, g => g.Sum(l => l.Amount));
        return [.. (await ledger.LockAsync(session, wanted.Keys)).Select(l => new LineDemand(l, wanted[l.Id], drawn.GetValueOrDefault(l.Id) is var d && d < wanted[l.Id] ? d : wanted[l.Id]))];
    }

    /// <summary>What the budget says to the claim.</summary>
    public async Task<IReadOnlyList<Finding>> BudgetAsync(DbSession session, FundLedger ledger, Claim claim)
    {
        var demands = await DemandsAsync(session, ledger, claim.Id);
        if (demands.All(d => d.Fresh <= d.Line.Remaining))
        {
            return [];
        }
        var policy = await funds.OverspendAsync(session, (await funds.FindAsync(session, claim.FundId))!);
        return [.. demands.SelectMany(d => OverspendRule.Check(new Demand(d.Line.Label, d.Line.Remaining, d.Fresh, d.Line.IsStrict), policy))];
    }

    /// <summary>Null while left open: the rule says so in its own words.</summary>
    private async Task<string?> SettingAsync(DbSession session, string name) => (await parameters.TryGetAsync(session, name, clock.Today()))?.Value;

    private static Task<IReadOnlyList<HeldInvoice>> InvoicesAsync(DbSession session, IReadOnlyList<ClaimLine> lines) => session.QueryAsync<HeldInvoice>("""
        SELECT l.id AS line_id, l.claim_id, k.number, l.invoice_no, k.state FROM claim_line l JOIN claim k ON k.id = l.claim_id
        WHERE l.invoice_no IN @Numbers AND k.state NOT IN ('cancelled', 'reversed') ORDER BY l.id
        """, new { Numbers = lines.Select(l => l.InvoiceNo).Where(n => n.Length > 0).Distinct().Append("-").ToArray() });

    private static async Task<IReadOnlyList<DrawnFee>> FeesAsync(DbSession session, IReadOnlyList<ClaimLine> lines)
    {
        var drawn = lines.Where(l => l.Kind is LineKind.Lecture or LineKind.Consultation).ToList();
        if (drawn.Count == 0)
        {
            return [];
        }
        var rows = await session.QueryAsync<FeeRow>("""
            SELECT l.id, k.number, l.payee, l.kind, l.from_day, l.until_day, l.half_day, l.hours, l.quantity, l.unit FROM claim_line l JOIN claim k ON k.id = l.claim_id
            WHERE l.kind IN ('Lecture', 'Consultation') AND k.state NOT IN ('cancelled', 'reversed') AND l.from_day <= @Until AND l.until_day >= @From
            """, new { From = drawn.Min(l => l.FromDay), Until = drawn.Max(l => l.UntilDay) });
        return [.. rows.Select(r => new DrawnFee(r.Id, r.Number, r.Payee, r.Kind, r.FromDay, r.UntilDay, r.HalfDay)
        {
            Hours = LectureFeeRule.HoursOf(new ClaimLine { FromDay = r.FromDay, UntilDay = r.UntilDay, HalfDay = r.HalfDay, Quantity = r.Quantity, Unit = r.Unit }, new LineMeasures { Hours = r.Hours }, 4)?.Hours ?? StudyHours.Zero,
        })];
    }

    private sealed record HeldInvoice
    {
        public long LineId { get; init; }
        public long ClaimId { get; init; }
        public string Number { get; init; } = "";
        public string InvoiceNo { get; init; } = "";
        public string State { get; init; } = "";

        /// <summary>A draft holds nothing, and a returned claim has let go: who hands in first has the invoice.</summary>
        public bool IsHandedIn => State is not (ClaimWorkflow.Draft or ClaimWorkflow.Returned);
    }

    private sealed record FeeRow
    {
        public long Id { get; init; }
        public string Number { get; init; } = "";
        public string Payee { get; init; } = "";
        public LineKind Kind { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
        public HalfDay HalfDay { get; init; }
        public StudyHours Hours { get; init; }
        public long Quantity { get; init; }
        public string Unit { get; init; } = "";
    }
}
