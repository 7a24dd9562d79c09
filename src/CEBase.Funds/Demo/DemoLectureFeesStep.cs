using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.LectureFees;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Demo;

/// <summary>
/// Recipe step <c>demo-lecture-fees</c>: payment lists of sample classes, one handed over with its claim and one waiting for approval, and one of consultation, through the
/// same services and gates as real ones. A class that has a list is left alone.
/// </summary>
internal sealed class DemoLectureFeesStep(LectureFeeService desk, OtherFeeService others, FeeListService lists, FeePayees payees, IInstructorRegistry registry, FundRepository funds, IAccounts accounts, WorkflowEngine engine,
    TimeProvider clock) : IRecipeStep
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private const string Passed = "按演示数据办理，已核对。";

    public string Name => "demo-lecture-fees";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var (clerk, leader, finance) = (await PersonAsync(db, "staff@example.com"), await PersonAsync(db, "leader@example.com"), await PersonAsync(db, "finance@example.com"));
        if (await MakeAsync(db, step.GetProperty("handed").GetString()!, clerk) is { } handed)
        {
            var fund = (await funds.FindAsync(db, step.GetProperty("fund").GetString()!))!;
            var budget = (await FundLineRepository.OfFundAsync(db, fund.Id)).First(l => l.ClassId == handed.ClassId && l.Item == step.GetProperty("item").GetString());
            await lists.SetBudgetAsync(db, handed.Number, budget.Id, clerk);
            await TakeAsync(db, FeeList.RecordType, handed.Id, FeeListWorkflow.Check, clerk);
            await TakeAsync(db, FeeList.RecordType, handed.Id, FeeListWorkflow.Confirm, leader);
            await TakeAsync(db, FeeList.RecordType, handed.Id, FeeListWorkflow.Hand, clerk);
            var claim = (await FeeListRepository.FindAsync(db, handed.Id))!.ClaimId!.Value;
            foreach (var (name, by) in new[] { (ClaimWorkflow.Check, clerk), (ClaimWorkflow.UnitApprove, leader), (ClaimWorkflow.FinanceApprove, finance), (ClaimWorkflow.Hand, finance) })
            {
                await TakeAsync(db, Claim.RecordType, claim, name, by);
            }
        }
        if (await MakeAsync(db, step.GetProperty("checked").GetString()!, clerk) is { } waiting)
        {
            await TakeAsync(db, FeeList.RecordType, waiting.Id, FeeListWorkflow.Check, clerk);
        }
        await ConsultationAsync(db, step.GetProperty("consultation").Deserialize<Consultation>(Options)!, clerk);
    }

    /// <summary>Two experts of a review, one of them outside the registry; a task that has a list is left alone.</summary>
    private async Task ConsultationAsync(DbScope db, Consultation sample, ICurrentUser clerk)
    {
        if (await db.ScalarAsync<long>("SELECT count(*) FROM fee_list WHERE task = @Task", new { sample.Task }) > 0)
        {
            return;
        }
        var day = clock.Today().AddDays(-2);
        var outside = await payees.RecordAsync(db, new FeePayeeDetails(sample.Payee, DocumentKind.IdentityCard, sample.Number + IdentityCard.CheckCharacter(sample.Number), sample.Employer, "中国示例银行", sample.Card, true,
            day, "签字的同意书", true), clerk);
        var list = await others.CreateAsync(db, LineKind.Consultation, null, sample.Task, null, clerk);
        var teacher = (await registry.NamedAsync(db, sample.Teacher, day)).Single();
        foreach (var owner in new[] { new FeeOwner(teacher.Id, null), new FeeOwner(null, outside) })
        {
            await others.AddAsync(db, list.Number, new OtherFee(owner.ToString(), sample.Amount, sample.What, day, null, HalfDay.Morning, false, false, null), clerk);
        }
        var fund = (await funds.FindAsync(db, sample.Fund))!;
        await lists.SetBudgetAsync(db, list.Number, (await FundLineRepository.OfFundAsync(db, fund.Id)).First(l => l.Item == sample.Item && l.Year == clock.Today().Year).Id, clerk);
        await TakeAsync(db, FeeList.RecordType, list.Id, FeeListWorkflow.Check, clerk);
    }

    private sealed record Consultation(string Fund, string Item, string Task, string What, string Teacher, string Amount, string Payee, string Number, string Employer, string Card);

    private async Task<FeeList?> MakeAsync(DbScope db, string no, ICurrentUser clerk)
    {
        var classNo = $"{clock.Today().Year}-{no}";
        return await db.ScalarAsync<long>("SELECT count(*) FROM fee_list f JOIN published_training_class c ON c.id = f.class_id WHERE c.class_no = @classNo", new { classNo }) > 0
            ? null : await desk.CreateAsync(db, classNo, null, clerk);
    }

    private async Task TakeAsync(DbScope db, string type, long id, string step, ICurrentUser user)
    {
        var outcome = await engine.TakeAsync(db, new StepRequest(type, id, step) { Comment = step is ClaimWorkflow.UnitApprove or FeeListWorkflow.Confirm ? Passed : null, PassReviews = true }, user);
        if (!outcome.Taken)
        {
            throw new RecipeException($"演示讲课费 {type} {id} 的 {step}：{outcome.Refusal}{string.Concat(outcome.Findings.Where(f => f.Severity != Severity.Note).Select(f => f.Sentence))}");
        }
    }

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
