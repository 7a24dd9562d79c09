using CEBase.Catalogue;
using CEBase.Catalogue.Classes;
using CEBase.Projects;
using Permissions = CEBase.Catalogue.Permissions;

namespace CEBase.Tests.Catalogue;

public sealed class ClassServiceTests
{
    private static Task UpdateAsync(Bench bench, string no, ClassDetails details, int? version = null, ICurrentUser? user = null) =>
        bench.RunAsync<IClassPlanner>(planner => bench.Database.WriteAsync(s => planner.UpdateAsync(s, no, details, version, user ?? SystemUser.Instance)));

    [Theory, BothDatabases]
    public async Task Numbers_of_a_year_are_unique_and_without_gaps_whoever_makes_classes_at_once(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var course = await bench.CourseAsync();
        var good = ClassMaker.Details(bench, course);
        var bad = good with { CourseId = -1 };
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async n =>
        {
            // Every fourth is refused after it came as far as the counter.
            if (n % 4 == 0)
            {
                await Assert.ThrowsAsync<Refusal>(() => bench.ClassAsync(bad));
            }
            else
            {
                await bench.ClassAsync(good);
            }
        }));
        var numbers = await bench.Database.ReadAsync(s => s.QueryAsync<string>("SELECT class_no FROM training_class ORDER BY class_no"));
        Assert.Equal(Enumerable.Range(1, 30).Select(n => $"{bench.Clock.Today().Year}-{n:000}"), numbers);
    }

    [Theory, BothDatabases]
    public async Task The_same_form_sent_twice_makes_one_class(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var details = ClassMaker.Details(bench, await bench.CourseAsync()) with { RequestKey = "form-1" };
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => bench.ClassAsync(details)));
        Assert.Single(made.Select(c => c.ClassNo).Distinct());
        Assert.Equal(1, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM training_class")));
    }

    [Fact]
    public async Task Fiscal_class_with_a_fee_is_refused_at_the_fee()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var details = ClassMaker.Details(bench, await bench.CourseAsync()) with { Funding = FundingMode.Fiscal };
        var refusal = await Assert.ThrowsAsync<Refusal>(() => bench.ClassAsync(details));
        Assert.Equal(("funding.fiscal-with-fee", "Fee"), (refusal.Code, refusal.Field));
    }

    [Theory, BothDatabases]
    public async Task Saving_over_somebody_elses_change_is_refused_and_saving_the_same_changes_nothing(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var details = ClassMaker.Details(bench, await bench.CourseAsync());
        var card = await bench.ClassAsync(details);
        await UpdateAsync(bench, card.ClassNo, details, version: 1);
        await UpdateAsync(bench, card.ClassNo, details with { Name = "改名一" }, version: 1);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => UpdateAsync(bench, card.ClassNo, details with { Name = "改名二" }, version: 1));
        Assert.Equal("class_changed", refusal.Code);
        var row = await bench.Database.ReadAsync(s => ClassRow.FindAsync(s, card.ClassNo));
        Assert.Equal(("改名一", 2), (row!.Name, row.Version));
    }

    [Fact]
    public async Task An_adviser_changes_the_own_class_only_and_never_the_adviser()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var details = ClassMaker.Details(bench, await bench.CourseAsync());
        var card = await bench.ClassAsync(details);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET adviser_id = 7 WHERE id = @Id", new { card.Id }));
        var own = new TestUser(7, Permissions.ManageOwn);
        var other = new TestUser(8, Permissions.ManageOwn);
        await UpdateAsync(bench, card.ClassNo, details with { AdviserId = 7, Board = "食堂" }, user: own);
        Assert.Equal("not_yours", (await Assert.ThrowsAsync<Refusal>(() => UpdateAsync(bench, card.ClassNo, details with { AdviserId = 7 }, user: other))).Code);
        Assert.Equal("adviser_fixed", (await Assert.ThrowsAsync<Refusal>(() => UpdateAsync(bench, card.ClassNo, details, user: own))).Code);
        Assert.Equal("not_yours", (await Assert.ThrowsAsync<Refusal>(() => bench.SaveAsync(ClassMaker.Session(card, null), other))).Code);
    }

    [Theory, BothDatabases]
    public async Task Quotas_are_set_kept_and_refused_when_they_exceed_the_seats(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        Task SetAsync(params SeatQuota[] quotas) => bench.RunAsync<IClassPlanner>(p => bench.Database.WriteAsync(s => p.SetQuotasAsync(s, card.ClassNo, quotas, SystemUser.Instance)));
        Task<IReadOnlyList<SeatQuota>> ReadAsync() => bench.RunAsync<IClassDirectory, IReadOnlyList<SeatQuota>>(d => bench.Database.ReadAsync(s => d.QuotasAsync(s, card.Id)));
        await SetAsync(new() { Label = "甲", Employer = "甲公司", Seats = 30 }, new() { Label = "其他", Seats = 10 });
        var before = await ReadAsync();
        await SetAsync(new SeatQuota { Label = "甲", Employer = "甲公司", Seats = 20 });
        var after = Assert.Single(await ReadAsync());
        Assert.Equal((before[0].Id, 20), (after.Id, after.Seats));
        Assert.Equal("quota.over-capacity", (await Assert.ThrowsAsync<Refusal>(() => SetAsync(new SeatQuota { Label = "甲", Employer = "甲公司", Seats = 41 }))).Code);
        Assert.Equal(after, Assert.Single(await ReadAsync()));
    }
}
