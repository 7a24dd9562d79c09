using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Settlement;
using CEBase.Funds.Standards;
using CEBase.Learning.Attendance;
using CEBase.Learning;
using CEBase.Tests.Learning;

namespace CEBase.Tests.Funds;

/// <summary>The quota a person-day, over all of a class's claims.</summary>
public sealed class ClassQuotaTests
{
    private static readonly DateOnly Day = new(2026, 3, 12);
    private static readonly TrainingQuota Standard = new("三类", Is(550), Is(30), Is(70), Is(1));

    private static Cap Is(long? value) => new("quota", "定额", value, Day);

    private static ClassQuotaFacts Facts(decimal elsewhere, decimal here, bool isConfirmed = true, bool isPublic = true, int learners = 10, Cap? perDay = null) => new("2026-001",
        new ClassQuota([new DayAttendance { Day = Day, Learners = learners }], 0, 0, perDay is null ? Standard : Standard with { PerDay = perDay }, isConfirmed), Money.FromYuan(elsewhere), Money.FromYuan(here), isPublic);

    [Theory]
    [InlineData(0, 5_499.99, null)]
    [InlineData(0, 5_500, null)]
    [InlineData(2_750, 2_750, null)]
    [InlineData(0, 5_500.01, Severity.Block)]
    [InlineData(5_500, 0.01, Severity.Block)]
    [InlineData(9_999, 0, null)]
    public void What_a_claim_adds_keeps_the_whole_class_within_its_quota(double elsewhere, double here, Severity? severity) =>
        Assert.Equal(severity, ClassQuotaRule.Check(Facts((decimal)elsewhere, (decimal)here)).SingleOrDefault()?.Severity);

    [Fact]
    public void Learners_lodging_and_board_of_the_same_days_are_one_sum_and_the_arithmetic_is_told()
    {
        var over = Assert.Single(ClassQuotaRule.Check(Facts(5_500, 5_500)));
        Assert.Equal((ClassQuotaRule.Over, Severity.Block, "/console/classes/2026-001/settlement#quota"), (over.Rule, over.Severity, over.Remedy));
        Assert.Contains("其他报销单已列 5,500 元，本单 5,500 元，合计 11,000 元", over.Sentence);
        Assert.Contains("共 10 人天，三类培训定额每人天 550 元，最多 5,500 元，超出 5,500 元", over.Sentence);
    }

    [Fact]
    public void Training_income_and_an_expectation_are_reviewed_an_unknown_standard_and_nobody_there_too()
    {
        Assert.Equal(Severity.Review, Assert.Single(ClassQuotaRule.Check(Facts(0, 6_000, isPublic: false))).Severity);
        var expected = Assert.Single(ClassQuotaRule.Check(Facts(0, 6_000, isConfirmed: false)));
        Assert.Equal(Severity.Review, expected.Severity);
        Assert.Contains("录取人数和课表", expected.Sentence);
        Assert.Equal((Cap.UnknownRule, Severity.Review), Assert.Single(ClassQuotaRule.Check(Facts(0, 6_000, perDay: Is(null)))) is var unknown ? (unknown.Rule, unknown.Severity) : default);
        Assert.Equal((ClassQuotaRule.NobodyYet, Severity.Review), Assert.Single(ClassQuotaRule.Check(Facts(0, 6_000, learners: 0))) is var nobody ? (nobody.Rule, nobody.Severity) : default);
    }

