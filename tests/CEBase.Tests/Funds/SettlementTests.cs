using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.Settlement;
using CEBase.Funds.Standards;
using CEBase.Learning.Attendance;
using CEBase.Learning;
using CEBase.Tests.Archives;
using CEBase.Tests.Learning;

namespace CEBase.Tests.Funds;

/// <summary>The settlement of a class: its figures, its three signatures, its place in the archive.</summary>
public sealed class SettlementTests
{
    private static readonly TrainingQuota Quota = new("三类", Is(550), Is(30), Is(70), Is(1));

    private static Cap Is(long? value) => new("quota", "定额", value, new DateOnly(2026, 3, 1));

    private static DayAttendance[] Days(int days, int learners) => [.. Enumerable.Range(0, days).Select(i => new DayAttendance { Day = new DateOnly(2026, 3, 1).AddDays(i), Learners = learners })];

    [Theory]
    [InlineData(30, 165_000)]
    [InlineData(31, 168_850)]
    [InlineData(1, 5_500)]
    public void The_quota_is_whole_up_to_thirty_days_and_seventy_per_cent_after(int days, int allowed) =>
        Assert.Equal(Money.FromYuan(allowed), Of(days, 10).Allowed);

    private static ClassQuota Of(int days, int learners, int arrival = 0, int departure = 0, bool isConfirmed = true) => new(Days(days, learners), arrival, departure, Quota, isConfirmed);

    [Fact]
    public void Arrival_and_departure_count_a_day_each_at_most_and_those_of_the_first_day_arrive()
    {
        var quota = new ClassQuota([.. Days(1, 10), new DayAttendance { Day = new DateOnly(2026, 3, 2), Learners = 8 }], 2, 1, Quota, true);
        Assert.Equal((1, 1, 36), (quota.ArrivalCounted, quota.DepartureCounted, quota.PersonDays));
        Assert.Equal(Money.FromYuan(36 * 550), quota.Allowed);
        Assert.Contains("含报到 10 人天、撤离 8 人天", quota.PersonDaysInWords);
        // Arrival takes one of the thirty whole days: 29 of the 30 taught days are whole and the last is at seventy per cent.
        Assert.Equal(Money.FromYuan(168_850), Of(30, 10, arrival: 1).Allowed);
        Assert.Null((quota with { Standard = Quota with { PerDay = Is(null) } }).Allowed);
    }

    [Fact]
    public void Costs_over_the_quota_want_a_reason_and_at_it_do_not()
    {
        SettlementFacts Facts(decimal yuan) => new(Money.FromYuan(yuan), Of(2, 10), 0);
        Assert.Empty(SettlementRule.Check(Facts(11_000), false));
        var over = Assert.Single(SettlementRule.Check(Facts(11_000.01m), false));
        Assert.Equal((SettlementRule.OverQuota, Severity.Review), (over.Rule, over.Severity));
        Assert.Contains("超出 0.01 元", over.Sentence);
        Assert.Equal(Money.FromYuan(550), Facts(11_000).PerPersonDay);
        var unknown = Assert.Single(SettlementRule.Check(Facts(99_999) with { Quota = Of(2, 10) with { Standard = Quota with { PerDay = Is(null) } } }, false));
        Assert.Equal((Cap.UnknownRule, Severity.Review), (unknown.Rule, unknown.Severity));
    }

    [Fact]
    public void Open_claims_stop_it_no_attendance_wants_a_reason_and_nothing_needs_none()
    {
        var facts = new SettlementFacts(Money.FromYuan(1), Of(0, 0), 2, 1);
        Assert.Equal([(SettlementRule.Open, Severity.Block), (SettlementRule.Drafts, Severity.Note), (SettlementRule.NoAttendance, Severity.Review)], SettlementRule.Check(facts, false).Select(f => (f.Rule, f.Severity)));
        Assert.Null(facts.PerPersonDay);
        Assert.Equal([SettlementRule.Nothing], SettlementRule.Check(facts, true).Select(f => f.Rule));
        // Income without a cost is settled without a question about person-days.
        Assert.Empty(SettlementRule.Check(new SettlementFacts(Money.Zero, Of(0, 0), 0), false));
    }

