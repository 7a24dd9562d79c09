using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.LectureFees;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;
using CEBase.Instructors.BankCards;
using FundRights = CEBase.Funds.Permissions;

namespace CEBase.Tests.Funds.LectureFees;

/// <summary>Consultation and other labour on payment lists: one withholding a person and month over all of them, cards, approval, claim.</summary>
public sealed class OtherFeeListTests
{
    private static readonly ICurrentUser Maker = new TestUser(1, FundRights.ClaimsView, FundRights.ClaimsManage, FundRights.LectureFees, FundRights.View, CEBase.Catalogue.Permissions.Manage);
    private static readonly ICurrentUser Leader = new TestUser(3, FundRights.View, FundRights.ClaimsUnitApprove, FundRights.ClaimsView);
    private static readonly DateOnly Day = new(2026, 3, 4);

    private static OtherFee Fee(string owner, string amount, DateOnly? day = null, HalfDay half = HalfDay.Whole) => new(owner, amount, "课程体系论证", day ?? Day, null, half, false, false, null);

    private static FeePayeeDetails Payee(string number = "610113199003070011", string card = "6222020200112233445", string name = "苗小满") =>
        new(name, DocumentKind.IdentityCard, number[..17] + IdentityCard.CheckCharacter(number), "示例企业", "示例银行", card, true, new DateOnly(2026, 3, 1), "签字的同意书", true);

    private static Task<FeeList> CreateAsync(FundBench bench, LineKind kind) => bench.WriteAsync<OtherFeeService, FeeList>((desk, db) => desk.CreateAsync(db, kind, null, "课程体系评审", null, Maker));

    private static Task SaveAsync(FundBench bench, FeeList list, OtherFee fee) => bench.WriteAsync<OtherFeeService>((desk, db) => desk.AddAsync(db, list.Number, fee, Maker));

    private static Task<long> PayeeAsync(FundBench bench, FeePayeeDetails details) => bench.WriteAsync<FeePayees, long>((payees, db) => payees.RecordAsync(db, details, Maker));

    private static Task<IReadOnlyList<FeeLine>> LinesAsync(FundBench bench, FeeList list) => bench.Database.ReadAsync(s => FeeLineRepository.OfAsync(s, list.Id));