    [Theory]
    [InlineData("21", "学员食宿", "Lodging", "学员食宿费", true)]
    [InlineData("21", "场地与设备租用", "Service", "培训教室租用费", true)]
    [InlineData("21", "场地与设备租用", "Service", "授课教室租用费", true)]
    [InlineData("21", "现场教学", "Other", "现场教学门票", true)]
    [InlineData("21", "教学用品与印刷", "Purchase", "讲义印刷", true)]
    [InlineData("19(2)", "资料费", "Purchase", "讲义印刷", true)]
    [InlineData("19(6)", "上级批准的其他支出", "Service", "大巴租用", true)]
    [InlineData("19(4)", "专家食宿费", "Lodging", "学员住宿费", true)]
    [InlineData("19(1)", "设施设备运行维护", "Service", "学员培训场地租用", true)]
    [InlineData("19(4)", "专家食宿费", "Lodging", "授课专家住宿费", false)]
    [InlineData("21", "学员食宿", "Lodging", "授课专家住宿费", false)]
    [InlineData("21", "学员食宿", "Travel", "专家高铁票", false)]
    [InlineData("19(4)", "专家授课劳务费", "Lecture", "学员讲座讲课费", false)]
    [InlineData("19(1)", "设施设备购置", "Purchase", "工业机器人培训实训台", false)]
    [InlineData("19(1)", "培训管理软件", "Purchase", "学员管理软件", false)]
    [InlineData("19(2)", "教材编写与出版", "Purchase", "教材印刷", false)]
    [InlineData("19(2)", "专家咨询费", "Consultation", "课程评审", false)]
    public void Lodging_board_venue_materials_and_transport_count_whatever_the_use_teachers_equipment_and_courses_do_not(string use, string item, string kind, string description, bool isBound) =>
        Assert.Equal(isBound, QuotaBound.Is(use, item, Enum.Parse<LineKind>(kind), description));

    [Theory, BothDatabases]
    public async Task Two_claims_from_two_funds_over_the_same_days_are_stopped_together_once_attendance_is_confirmed(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var sample = await SampleClass.MakeAsync(bench.Bench);
        var no = (await bench.Database.ReadAsync(s => s.FirstAsync<string>("SELECT class_no FROM training_class WHERE id = @Id", new { sample.Id })))!;
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET starts_on = '2026-03-12', ends_on = '2026-03-12' WHERE id = @Id", new { sample.Id }));
        var taught = await sample.SessionAsync("2026-03-12");
        var grant = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(grant, 100_000, "19(6)", "上级批准的其他支出");
        var most = sample.Learners.Count * 550m;
        LineDetails Of(string what, string invoice) => new()
        {
            FundLineId = line, Kind = LineKind.Service, Description = what, Payee = "西安示例宾馆", Quantity = "1", Unit = "项", UnitPrice = $"{most:0.00}", Amount = $"{most:0.00}", FromDay = Day,
            ClassNo = no, InvoiceNo = invoice, InvoiceTitle = "西北工业大学",
        };
        var (lodging, board) = (await bench.ClaimAsync(grant, "批复 1", Of("学员住宿费", "26000000000000000001")), await bench.ClaimAsync(grant, "批复 1", Of("学员用餐", "26000000000000000002")));
        Assert.DoesNotContain(await FindingsAsync(lodging), f => f.Rule == ClassQuotaRule.Over);
        // A draft elsewhere counts for nothing.
        Assert.DoesNotContain(await FindingsAsync(board), f => f.Rule == ClassQuotaRule.Over);

        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE claim SET state = 'checked' WHERE id = @Id", new { lodging.Id }));
        Assert.Equal(Severity.Review, Assert.Single(await FindingsAsync(board), f => f.Rule == ClassQuotaRule.Over).Severity);

        await bench.Bench.RunAsync<AttendanceSheet, SheetOutcome>(sheet => sheet.SaveAsync(taught, [], AttendanceState.Present, SampleClass.Staff));
        Assert.True((await sample.TakeAsync(taught, "confirm", SampleClass.Staff, "已核对", passReviews: true)).Taken);
        var over = Assert.Single(await FindingsAsync(board), f => f.Rule == ClassQuotaRule.Over);
        Assert.Equal(Severity.Block, over.Severity);
        Assert.Contains("确认的考勤", over.Sentence);

        Task<IReadOnlyList<Finding>> FindingsAsync(Claim claim) => bench.WriteAsync<ClaimEvaluator, IReadOnlyList<Finding>>(async (judge, db) => (await judge.JudgeAsync(db, (await ClaimRepository.FindAsync(db, claim.Id))!)).Whole);
    }
}