    [Theory, BothDatabases]
    public async Task Person_days_are_learners_there_in_confirmed_sessions_each_once_a_day(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var sample = await SampleClass.MakeAsync(bench.Bench);
        var (morning, afternoon, open) = (await sample.SessionAsync("2026-03-12"), await sample.SessionAsync("2026-03-12", "14:00", "17:00"), await sample.SessionAsync("2026-03-13"));
        await MarkAsync(bench, morning, AttendanceState.Present);
        await MarkAsync(bench, afternoon, AttendanceState.Late, new SignInSheetRow(sample.Learners[0], AttendanceState.Absent, null, 0));
        await MarkAsync(bench, open, AttendanceState.Present);
        foreach (var db in new[] { morning, afternoon })
        {
            var outcome = await sample.TakeAsync(db, "confirm", SampleClass.Staff, "已核对", passReviews: true);
            Assert.True(outcome.Taken, $"{outcome.Refusal} {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
        }
        var days = await bench.WriteAsync<IAttendanceFigures, IReadOnlyList<DayAttendance>>((figures, db) => figures.DaysAsync(db, sample.Id));
        Assert.Equal([(new DateOnly(2026, 3, 12), sample.Learners.Count)], days.Select(d => (d.Day, d.Learners)));
    }

    [Theory, BothDatabases]
    public async Task Adviser_finance_and_leader_sign_a_settled_class_and_its_archive_has_the_sheet(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var made = await EndedClass.MakeAsync(bench.Bench, "finance.account");
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000, classId: made.Id);
        Assert.Equal("费用合计 0.00 元，决算还没有签字", (await HeldAsync(made))!.Detail);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(line, 600) with { ClassNo = made.ClassNo, Task = "" });
        Assert.Equal("费用合计 0.00 元，决算还没有签字", (await HeldAsync(made))!.Detail);
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk)).Taken);
        Assert.Contains((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Findings, f => f is { Rule: SettlementRule.Open, Severity: Severity.Block });
        Assert.Contains("archive.incomplete", (await made.TakeAsync("close")).Findings.Select(f => f.Rule));

        await PayAsync(bench, claim, isHandedIn: true);
        var both = new TestUser(1, CEBase.Funds.Permissions.View, CEBase.Funds.Permissions.ClaimsFinanceApprove);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Taken);
        Assert.Contains((await TakeAsync(bench, made, SettlementWorkflow.Confirm, both)).Findings, f => f.Rule == SecondPersonRule.SamePerson);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Confirm, FundBench.Finance)).Taken);
        Assert.False((await HeldAsync(made))!.IsPresent);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Sign, FundBench.Leader)).Taken);
        Assert.Equal((true, "决算 600.00 元，测试用户3 签字"), ((await HeldAsync(made))!.IsPresent, (await HeldAsync(made))!.Detail));

        var texts = await bench.Database.WriteAsync(async db =>
        {
            var read = new List<string>();
            foreach (var content in (await HeldAsync(made))!.Contents)
            {
                read.Add(System.Text.Encoding.UTF8.GetString(await content.Render!(db)));
            }
            return read;
        });
        Assert.Equal(5, texts.Count);
        Assert.Contains("600.00 元", texts[0]);
        Assert.Contains("记-12", texts[1]);
        Assert.Contains("5000", texts[2]);
        Assert.Contains(claim.Number, texts[3]);
        Assert.True((await made.TakeAsync("close")).Taken);
    }

    [Theory, BothDatabases]
    public async Task Costs_that_come_after_handing_in_stop_the_signature_until_it_is_handed_in_anew(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var made = await EndedClass.MakeAsync(bench.Bench, "finance.account");
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000, classId: made.Id);
        LineDetails Fee(int day) => FundBench.Book(line, 600) with { ClassNo = made.ClassNo, Task = "", FromDay = new DateOnly(2026, 3, day) };
        await PayAsync(bench, await bench.ClaimAsync(fund, Fee(10)));
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Taken);
        await PayAsync(bench, await bench.ClaimAsync(fund, Fee(11)));
        Assert.Contains((await TakeAsync(bench, made, SettlementWorkflow.Confirm, FundBench.Finance)).Findings, f => f.Rule == SettlementRule.Changed);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Return, FundBench.Finance, "又有一笔")).Taken);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Taken);
        Assert.Equal(Money.FromYuan(1200), (await bench.Database.ReadAsync(s => SettlementRepository.OfAsync(s, made.Id))).Total);
    }

    [Theory, BothDatabases]
    public async Task After_the_three_signatures_nothing_more_is_claimed_until_finance_opens_the_settlement_again(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var made = await EndedClass.MakeAsync(bench.Bench, "finance.account");
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000, classId: made.Id);
        LineDetails Fee(int day) => FundBench.Book(line, 600) with { ClassNo = made.ClassNo, Task = "", FromDay = new DateOnly(2026, 3, day) };
        await PayAsync(bench, await bench.ClaimAsync(fund, Fee(10)));
        var draft = await bench.ClaimAsync(fund, Fee(11));

        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Taken);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Confirm, FundBench.Finance)).Taken);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Sign, FundBench.Leader)).Taken);
        var signed = await bench.Database.ReadAsync(s => SettlementRepository.OfAsync(s, made.Id));
        Assert.Equal((Money.FromYuan(600), SettledSheet.HashOf(signed.Sheet)), (signed.Settled!.Total, signed.SheetHash));
        Assert.Equal([draft.Number], (await ViewAsync(bench, made)).Drafts.Select(c => c.Number));

        var refused = await bench.TakeAsync(Claim.RecordType, draft.Id, ClaimWorkflow.Check, FundBench.Clerk);
        var settled = Assert.Single(refused.Findings, f => f.Rule == SettledClassRule.Settled);
        Assert.Equal((Severity.Block, $"/console/classes/{made.ClassNo}/settlement"), (settled.Severity, settled.Remedy));
        Assert.Contains("重新办理", settled.Sentence);

        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Reopen, FundBench.Finance, "漏报一笔")).Taken);
        await PayAsync(bench, draft);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Taken);
        Assert.Equal(Money.FromYuan(1200), (await ViewAsync(bench, made)).Record.Settled!.Total);
    }

    [Theory, BothDatabases]
    public async Task A_claim_that_was_handed_in_before_the_signature_is_stopped_at_each_approval_after_it(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var made = await EndedClass.MakeAsync(bench.Bench, "finance.account");
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000, classId: made.Id);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(line, 600) with { ClassNo = made.ClassNo, Task = "" });
        async Task SignedAsync(bool isSigned) => await bench.Database.WriteAsync(async s =>
        {
            await SettlementRepository.HoldAsync(s, made.Id);
            return await s.ExecuteAsync("UPDATE class_settlement SET state = @State WHERE class_id = @Id", new { made.Id, State = isSigned ? SettlementWorkflow.Signed : SettlementWorkflow.Open });
        });
        foreach (var (step, user) in new[] { (ClaimWorkflow.Check, FundBench.Clerk), (ClaimWorkflow.UnitApprove, FundBench.Leader), (ClaimWorkflow.FinanceApprove, FundBench.Finance) })
        {
            await SignedAsync(true);
            Assert.Contains((await bench.TakeAsync(Claim.RecordType, claim.Id, step, user, "同意")).Findings, f => f is { Rule: SettledClassRule.Settled, Severity: Severity.Block });
            await SignedAsync(false);
            var outcome = await bench.TakeAsync(Claim.RecordType, claim.Id, step, user, "同意");
            Assert.True(outcome.Taken, $"{step}: {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
        }
    }

    [Theory, BothDatabases]
    public async Task What_moves_after_the_signatures_is_told_and_the_sheet_stays_as_it_was_signed(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var made = await EndedClass.MakeAsync(bench.Bench, "finance.account");
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000, classId: made.Id);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(line, 600) with { ClassNo = made.ClassNo, Task = "" });
        await PayAsync(bench, claim);
        foreach (var (step, user) in new[] { (SettlementWorkflow.Submit, FundBench.Clerk), (SettlementWorkflow.Confirm, FundBench.Finance), (SettlementWorkflow.Sign, FundBench.Leader) })
        {
            Assert.True((await TakeAsync(bench, made, step, user)).Taken);
        }
        Assert.Empty((await ViewAsync(bench, made)).Changes);
        await bench.WriteAsync<FundLedger>(async (_, db) => await db.ExecuteAsync("UPDATE claim SET state = 'reversed' WHERE id = @Id", new { claim.Id }));
        var view = await ViewAsync(bench, made);
        Assert.Equal(["费用合计由 600.00 元变为 0.00 元"], view.Changes);
        Assert.Equal(Money.FromYuan(600), view.Record.Settled!.Total);
    }

    [Theory, BothDatabases]
    public async Task Planned_costs_are_compared_kind_by_kind_and_after_the_start_a_change_wants_its_reason(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var made = await EndedClass.MakeAsync(bench.Bench, "finance.account");
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000);
        await PayAsync(bench, await bench.ClaimAsync(fund, FundBench.Book(line, 600) with { ClassNo = made.ClassNo, Task = "" }));
        var plan = new Dictionary<string, string?> { ["Purchase"] = "1,000", ["Lodging"] = "3000", ["Travel"] = "" };

        Assert.Equal("Reason", (await Assert.ThrowsAsync<Refusal>(() => PlanAsync(plan, null))).Field);
        Assert.Equal("Amounts[Lodging]", (await Assert.ThrowsAsync<Refusal>(() => PlanAsync(new(plan) { ["Lodging"] = "三千" }, "补编"))).Field);
        await PlanAsync(plan, "开班前漏编");
        var view = await ViewAsync(bench, made);
        Assert.Equal([(LineKind.Purchase, Money.FromYuan(1000), Money.FromYuan(400)), (LineKind.Lodging, Money.FromYuan(3000), Money.FromYuan(3000))], view.Kinds.Select(k => (k.Kind, k.Planned!.Value, k.Left!.Value)));
        Assert.Equal((Money.FromYuan(4000), null), (view.Planned, Assert.Single(view.Budgets).Left));

        Assert.Equal("travel_days", (await Assert.ThrowsAsync<Refusal>(() => TravelAsync("2", "0"))).Code);
        await TravelAsync("1", " ");
        Assert.Equal((1, null), ((await ViewAsync(bench, made)).Record.ArrivalDays, view.Record.DepartureDays));
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Taken);
        Assert.Equal("settlement_fixed", (await Assert.ThrowsAsync<Refusal>(() => PlanAsync(plan, "再改"))).Code);

        Task PlanAsync(Dictionary<string, string?> amounts, string? reason) => bench.WriteAsync<ClassCostService>(async (desk, db) => await desk.PlanAsync(db, await CardAsync(db), amounts, reason, FundBench.Clerk));
        Task TravelAsync(string arrival, string departure) => bench.WriteAsync<ClassCostService>(async (desk, db) => await desk.TravelAsync(db, await CardAsync(db), arrival, departure, FundBench.Clerk));
        async Task<ClassCard> CardAsync(DbScope db) => (await bench.Bench.RunAsync<IClassDirectory, ClassCard?>(classes => classes.FindAsync(db, made.ClassNo)))!;
    }

    private static Task<SettlementView> ViewAsync(FundBench bench, EndedClass made) => bench.WriteAsync(async (services, db) =>
        await services.GetRequiredService<SettlementReader>().OfAsync(db, (await services.GetRequiredService<IClassDirectory>().FindAsync(db, made.ClassNo))!));

    [Fact]
    public async Task A_class_without_money_leaves_the_archive_to_uploads()
    {
        await using var bench = await FundBench.StartAsync(DatabaseKind.Sqlite, withRecipe: true);
        Assert.Null(await HeldAsync(await EndedClass.MakeAsync(bench.Bench)));
    }

    private static async Task<ArchiveItem?> HeldAsync(EndedClass made) => (await made.ViewAsync()).Lines.Single(l => l.Requirement.Code == "finance.account").Held;

    private static Task<StepOutcome> TakeAsync(FundBench bench, EndedClass made, string step, CEBase.Platform.Security.ICurrentUser user, string? comment = null) =>
        bench.TakeAsync(ClassSettlement.RecordType, made.Id, step, user, comment);

    private static Task MarkAsync(FundBench bench, long db, AttendanceState all, params SignInSheetRow[] marks) =>
        bench.Bench.RunAsync<AttendanceSheet, SheetOutcome>(sheet => sheet.SaveAsync(db, marks, all, SampleClass.Staff));

    private static async Task PayAsync(FundBench bench, Claim claim, bool isHandedIn = false)
    {
        foreach (var (step, user) in new[] { (ClaimWorkflow.Check, FundBench.Clerk), (ClaimWorkflow.UnitApprove, FundBench.Leader), (ClaimWorkflow.FinanceApprove, FundBench.Finance), (ClaimWorkflow.Hand, FundBench.Finance) }.Skip(isHandedIn ? 1 : 0))
        {
            var outcome = await bench.TakeAsync(Claim.RecordType, claim.Id, step, user, step == ClaimWorkflow.UnitApprove ? "同意" : null);
            Assert.True(outcome.Taken, $"{step}: {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
        }
        await bench.WriteAsync<ClaimService>((service, db) => service.SetVoucherAsync(db, claim.Number, $"记-12{claim.Id}", bench.Today, FundBench.Finance));
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Pay, FundBench.Finance)).Taken);
    }
}
