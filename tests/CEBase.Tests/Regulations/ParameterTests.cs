using CEBase.Regulations;
using CEBase.Regulations.Library;
using CEBase.Regulations.Parameters;
using FsCheck.Fluent;

namespace CEBase.Tests.Regulations;

public sealed class ParameterTests
{
    private static readonly DateOnly Day = new(2026, 3, 16);

    private static Task<Parameter> Get(Bench bench, string name, DateOnly day) =>
        bench.Database.ReadAsync(db => bench.Services.GetRequiredService<IParameters>().GetAsync(db, name, day));

    private static async Task Put(Bench bench, string json)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("cebase-parameters-").FullName, "p.json");
        await File.WriteAllTextAsync(file, json);
        await using var scope = bench.Services.CreateAsyncScope();
        var step = scope.ServiceProvider.GetServices<IRecipeStep>().Single(s => s.Name == "parameters");
        using var document = System.Text.Json.JsonDocument.Parse("""{ "name": "parameters", "file": "p.json" }""");
        await bench.Database.WriteAsync(db => step.RunAsync(document.RootElement, new RecipeContext(db, file)));
    }

    private static string Sheet(params string[] values) => $$"""
        { "parameters": [ { "name": "test.days", "label": "测试天数", "topic": "测试", "kind": "whole", "unit": "天", "values": [ {{string.Join(", ", values)}} ] } ] }
        """;

    private static string Value(string value, string from, string? until = null, string citation = "NPU:8(a)", string checkedUntil = "2026-12-31") =>
        $$"""{ "value": "{{value}}", "from": "{{from}}"{{(until is null ? "" : $", \"until\": \"{until}\"")}}, "checkedUntil": "{{checkedUntil}}", "citation": "{{citation}}", "certainty": "SEED", "source": "测试" }""";

    [Theory, BothDatabases]
    public async Task A_value_holds_from_its_first_to_its_last_day(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await Put(bench, Sheet(Value("10", "2025-01-01", "2026-02-28"), Value("12", "2026-03-01")));

        await Assert.ThrowsAsync<Refusal>(() => Get(bench, "test.days", new DateOnly(2024, 12, 31)));
        Assert.Equal(10, (await Get(bench, "test.days", new DateOnly(2025, 1, 1))).Int);
        Assert.Equal(10, (await Get(bench, "test.days", new DateOnly(2026, 2, 28))).Int);
        Assert.Equal(12, (await Get(bench, "test.days", new DateOnly(2026, 3, 1))).Int);
        Assert.Equal(12, (await Get(bench, "test.days", new DateOnly(2099, 1, 1))).Int);
    }

    [Fact]
    public async Task On_every_day_at_most_one_value_holds_and_it_is_the_one_whose_dates_hold_the_day()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        // Boundaries as offsets from a first day; some spans leave a gap of one day.
        var spans = Gen.Choose(1, 40).ListOf(4).Where(l => l.Count > 0);
        var start = new DateOnly(2025, 1, 1);
        var round = 0;
        Property.Holds(spans.SelectMany(lengths => Gen.Choose(-5, 170), (lengths, probe) => (lengths, probe)), sample =>
        {
            var from = start;
            var values = new List<(DateOnly From, DateOnly Until)>();
            foreach (var length in sample.lengths)
            {
                values.Add((from, from.AddDays(length - 1)));
                from = from.AddDays(length + (length % 2));
            }
            var name = $"test.p{round++}";
            Put(bench, Sheet([.. values.Select((v, i) => Value(i.ToString(), v.From.ToString("yyyy-MM-dd"), v.Until.ToString("yyyy-MM-dd")))]).Replace("test.days", name)).GetAwaiter().GetResult();
            var day = start.AddDays(sample.probe);
            var expected = values.FindIndex(v => v.From <= day && day <= v.Until);
            try
            {
                return Get(bench, name, day).GetAwaiter().GetResult().Int == expected;
            }
            catch (Refusal missing)
            {
                return missing.Code == "parameter_missing" && expected < 0;
            }
        }, tries: 40);
    }

    [Theory, BothDatabases]
    public async Task Running_the_recipe_again_changes_nothing_and_keeps_what_staff_changed(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await Put(bench, Sheet(Value("10", "2025-01-01")));
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE policy_parameter_value SET value = '11'"));

        await Put(bench, Sheet(Value("10", "2025-01-01")));

        Assert.Equal(11, (await Get(bench, "test.days", Day)).Int);
        Assert.Equal(1, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM policy_parameter_value")));
    }

    [Theory, BothDatabases]
    public async Task A_file_that_closes_the_standing_value_and_brings_the_next_one_is_taken_over(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await Put(bench, Sheet(Value("10", "2025-01-01")));

        await Put(bench, Sheet(Value("10", "2025-01-01", "2026-01-31"), Value("12", "2026-02-01")));

        Assert.Equal(10, (await Get(bench, "test.days", new DateOnly(2026, 1, 31))).Int);
        Assert.Equal(12, (await Get(bench, "test.days", new DateOnly(2026, 2, 1))).Int);
    }

    [Theory, BothDatabases]
    public async Task A_value_that_overlaps_what_stands_in_the_database_is_refused(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await Put(bench, Sheet(Value("10", "2025-01-01")));

        var refused = await Assert.ThrowsAsync<RecipeException>(() => Put(bench, Sheet(Value("12", "2026-02-01"))));

        Assert.Contains("p.json", refused.Message);
        Assert.Contains("重叠", refused.Message);
        Assert.Equal(10, (await Get(bench, "test.days", Day)).Int);
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { Sheet(Value("10", "2025-01-01"), Value("12", "2026-01-01")), "values[1].from" },
        { Sheet(Value("10", "2025-02-30")), "values[0].from" },
        { Sheet(Value("10", "2025-01-01", "2024-12-31")), "values[0].until" },
        { Sheet(Value("10", "2025-01-01", citation: "NPU:99")), "values[0].citation" },
        { Sheet(Value("10", "2025-01-01", citation: "十三条")), "values[0].citation" },
        { Sheet(Value("ten", "2025-01-01")), "values[0].value" },
        { Sheet(Value("10", "2025-01-01", checkedUntil: "soon")), "values[0].checkedUntil" },
        { Sheet(Value("10", "2025-01-01")).Replace("\"topic\"", "\"topik\""), "parameters[0].topik" },
        { Sheet(Value("10", "2025-01-01")).Replace("SEED", "SURE"), "values[0].certainty" },
        { Sheet(Value("10", "2025-01-01")).Replace("whole", "many"), "parameters[0].kind" },
        { Sheet(Value("10", "2025-01-01")).Replace("test.days", "TestDays"), "parameters[0].name" },
        { Sheet(Value("101", "2025-01-01")).Replace("天", "%"), "values[0].value" },
        { "{ \"parameters\": [ { ", "JSON" },
        { "{ \"parameters\": {} }", "parameters" },
    };

    [Theory, MemberData(nameof(Malformed))]
    public void A_malformed_file_is_refused_naming_file_and_key(string json, string key)
    {
        var library = new RegulationLibrary(new RecipeFolder(Repository.Recipes));

        var refused = Assert.Throws<RecipeException>(() => ParameterSheet.Parse(DataFile.Parse(json, "npu/p.json"), library));

        Assert.Contains("npu/p.json", refused.Message);
        Assert.Contains(key, refused.Message);
    }

    [Theory]
    [InlineData("2026-12-31", false)]
    [InlineData("2027-01-01", true)]
    public async Task Past_the_checked_until_day_a_look_up_carries_a_note(string day, bool noted)
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        await Put(bench, Sheet(Value("10", "2025-01-01")));
        var date = DateOnly.Parse(day);

        var note = (await Get(bench, "test.days", date)).Staleness(date);

        Assert.Equal(noted, note is { Severity: Severity.Note, Rule: "parameter.unchecked" });
    }

    [Fact]
    public async Task A_value_left_open_is_refused_by_name_until_somebody_decides()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        await Put(bench, Sheet(Value("", "2025-01-01")));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Get(bench, "test.days", Day));

        Assert.Equal("parameter_undecided", refusal.Code);
        Assert.Contains("测试天数", refusal.Message);
    }

    [Fact]
    public void The_base_s_own_parameters_are_well_formed()
    {
        var library = new RegulationLibrary(new RecipeFolder(Repository.Recipes));
        var entries = ParameterSheet.Parse(DataFile.Read(Path.Combine(Repository.Recipes, "npu", "parameters.json"), "npu/parameters.json"), library);
        Assert.True(entries.Count >= 60);
    }
}
