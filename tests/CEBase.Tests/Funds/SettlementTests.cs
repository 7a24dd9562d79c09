using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Ledger;
using CEBase.Funds.Settlement;
using CEBase.Funds.Standards;
using CEBase.Learning;
using CEBase.Learning.Attendance;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
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
        Assert.Equal(Money.FromYuan(allowed), new SettlementFacts(Money.Zero, Days(days, 10), Quota, 0).Allowed);

    [Fact]
    public void Costs_over_the_quota_want_a_reason_and_at_it_do_not()
    {
        SettlementFacts Facts(decimal yuan) => new(Money.FromYuan(yuan), Days(2, 10), Quota, 0);
        Assert.Empty(SettlementRule.Check(Facts(11_000), false));
        var over = Assert.Single(SettlementRule.Check(Facts(11_000.01m), false));
        Assert.Equal((SettlementRule.OverQuota, Severity.Review), (over.Rule, over.Severity));
        Assert.Contains("超出 0.01 元", over.Sentence);
        Assert.Equal(Money.FromYuan(550), Facts(11_000).PerPersonDay);
        Assert.Empty(SettlementRule.Check(Facts(99_999) with { Quota = Quota with { PerDay = Is(null) } }, false));
    }

    [Fact]
    public void Open_claims_stop_it_no_attendance_wants_a_reason_and_nothing_needs_none()
    {
        var facts = new SettlementFacts(Money.FromYuan(1), [], Quota, 2);
        Assert.Equal([SettlementRule.Open, SettlementRule.NoAttendance], SettlementRule.Check(facts, false).Select(f => f.Rule));
        Assert.Null(facts.PerPersonDay);
        Assert.Equal([SettlementRule.Nothing], SettlementRule.Check(facts, true).Select(f => f.Rule));
    }

    [SkippableTheory, BothDatabases]
    public async Task Person_days_are_learners_there_in_confirmed_sessions_each_once_a_day(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var sample = await SampleClass.MakeAsync(bench.Bench);
        var (morning, afternoon, open) = (await sample.SessionAsync("2026-03-12"), await sample.SessionAsync("2026-03-12", "14:00", "17:00"), await sample.SessionAsync("2026-03-13"));
        await MarkAsync(bench, morning, AttendanceState.Present);
        await MarkAsync(bench, afternoon, AttendanceState.Late, new SheetRow(sample.Learners[0], AttendanceState.Absent, null, 0));
        await MarkAsync(bench, open, AttendanceState.Present);
        foreach (var session in new[] { morning, afternoon })
        {
            var outcome = await sample.TakeAsync(session, "confirm", SampleClass.Staff, "已核对", passReviews: true);
            Assert.True(outcome.Taken, $"{outcome.Refusal} {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
        }
        var days = await bench.WriteAsync<IAttendanceFigures, IReadOnlyList<DayAttendance>>((figures, session) => figures.DaysAsync(session, sample.Id));
        Assert.Equal([(new DateOnly(2026, 3, 12), sample.Learners.Count)], days.Select(d => (d.Day, d.Learners)));
    }

    [SkippableTheory, BothDatabases]
    public async Task Adviser_finance_and_leader_sign_a_settled_class_and_its_archive_has_the_sheet(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var made = await EndedClass.MakeAsync(bench.Bench, "finance.account");
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000, classId: made.Id);
        Assert.Equal("费用合计 0.00 元，决算还没有签字", (await HeldAsync(made))!.Detail);
        var claim = await bench.ClaimAsync(fund, FundBench.Lecture(line, 600) with { ClassNo = made.ClassNo, Task = "" });
        Assert.Contains((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Findings, f => f is { Rule: SettlementRule.Open, Severity: Severity.Block });
        Assert.Contains("archive.incomplete", (await made.TakeAsync("close")).Findings.Select(f => f.Rule));

        await PayAsync(bench, claim);
        var both = new TestUser(1, CEBase.Funds.Permissions.View, CEBase.Funds.Permissions.ClaimsFinanceApprove);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Taken);
        Assert.Contains((await TakeAsync(bench, made, SettlementWorkflow.Confirm, both)).Findings, f => f.Rule == SecondPersonRule.SamePerson);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Confirm, FundBench.Finance)).Taken);
        Assert.False((await HeldAsync(made))!.IsPresent);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Sign, FundBench.Leader)).Taken);
        Assert.Equal((true, "决算 600.00 元，测试用户3 签字"), ((await HeldAsync(made))!.IsPresent, (await HeldAsync(made))!.Detail));

        var texts = await bench.Database.WriteAsync(async session =>
        {
            var read = new List<string>();
            foreach (var content in (await HeldAsync(made))!.Contents)
            {
                read.Add(System.Text.Encoding.UTF8.GetString(await content.Render!(session)));
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

    [SkippableTheory, BothDatabases]
    public async Task Costs_that_come_after_handing_in_stop_the_signature_until_it_is_handed_in_anew(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var made = await EndedClass.MakeAsync(bench.Bench, "finance.account");
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000, classId: made.Id);
        LineDetails Fee(int day) => FundBench.Lecture(line, 600) with { ClassNo = made.ClassNo, Task = "", FromDay = new DateOnly(2026, 3, day) };
        await PayAsync(bench, await bench.ClaimAsync(fund, Fee(10)));
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Taken);
        await PayAsync(bench, await bench.ClaimAsync(fund, Fee(11)));
        Assert.Contains((await TakeAsync(bench, made, SettlementWorkflow.Confirm, FundBench.Finance)).Findings, f => f.Rule == "settlement.changed");
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Return, FundBench.Finance, "又有一笔")).Taken);
        Assert.True((await TakeAsync(bench, made, SettlementWorkflow.Submit, FundBench.Clerk)).Taken);
        Assert.Equal(Money.FromYuan(1200), (await bench.Database.ReadAsync(s => ClassSettlement.OfAsync(s, made.Id))).Total);
    }

    [Fact]
    public async Task A_class_without_money_leaves_the_archive_to_uploads()
    {
        await using var bench = await FundBench.StartAsync(DatabaseKind.Sqlite, withRecipe: true);
        Assert.Null(await HeldAsync(await EndedClass.MakeAsync(bench.Bench)));
    }

    private static async Task<ArchiveItem?> HeldAsync(EndedClass made) => (await made.ViewAsync()).Lines.Single(l => l.Requirement.Code == "finance.account").Held;

    private static Task<StepOutcome> TakeAsync(FundBench bench, EndedClass made, string step, CEBase.Platform.Security.ICurrentUser user, string? comment = null) =>
        bench.TakeAsync(ClassSettlement.RecordType, made.Id, step, user, comment);

    private static Task MarkAsync(FundBench bench, long session, AttendanceState all, params SheetRow[] marks) =>
        bench.Bench.RunAsync<AttendanceSheet, SheetOutcome>(sheet => sheet.SaveAsync(session, marks, all, SampleClass.Staff));

    private static async Task PayAsync(FundBench bench, Claim claim)
    {
        foreach (var (step, user) in new[] { (ClaimWorkflow.Check, FundBench.Clerk), (ClaimWorkflow.UnitApprove, FundBench.Leader), (ClaimWorkflow.FinanceApprove, FundBench.Finance), (ClaimWorkflow.Hand, FundBench.Finance) })
        {
            var outcome = await bench.TakeAsync(Claim.RecordType, claim.Id, step, user, step == ClaimWorkflow.UnitApprove ? "同意" : null);
            Assert.True(outcome.Taken, $"{step}: {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
        }
        await bench.WriteAsync<ClaimService>((service, session) => service.SetVoucherAsync(session, claim.Number, $"记-12{claim.Id}", bench.Today, FundBench.Finance));
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Pay, FundBench.Finance)).Taken);
    }
}
