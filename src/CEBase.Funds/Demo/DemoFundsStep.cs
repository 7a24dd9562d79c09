using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Commitments;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.Papers;
using CEBase.Funds.Settlement;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Demo;

/// <summary>
/// Recipe step <c>demo-funds</c>: a grant with a budget of three years, training income by class, and claims in every state, taken through the
/// same services, gates and ledger as real ones. A fund whose code is there is left alone, and so are its claims.
/// </summary>
internal sealed class DemoFundsStep(FundRepository funds, BudgetService budgets, MoveService moves, ClaimService claims, CommitmentService commitments, ClassCostService costs, IClassDirectory classes, IAccounts accounts, WorkflowEngine engine, TimeProvider clock) : IRecipeStep
{
    private static readonly string[] Path = [ClaimWorkflow.Check, ClaimWorkflow.UnitApprove, ClaimWorkflow.FinanceApprove, ClaimWorkflow.Hand, ClaimWorkflow.Pay];
    private static readonly byte[] Paper = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();

    private ICurrentUser _clerk = SystemUser.Instance;
    private ICurrentUser _finance = SystemUser.Instance;
    private ICurrentUser _leader = SystemUser.Instance;

    public string Name => "demo-funds";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var sample = context.ReadFile<SampleFunds>(step);
        (_clerk, _finance, _leader) = (await PersonAsync(db, "staff@example.com"), await PersonAsync(db, "finance@example.com"), await PersonAsync(db, "leader@example.com"));
        var made = new HashSet<string>();
        foreach (var fund in sample.Funds)
        {
            if (await funds.FindAsync(db, fund.Code) is null)
            {
                await FundAsync(db, fund);
                made.Add(fund.Code);
            }
        }
        foreach (var commitment in sample.Commitments.Where(c => made.Contains(c.Fund)))
        {
            await CommitmentAsync(db, commitment);
        }
        foreach (var claim in sample.Claims.Where(c => made.Contains(c.Fund)))
        {
            await ClaimAsync(db, claim);
        }
        foreach (var plan in sample.CostPlans.Where(_ => made.Count > 0))
        {
            await costs.PlanAsync(db, (await classes.FindAsync(db, ClassNo(plan.Class)!))!, plan.Amounts, "开班前已编列。", _clerk);
        }
        foreach (var no in sample.Settled.Where(_ => made.Count > 0))
        {
            var id = await db.ScalarAsync<long>("SELECT id FROM published_training_class WHERE class_no = @ClassNo", new { ClassNo = ClassNo(no) });
            await TakeAsync(db, ClassSettlement.RecordType, id, SettlementWorkflow.Submit, _clerk, "经费已全部结清。");
            await TakeAsync(db, ClassSettlement.RecordType, id, SettlementWorkflow.Confirm, _finance, "与凭证核对一致。");
            await TakeAsync(db, ClassSettlement.RecordType, id, SettlementWorkflow.Sign, _leader, "同意。");
        }
    }

    private async Task FundAsync(DbScope db, SampleFund sample)
    {
        var year = clock.Today().Year;
        var fund = await funds.CreateAsync(db, new FundDetails(sample.Code, sample.Name, sample.Kind, sample.Origin, sample.Account, Money.FromYuan(sample.Total)), _finance);
        var budget = await budgets.DraftAsync(db, new BudgetDraft(fund.Id, year + sample.Budget.From, year + sample.Budget.Until, sample.Budget.Title, sample.Budget.Reason), _finance);
        foreach (var item in sample.Budget.Items)
        {
            await budgets.SetItemAsync(db, budget.Id, year + item.Year, $"{item.Use}|{item.Item}", ClassNo(item.Class), Text(item.Amount), _finance, item.FromMonth, item.UntilMonth);
        }
        await TakeAsync(db, Budget.RecordType, budget.Id, BudgetWorkflow.Submit, _finance, null);
        await TakeAsync(db, Budget.RecordType, budget.Id, BudgetWorkflow.Approve, _leader, null);
        var lines = await FundLineRepository.OfFundAsync(db, fund.Id);
        if (sample.CarryOver is { } carry)
        {
            await MoveAsync(db, new MoveRequest(MoveKind.CarryOver, Line(lines, carry.Item!, year + carry.Year), null, Money.FromYuan(carry.Amount), carry.Reason), approve: true);
        }
        if (sample.Transfer is { } transfer)
        {
            await MoveAsync(db, new MoveRequest(MoveKind.Transfer, Line(lines, transfer.From!, year + transfer.Year), Line(lines, transfer.To!, year + transfer.Year), Money.FromYuan(transfer.Amount), transfer.Reason), approve: false);
        }
    }

    private async Task MoveAsync(DbScope db, MoveRequest request, bool approve)
    {
        var move = await moves.AskAsync(db, request, _finance);
        if (approve)
        {
            await TakeAsync(db, FundMove.RecordType, move.Id, MoveWorkflow.Approve, _leader, null);
        }
    }

    private async Task CommitmentAsync(DbScope db, SampleCommitment sample)
    {
        var lines = await FundLineRepository.OfFundAsync(db, (await funds.FindAsync(db, sample.Fund))!.Id);
        var classNo = ClassNo(sample.Class) ?? "";
        var asked = await commitments.AskAsync(db, new CommitmentDetails(sample.Kind, Line(lines, sample.Item, clock.Today().Year, classNo), sample.Counterparty, sample.Purpose, Money.FromYuan(sample.Amount))
        {
            ClassNo = classNo, Task = sample.Task, PaperNo = sample.PaperNo, PaperName = $"{sample.Kind.Label()}.pdf",
            Paper = new MemoryStream([.. Paper, .. System.Text.Encoding.UTF8.GetBytes($"% {sample.Purpose}\n")]),
        }, _clerk);
        if (sample.Until is CommitmentWorkflow.Approved or CommitmentWorkflow.Closed)
        {
            await TakeAsync(db, Commitment.RecordType, asked.Id, CommitmentWorkflow.Approve, _leader, "列入基地建设方案，已核对，同意。");
        }
        if (sample.Until == CommitmentWorkflow.Closed)
        {
            await TakeAsync(db, Commitment.RecordType, asked.Id, CommitmentWorkflow.Close, _clerk, sample.Comment);
        }
    }

    private async Task ClaimAsync(DbScope db, SampleClaim sample)
    {
        var today = clock.Today();
        var fund = (await funds.FindAsync(db, sample.Fund))!;
        var lines = await FundLineRepository.OfFundAsync(db, fund.Id);
        var classNo = ClassNo(sample.Class) ?? "";
        var claim = await claims.CreateAsync(db, new ClaimDetails(sample.Title, fund.Id, classNo, ""), _clerk);
        foreach (var line in sample.Lines)
        {
            await claims.SaveLineAsync(db, claim.Number, null, new LineDetails
            {
                FundLineId = Line(lines, line.Item, today.Year, classNo), Kind = line.Kind, Description = line.Text, Payee = line.Payee, Quantity = Text(line.Quantity), Unit = line.Unit,
                UnitPrice = Text(line.Price), Amount = Text(line.Quantity * line.Price), FromDay = today.AddDays(line.Days), HalfDay = line.Half, ClassNo = classNo, Task = line.Task ?? "",
                InvoiceNo = line.Invoice ?? "", InvoiceTitle = line.Invoice is null ? "" : "西北工业大学",
                CommitmentId = line.Commitment is null ? null : await db.ScalarAsync<long?>("SELECT id FROM commitment WHERE paper_no = @Commitment", new { line.Commitment }),
            }, _clerk);
        }
        if (!sample.NoFile)
        {
            await claims.AttachAsync(db, claim.Number, new MemoryStream([.. Paper, .. System.Text.Encoding.ASCII.GetBytes($"% {claim.Number}\n")]), "票据与附件.pdf", "票据", _clerk, sample.Papers);
        }
        if (sample.Until == ClaimStates.Cancelled)
        {
            await TakeAsync(db, Claim.RecordType, claim.Id, ClaimWorkflow.Cancel, _clerk, sample.Comment);
            return;
        }
        await WalkAsync(db, claim, sample);
    }

    private async Task WalkAsync(DbScope db, Claim claim, SampleClaim sample)
    {
        var steps = sample.Until switch
        {
            ClaimStates.Draft => 0,
            ClaimStates.Checked => 1,
            ClaimStates.UnitApproved or ClaimStates.Returned => 2,
            ClaimStates.Approved => 3,
            ClaimStates.Handed => 4,
            _ => 5,
        };
        foreach (var step in Path.Take(steps))
        {
            if (step == ClaimWorkflow.Pay)
            {
                // The year that the demo tells lies behind it: what is approved today was paid in its time.
                var paidOn = clock.Today().AddDays(Math.Min(0, sample.Lines.Max(l => l.Days) + 20));
                await db.ExecuteAsync("UPDATE claim SET approved_on = @paidOn WHERE id = @Id", new { claim.Id, paidOn });
                await claims.SetVoucherAsync(db, claim.Number, $"记-{claim.Id:0000}", paidOn, _finance);
            }
            var user = step switch { ClaimWorkflow.Check => _clerk, ClaimWorkflow.UnitApprove => _leader, _ => _finance };
            await TakeAsync(db, Claim.RecordType, claim.Id, step, user, step == ClaimWorkflow.UnitApprove ? sample.Comment ?? "费用跨年或附件另存，已核对。" : null);
        }
        if (sample.Until == ClaimStates.Returned)
        {
            await TakeAsync(db, Claim.RecordType, claim.Id, ClaimWorkflow.Return, _finance, sample.Comment);
        }
        if (sample.Until == ClaimStates.Reversed)
        {
            var move = await moves.AskReversalAsync(db, claim.FundId, claim.Id, (await ClaimRepository.FindAsync(db, claim.Id))!.Total, sample.Comment!, _finance);
            await TakeAsync(db, FundMove.RecordType, move.Id, MoveWorkflow.Approve, _leader, null);
        }
    }

    private async Task TakeAsync(DbScope db, string type, long id, string step, ICurrentUser user, string? comment)
    {
        var outcome = await engine.TakeAsync(db, new StepRequest(type, id, step) { Comment = comment, PassReviews = true }, user);
        if (!outcome.Taken)
        {
            throw new RecipeException($"演示经费 {type} {id} 的 {step}：{outcome.Refusal}{string.Concat(outcome.Findings.Where(f => f.Severity != Severity.Note).Select(f => f.Sentence))}");
        }
    }

    private string? ClassNo(string? no) => no is null ? null : $"{clock.Today().Year}-{no}";

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static long Line(IReadOnlyList<FundLine> lines, string item, int year, string classNo = "") =>
        (lines.FirstOrDefault(l => l.Item == item && l.Year == year && l.ClassNo == classNo) ?? lines.FirstOrDefault(l => l.Item == item && l.Year == year))?.Id
            ?? throw new RecipeException($"演示经费没有 {year} 年的科目“{item}”。");

    private async Task<ICurrentUser> PersonAsync(DbScope db, string login) =>
        await accounts.FindByLoginAsync(db, login) is { } account ? new Person(account) : SystemUser.Instance;

    private sealed class Person(AccountInfo account) : ICurrentUser
    {
        public long? AccountId => account.Id;

        public string DisplayName => account.DisplayName;

        public bool IsSystem => true;

        public bool Has(string permission) => true;
    }
}
