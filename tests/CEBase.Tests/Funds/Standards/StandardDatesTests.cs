using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;
using CEBase.Instructors.Registry;
using CEBase.Instructors;

namespace CEBase.Tests.Funds.Standards;

/// <summary>Standards and titles as at the day of the cost, through the claim, on both databases.</summary>
public sealed class StandardDatesTests
{
    private static readonly DateOnly Changed = new(2026, 7, 1);

    private static async Task<IReadOnlyList<Finding>> JudgeAsync(FundBench bench, LineDetails line, Fund fund)
    {
        var claim = await bench.ClaimAsync(fund, line);
        return await bench.WriteAsync<ClaimEvaluator, IReadOnlyList<Finding>>(async (judge, db) => [.. (await judge.JudgeAsync(db, claim)).ByLine.Values.Single()]);
    }

    private static async Task<(FundBench Bench, long Line, Fund Fund)> StartAsync(DatabaseKind kind)
    {
        var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        return (bench, await bench.LineAsync(fund, 100_000, "19(4)", "专家授课劳务费"), fund);
    }

    private static Task RaiseAsync(FundBench bench, string name, string value) => bench.Database.WriteAsync(async db =>
    {
        await db.ExecuteAsync("UPDATE policy_parameter_value SET holds_until = @Last WHERE holds_until IS NULL AND parameter_id = (SELECT id FROM policy_parameter WHERE name = @name)",
            new { name, Last = Changed.AddDays(-1) });
        await db.ExecuteAsync("""
            INSERT INTO policy_parameter_value (parameter_id, value, holds_from, citation, source, certainty)
            VALUES ((SELECT id FROM policy_parameter WHERE name = @name), @value, @Changed, 'MOF540:lecture-fee', '新通知', 'Seen')
            """, new { name, value, Changed });
    });

    [Theory, BothDatabases]
    public async Task The_day_before_a_new_cap_the_old_one_holds_and_on_the_day_the_new(DatabaseKind kind)
    {
        var (bench, line, fund) = await StartAsync(kind);
        await using var _ = bench;
        await RaiseAsync(bench, CapNames.LectureFull, "1200");
        var lecture = FundBench.Lecture(line, 5714.29m);
        Assert.Contains(await JudgeAsync(bench, lecture with { FromDay = Changed.AddDays(-1) }, fund), f => f.Rule == LectureFeeRule.Over && f.Severity == Severity.Block);
        Assert.DoesNotContain(await JudgeAsync(bench, lecture with { FromDay = Changed }, fund), f => f.Rule == LectureFeeRule.Over);
        Assert.DoesNotContain(await JudgeAsync(bench, FundBench.Lecture(line, 4761.90m) with { FromDay = Changed.AddDays(-1) }, fund), f => f.Rule == LectureFeeRule.Over);
    }

    [Theory, BothDatabases]
    public async Task A_standard_left_open_from_a_day_on_is_a_review_from_that_day(DatabaseKind kind)
    {
        var (bench, line, fund) = await StartAsync(kind);
        await using var _ = bench;
        await RaiseAsync(bench, CapNames.LectureFull, "");
        Assert.DoesNotContain(await JudgeAsync(bench, FundBench.Lecture(line, 100) with { FromDay = Changed.AddDays(-1) }, fund), f => f.Rule == Cap.UnknownRule);
        Assert.Contains(await JudgeAsync(bench, FundBench.Lecture(line, 100) with { FromDay = Changed }, fund), f => f is { Rule: Cap.UnknownRule, Severity: Severity.Review });
        Assert.Contains(await JudgeAsync(bench, FundBench.Lecture(line, 100) with { FromDay = new DateOnly(2016, 12, 31) }, fund), f => f is { Rule: Cap.UnknownRule, Severity: Severity.Review });
    }

