using System.Text.Json;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Ledger;
using CEBase.Instructors;
using CEBase.Platform.Data;
using CEBase.Platform.Identity;
using CEBase.Platform.Personal;
using CEBase.Platform.Recipes;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.LectureFees;

/// <summary>
/// Recipe step <c>demo-lecture-fees</c>: payment lists of sample classes, one handed over with its claim and one waiting for approval, and one of consultation, through the
/// same services and gates as real ones. A class that has a list is left alone.
/// </summary>
internal sealed class DemoLectureFeesStep(LectureFeeDesk desk, OtherFeeDesk others, FeeListDesk lists, FeePayees payees, IInstructorRegistry registry, FundBook funds, IAccounts accounts, WorkflowEngine engine,
    TimeProvider clock) : IRecipeStep
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private const string Passed = "按演示数据办理，已核对。";

    public string Name => "demo-lecture-fees";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var session = context.Session;
        var (clerk, leader, finance) = (await PersonAsync(session, "staff@example.com"), await PersonAsync(session, "leader@example.com"), await PersonAsync(session, "finance@example.com"));
        if (await MakeAsync(session, step.GetProperty("handed").GetString()!, clerk) is { } handed)
        {
            var fund = (await funds.FindAsync(session, step.GetProperty("fund").GetString()!))!;
            var budget = (await FundLine.OfFundAsync(session, fund.Id)).First(l => l.ClassId == handed.ClassId && l.Item == step.GetProperty("item").GetString());
            await lists.SetBudgetAsync(session, handed.Number, budget.Id, clerk);
            await TakeAsync(session, FeeList.RecordType, handed.Id, FeeListWorkflow.Check, clerk);
            await TakeAsync(session, FeeList.RecordType, handed.Id, FeeListWorkflow.Confirm, leader);
            await TakeAsync(session, FeeList.RecordType, handed.Id, FeeListWorkflow.Hand, clerk);
            var claim = (await FeeList.FindAsync(session, handed.Id))!.ClaimId!.Value;
            foreach (var (name, by) in new[] { (ClaimWorkflow.Check, clerk), (ClaimWorkflow.UnitApprove, leader), (ClaimWorkflow.FinanceApprove, finance), (ClaimWorkflow.Hand, finance) })
            {
                await TakeAsync(session, Claim.RecordType, claim, name, by);
            }
        }
        if (await MakeAsync(session, step.GetProperty("checked").GetString()!, clerk) is { } waiting)
        {
            await TakeAsync(session, FeeList.RecordType, waiting.Id, FeeListWorkflow.Check, clerk);
        }
        await ConsultationAsync(session, step.GetProperty("consultation").Deserialize<Consultation>(Options)!, clerk);
    }

    /// <summary>Two experts of a review, one of them outside the registry; a task that has a list is left alone.</summary>
    private async Task ConsultationAsync(DbSession session, Consultation sample, ICurrentUser clerk)
    {
        if (await session.ScalarAsync<long>("SELECT count(*) FROM fee_list WHERE task = @Task", new { sample.Task }) > 0)
        {
            return;
        }
        var day = clock.Today().AddDays(-2);
        var outside = await payees.RecordAsync(session, new FeePayeeDetails(sample.Payee, DocumentKind.IdentityCard, sample.Number + IdentityCard.CheckCharacter(sample.Number), sample.Employer, "中国示例银行", sample.Card, true,
            day, "签字的同意书", true), clerk);
        var list = await others.CreateAsync(session, LineKind.Consultation, null, sample.Task, null, clerk);
        var teacher = (await registry.NamedAsync(session, sample.Teacher, day)).Single();
        foreach (var owner in new[] { new FeeOwner(teacher.Id, null), new FeeOwner(null, outside) })
        {
            await others.AddAsync(session, list.Number, new OtherFee(owner.ToString(), sample.Amount, sample.What, day, null, HalfDay.Morning, false, false, null), clerk);
        }
        var fund = (await funds.FindAsync(session, sample.Fund))!;
        await lists.SetBudgetAsync(session, list.Number, (await FundLine.OfFundAsync(session, fund.Id)).First(l => l.Item == sample.Item && l.Year == clock.Today().Year).Id, clerk);
        await TakeAsync(session, FeeList.RecordType, list.Id, FeeListWorkflow.Check, clerk);
    }

    private sealed record Consultation(string Fund, string Item, string Task, string What, string Teacher, string Amount, string Payee, string Number, string Employer, string Card);

    private async Task<FeeList?> MakeAsync(DbSession session, string no, ICurrentUser clerk)
    {
        var classNo = $"{clock.Today().Year}-{no}";
        return await session.ScalarAsync<long>("SELECT count(*) FROM fee_list f JOIN training_class c ON c.id = f.class_id WHERE c.class_no = @classNo", new { classNo }) > 0
            ? null : await desk.CreateAsync(session, classNo, null, clerk);
    }

    private async Task TakeAsync(DbSession session, string type, long id, string step, ICurrentUser user)
    {
        var outcome = await engine.TakeAsync(session, new StepRequest(type, id, step) { Comment = step is ClaimWorkflow.UnitApprove or FeeListWorkflow.Confirm ? Passed : null, PassReviews = true }, user);
        if (!outcome.Taken)
        {
            throw new RecipeException($"演示讲课费 {type} {id} 的 {step}：{outcome.Refusal}{string.Concat(outcome.Findings.Where(f => f.Severity != Severity.Note).Select(f => f.Sentence))}");
        }
    }

    private async Task<ICurrentUser> PersonAsync(DbSession session, string login) =>
        await accounts.FindByLoginAsync(session, login) is { } account ? new Person(account) : SystemUser.Instance;

    private sealed class Person(AccountCard account) : ICurrentUser
    {
        public long? AccountId => account.Id;

        public string DisplayName => account.DisplayName;

        public bool IsSystem => true;

        public bool Has(string permission) => true;
    }
}
