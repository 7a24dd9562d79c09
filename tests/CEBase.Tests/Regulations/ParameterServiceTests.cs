using CEBase.Regulations;
using CEBase.Regulations.Parameters;

namespace CEBase.Tests.Regulations;

public sealed class ParameterDeskTests
{
    private const string Name = "attendance.completion-share";
    private static readonly TestUser Office = new(3, "Parameters.View", "Parameters.Manage");

    private static NewValue New(string value, string from, string citation = "BJTU:26", string checkedUntil = "2028-12-31", string reason = "基地办公会决定") =>
        new(value, DateOnly.Parse(from), DateOnly.Parse(checkedUntil), citation, "办公会纪要", Certainty.General, reason);

    private static Task Change(Bench bench, NewValue value) => bench.RunAsync<ParameterService>(desk => desk.ChangeAsync(Name, value, Office, default));

    private static async Task<int> On(Bench bench, string day) =>
        (await bench.Database.ReadAsync(s => bench.Services.GetRequiredService<IParameters>().GetAsync(s, Name, DateOnly.Parse(day)))).Int;

    private static async Task<Bench> StartAsync(DatabaseKind kind)
    {
        var bench = await Bench.WithRecipesAsync(kind, "npu");
        return bench;
    }

    [Theory, BothDatabases]
    public async Task A_new_value_closes_the_one_before_and_leaves_a_trace(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);

        await Change(bench, New("85", "2026-09-01"));

        Assert.Equal((80, 85), (await On(bench, "2026-08-31"), await On(bench, "2026-09-01")));
        var (row, history) = await bench.RunAsync<ParameterService, (ParameterRow, IReadOnlyList<CEBase.Platform.Traces.TraceLine>)>(desk => desk.OpenAsync(Name, default));
        Assert.Equal(2, row.Values.Count);
        Assert.Contains("85%", Assert.Single(history).Comment);
    }

    [Theory, BothDatabases]
    public async Task A_value_put_between_two_ends_where_the_later_one_begins(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await Change(bench, New("90", "2027-01-01"));

        await Change(bench, New("85", "2026-09-01"));

        Assert.Equal((80, 85, 85, 90), (await On(bench, "2026-08-31"), await On(bench, "2026-09-01"), await On(bench, "2026-12-31"), await On(bench, "2027-01-01")));
    }

    [Theory, BothDatabases]
    public async Task The_same_change_again_changes_nothing_and_another_value_on_that_day_is_refused(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await Change(bench, New("85", "2026-09-01"));
        await Change(bench, New("85", "2026-09-01"));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Change(bench, New("86", "2026-09-01")));

        Assert.Equal(("value_same_day", "From"), (refusal.Code, refusal.Field));
        Assert.Equal(2, await bench.Database.ReadAsync(s => s.ScalarAsync<long>(
            "SELECT count(*) FROM policy_parameter_value v JOIN policy_parameter p ON p.id = v.parameter_id WHERE p.name = @Name", new { Name })));
    }

    [Theory]
    [InlineData("", "BJTU:26", "理由", "Value")]
    [InlineData("120", "BJTU:26", "理由", "Value")]
    [InlineData("八成", "BJTU:26", "理由", "Value")]
    [InlineData("85", "BJTU:99", "理由", "Citation")]
    [InlineData("85", "第二十六条", "理由", "Citation")]
    [InlineData("85", "BJTU:26", " ", "Reason")]
    public async Task Bad_input_is_refused_at_its_field_and_changes_nothing(string value, string citation, string reason, string field)
    {
        await using var bench = await StartAsync(DatabaseKind.Sqlite);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Change(bench, New(value, "2026-09-01", citation, reason: reason)));

        Assert.Equal(field, refusal.Field);
        Assert.Equal(80, await On(bench, "2026-09-01"));
    }

    [Theory, BothDatabases]
    public async Task Checking_a_stale_value_takes_it_off_the_list_of_work(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        bench.Clock.Set(new DateTimeOffset(2027, 7, 1, 12, 0, 0, TimeSpan.FromHours(8)));
        var before = await Due(bench);

        await bench.RunAsync<ParameterService>(desk => desk.CheckAsync(Name, new DateOnly(2028, 6, 30), Office, default));

        Assert.Equal(before - 1, await Due(bench));
    }

    [Fact]
    public async Task Those_who_do_not_keep_parameters_have_no_work_with_them()
    {
        await using var bench = await StartAsync(DatabaseKind.Sqlite);
        Assert.Empty(await bench.Database.ReadAsync(s => new ParameterWork(new ParameterRepository()).ForAsync(s, new TestUser(4, "Parameters.View"), new DateOnly(2029, 1, 1))));
    }

    private static async Task<int> Due(Bench bench) =>
        (await bench.Database.ReadAsync(s => new ParameterWork(new ParameterRepository()).ForAsync(s, Office, bench.Clock.Today()))).Single(w => w.Kind == WorkKind.Due).Count;
}