    [Theory, BothDatabases]
    public async Task The_title_of_the_day_decides_the_cap_not_the_present_one(DatabaseKind kind)
    {
        var (bench, line, fund) = await StartAsync(kind);
        await using var _ = bench;
        await bench.WriteAsync<InstructorService>(async (service, db) =>
        {
            var teacher = await new InstructorRepository().GetAsync(db, "T900");
            await service.UpdateAsync(db, teacher with { Title = "副教授" }, FundBench.Clerk, new DateOnly(2020, 1, 1));
            await service.UpdateAsync(db, teacher with { Title = "教授", Version = 2 }, FundBench.Clerk, Changed);
        });
        var lecture = FundBench.Lecture(line, 4000);
        Assert.Contains(await JudgeAsync(bench, lecture with { FromDay = Changed.AddDays(-1) }, fund), f => f.Rule == LectureFeeRule.Over && f.Sentence.StartsWith("副高", StringComparison.Ordinal));
        Assert.DoesNotContain(await JudgeAsync(bench, lecture with { FromDay = Changed }, fund), f => f.Rule == LectureFeeRule.Over);
    }

    [Theory, BothDatabases]
    public async Task What_a_line_is_decides_which_standard_looks_at_it(DatabaseKind kind)
    {
        var (bench, line, fund) = await StartAsync(kind);
        await using var _ = bench;
        LineDetails Of(LineKind what, string text, decimal yuan, LineMeasures? measures = null, string unit = "项") => FundBench.Lecture(line, yuan) with
        {
            Kind = what, Description = text, Unit = unit, FromDay = new DateOnly(2026, 3, 2), UntilDay = new DateOnly(2026, 3, 4), HalfDay = HalfDay.Whole, Measures = measures ?? LineMeasures.None,
        };
        async Task Says(string? rule, LineDetails details)
        {
            var spoken = (await JudgeAsync(bench, details, fund)).Where(f => f.Rule.StartsWith("standard.", StringComparison.Ordinal)).Select(f => f.Rule).ToList();
            Assert.Equal(rule is null ? [] : [rule], spoken);
        }
        var three = new LineMeasures { Persons = 1, BoardDays = 1 };
        await Says(null, Of(LineKind.Travel, "授课专家北京至西安高铁票", 5000));
        await Says(TravelRule.Incomplete, Of(LineKind.Travel, "授课专家差旅伙食补助", 100));
        await Says(null, Of(LineKind.Travel, "授课专家差旅伙食补助", 200, three));
        await Says(TravelRule.Over, Of(LineKind.Travel, "授课专家差旅伙食补助", 201, three));
        await Says(null, Of(LineKind.Travel, "授课专家差旅补助", 360, three));
        var nights = new LineMeasures { Persons = 1, Nights = 2, City = "西安市" };
        await Says(LodgingRule.Incomplete, Of(LineKind.Lodging, "授课专家住宿费", 700));
        await Says(null, Of(LineKind.Lodging, "授课专家住宿费", 700, nights));
        await Says(LodgingRule.Over, Of(LineKind.Lodging, "授课专家住宿费", 701, nights));
        await Says(null, Of(LineKind.Lodging, "授课专家住宿费", 1000, nights with { City = "北京" }));
        await Says(Cap.UnknownRule, Of(LineKind.Lodging, "授课专家住宿费", 700, nights with { City = "成都" }));
        await Says(QuotaRule.Over, Of(LineKind.Lodging, "高研班学员食宿费", 551, unit: "人天"));
        await Says(null, Of(LineKind.Lodging, "高研班学员食宿费", 1650, new LineMeasures { Persons = 1 }));
        await Says(MeetingRule.Over, Of(LineKind.Service, "课程评审会议费", 551, unit: "人天"));
        await Says(null, Of(LineKind.Consultation, "课程评审咨询费", 2800, unit: "人天") with { FromDay = new DateOnly(2026, 3, 4) });
        await Says(ConsultationRule.Over, Of(LineKind.Consultation, "课程评审咨询费", 2801, unit: "人天") with { FromDay = new DateOnly(2026, 3, 4) });
    }
}