    private static async Task TakenAsync(FundBench bench, FeeList list, string step, ICurrentUser user, string? comment = null)
    {
        var outcome = await bench.TakeAsync(FeeList.RecordType, list.Id, step, user, comment);
        Assert.True(outcome.Taken, $"{step}: {outcome.Refusal} {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
    }

    private static async Task<string> TeacherAsync(FundBench bench) => $"T{await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT id FROM instructor WHERE number = 'T900'"))}";

    [Theory, BothDatabases]
    public async Task All_fees_of_a_person_in_a_month_are_taxed_together_whatever_list_they_are_on(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var teacher = await TeacherAsync(bench);
        var (consultation, labour) = (await CreateAsync(bench, LineKind.Consultation), await CreateAsync(bench, LineKind.Labour));
        await SaveAsync(bench, consultation, Fee(teacher, "2400"));
        Assert.Equal(Money.FromYuan(2800), (await LinesAsync(bench, consultation)).Single().Gross);
        await TakenAsync(bench, consultation, FeeListWorkflow.Check, Maker);
        await TakenAsync(bench, consultation, FeeListWorkflow.Confirm, Leader);
        await SaveAsync(bench, labour, Fee(teacher, "1600", Day.AddDays(9)));
        var line = (await LinesAsync(bench, labour)).Single();
        Assert.Equal((Money.FromYuan(1961.90m), Money.FromYuan(361.90m)), (line.Gross, line.Tax));
        await bench.WriteAsync<FeeListService>((desk, db) => desk.SetMonthAsync(db, labour.Number, "2026-04", Maker));
        Assert.Equal(Money.FromYuan(1800), (await LinesAsync(bench, labour)).Single().Gross);
    }

    [Theory, BothDatabases]
    public async Task A_list_of_consultation_keeps_the_standard_is_approved_frozen_and_becomes_a_claim_with_masked_cards(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var budget = await bench.LineAsync(await bench.FundAsync(FundKind.Grant), 50_000, "19(2)", "专家咨询费");
        var list = await CreateAsync(bench, LineKind.Consultation);
        Assert.Contains((await bench.TakeAsync(FeeList.RecordType, list.Id, FeeListWorkflow.Check, Maker)).Findings, f => f.Rule == OtherFeeRule.Empty);
        var outside = await PayeeAsync(bench, Payee());
        await SaveAsync(bench, list, Fee(await TeacherAsync(bench), "1440.01", half: HalfDay.Morning));
        await SaveAsync(bench, list, Fee($"P{outside}", "1000"));
        Assert.Contains((await bench.TakeAsync(FeeList.RecordType, list.Id, FeeListWorkflow.Check, Maker)).Findings, f => f is { Rule: OtherFeeRule.Over, Severity: Severity.Block });
        var over = (await LinesAsync(bench, list)).Single(l => l.InstructorId is not null);
        await bench.WriteAsync<OtherFeeService>((desk, db) => desk.RemoveAsync(db, list.Number, over.Id, Maker));
        await SaveAsync(bench, list, Fee(await TeacherAsync(bench), "1440", half: HalfDay.Morning));
        await TakenAsync(bench, list, FeeListWorkflow.Check, Maker);
        Assert.Contains((await bench.TakeAsync(FeeList.RecordType, list.Id, FeeListWorkflow.Confirm, Leader)).Findings, f => f is { Rule: OtherFeeRule.Title, Severity: Severity.Review });
        await TakenAsync(bench, list, FeeListWorkflow.Confirm, Leader, "已核对职称证书");
        var stored = (await bench.Database.ReadAsync(s => FeeListRepository.FindAsync(s, list.Id)))!;
        Assert.Equal(FreshListRule.Hash(await LinesAsync(bench, list)), stored.Snapshot);
        Assert.NotEqual(stored.Snapshot, FreshListRule.Hash((await LinesAsync(bench, list)).Select(l => l with { Note = "别的事" })));
        await bench.WriteAsync<FeeListService>((desk, db) => desk.SetBudgetAsync(db, list.Number, budget, Maker));
        Assert.Equal(CardRule.NoCard, Assert.Single((await bench.TakeAsync(FeeList.RecordType, list.Id, FeeListWorkflow.Hand, Maker)).Findings).Rule);
        await bench.WriteAsync<BankCardService>((desk, db) => desk.RecordAsync(db, new BankCard
        {
            InstructorId = over.InstructorId!.Value, Bank = "示例银行", Purpose = "发放咨询费", ConsentedOn = new DateOnly(2026, 1, 5), ConsentForm = "同意书",
        }, "6200000000000000001", isChecked: true, agreed: true, Maker));
        await TakenAsync(bench, list, FeeListWorkflow.Hand, Maker);

        var claim = (await bench.Database.ReadAsync(async s => await ClaimRepository.FindAsync(s, (await FeeListRepository.FindAsync(s, list.Id))!.ClaimId!.Value)))!;
        var lines = await bench.Database.ReadAsync(s => ClaimLineRepository.OfClaimAsync(s, claim.Id));
        Assert.Equal([(LineKind.Consultation, "半天"), (LineKind.Consultation, "天")], lines.Select(l => (l.Kind, l.Unit)).Order());
        Assert.Equal(Money.FromYuan(1600 + 1050), claim.Total);
        var verdict = await bench.WriteAsync<ClaimEvaluator, ClaimVerdict>((judge, db) => judge.JudgeAsync(db, claim));
        Assert.DoesNotContain(verdict.ByLine.Values.SelectMany(f => f), f => f.Rule == FeeListedRule.Id || f.Severity == Severity.Block);
        Assert.Contains(verdict.Papers, p => p.Paper.Code == "fee-sheet" && !p.IsMissing);
        var cards = await bench.WriteAsync<FeeCards, IReadOnlyDictionary<FeeOwner, Transfer>>(async (c, db) => await c.MaskedAsync(db, await FeeLineRepository.OfAsync(db, list.Id)));
        Assert.All(cards.Values, c => Assert.Contains("*", c.Number));
        Assert.Equal("6222020200112233445", (await bench.WriteAsync<FeeCards, IReadOnlyDictionary<FeeOwner, Transfer>>(async (c, db) =>
            await c.WholeAsync(db, await FeeLineRepository.OfAsync(db, list.Id), FundBench.Finance)))[new FeeOwner(null, outside)].Number);
        Assert.Equal(1, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM trace_entry WHERE step = 'fee_payee_revealed'")));
    }

    [Theory, BothDatabases]
    public async Task An_outside_payee_is_one_person_by_the_identity_number_and_bad_numbers_are_refused_at_their_field(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var first = await PayeeAsync(bench, Payee());
        Assert.Equal(first, await PayeeAsync(bench, Payee(card: "6222020200112239999")));
        Assert.EndsWith("9999", (await bench.WriteAsync<FeePayees, FeePayee?>((payees, db) => payees.FindAsync(db, first)))!.CardMasked);
        async Task<(string, string?)> RefusedAsync(FeePayeeDetails details) => await Assert.ThrowsAsync<Refusal>(() => PayeeAsync(bench, details)) is var r ? (r.Code, r.Field) : default;
        Assert.Equal(("payee_name", "Name"), await RefusedAsync(Payee(name: "别的人")));
        Assert.Equal("Number", (await RefusedAsync(Payee() with { Number = "610113199013070011" })).Item2);
        Assert.Equal(("bank_check_digit", "CardNumber"), await RefusedAsync(Payee() with { CardNumber = "6222020200112233445", IsChecked = false }));
        Assert.Equal(("payee_consent", "Agreed"), await RefusedAsync(Payee() with { Agreed = false }));
        Assert.Equal(1, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM fee_payee")));
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_listed_is_refused_and_changes_nothing(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var (teacher, list) = (await TeacherAsync(bench), await CreateAsync(bench, LineKind.Consultation));
        async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Code;
        Assert.Equal("not_served", await RefusedAsync(() => bench.WriteAsync<OtherFeeService>((desk, db) => desk.CreateAsync(db, LineKind.Labour, "", " ", null, Maker))));
        Assert.Equal("kind", await RefusedAsync(() => bench.WriteAsync<OtherFeeService>((desk, db) => desk.CreateAsync(db, LineKind.Lecture, "", "任务", null, Maker))));
        Assert.Equal("payee_missing", await RefusedAsync(() => SaveAsync(bench, list, Fee("P99", "100"))));
        Assert.Equal("amount_unreadable", await RefusedAsync(() => SaveAsync(bench, list, Fee(teacher, "很多"))));
        await SaveAsync(bench, list, Fee(teacher, "1000", half: HalfDay.Morning));
        Assert.Equal("half_day_taken", await RefusedAsync(() => SaveAsync(bench, list, Fee(teacher, "500", half: HalfDay.Morning))));
        await SaveAsync(bench, list, Fee(teacher, "1000", half: HalfDay.Afternoon));
        Assert.Equal(Money.FromYuan(2000), (await bench.Database.ReadAsync(s => FeeListRepository.FindAsync(s, list.Id)))!.Net);
        await bench.WriteAsync<OtherFeeService>(async (desk, db) => await desk.RemoveAsync(db, list.Number, (await FeeLineRepository.OfAsync(db, list.Id))[0].Id, Maker));
        Assert.Equal(Money.FromYuan(1000), (await bench.Database.ReadAsync(s => FeeListRepository.FindAsync(s, list.Id)))!.Net);
    }

    [Theory]
    [InlineData(nameof(LineKind.Lecture), false, false, true)]
    [InlineData(nameof(LineKind.Consultation), false, false, true)]
    [InlineData(nameof(LineKind.Labour), false, false, true)]
    [InlineData(nameof(LineKind.Labour), true, false, false)]
    [InlineData(nameof(LineKind.Lecture), false, true, false)]
    [InlineData(nameof(LineKind.Purchase), false, false, false)]
    public void A_fee_that_no_list_made_is_looked_at(string kind, bool isListed, bool isOwnStaff, bool speaks) =>
        Assert.Equal(speaks, FeeListedRule.Check(new ClaimLine { Kind = Enum.Parse<LineKind>(kind), IsOwnStaff = isOwnStaff, Payee = "李教授" }, isListed).Any(f => f is { Rule: FeeListedRule.Id, Severity: Severity.Review }));
}
