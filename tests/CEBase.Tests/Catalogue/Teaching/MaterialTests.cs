using CEBase.Catalogue;
using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Teaching;

namespace CEBase.Tests.Catalogue.Teaching;

public sealed class MaterialTests
{
    private static readonly DateOnly Day = new(2026, 5, 11);

    [Fact]
    public void A_class_without_materials_or_with_old_ones_asks_for_a_reason()
    {
        var fresh = new Material { Title = "讲义", ReviewedOn = new(2025, 6, 1) };
        Assert.Empty(MaterialsRule.Check([fresh], Day, 24));
        Assert.Equal((MaterialsRule.None, Severity.Review), Only(MaterialsRule.Check([], Day, 24)));
        Assert.Equal((MaterialsRule.Due, Severity.Review), Only(MaterialsRule.Check([fresh, fresh with { ReviewedOn = new(2024, 5, 10) }], Day, 24)));
    }

    [Fact]
    public void The_day_a_review_falls_due_is_still_in_time_and_without_a_number_nothing_is_due()
    {
        Assert.Empty(MaterialsRule.Check([new Material { ReviewedOn = new(2024, 5, 11) }], Day, 24));
        Assert.Empty(MaterialsRule.Check([new Material { ReviewedOn = new(2001, 1, 1) }], Day, null));
    }

    [Theory, BothDatabases]
    public async Task Versions_and_reviews_are_added_and_the_last_look_moves_only_forward(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        var today = bench.Clock.GetUtcNow().AddHours(8).Date;
        var day = DateOnly.FromDateTime(today);
        await bench.RunAsync<MaterialService>(async desk =>
        {
            var made = new NewMaterial { Title = "工业人工智能讲义", Reference = "自编", ReviewedOn = day.AddYears(-3), RequestKey = "k1" };
            var id = await WriteAsync(s => desk.AddAsync(s, card.ClassNo, made, null, SystemUser.Instance));
            Assert.Equal(id, await WriteAsync(s => desk.AddAsync(s, card.ClassNo, made, null, SystemUser.Instance)));
            Assert.Contains((await FindingsAsync()), f => f.Rule == MaterialsRule.Due);
            await WriteAsync(async s => { await desk.ReviewAsync(s, card.ClassNo, id, day.AddDays(-1), "夏立言", "内容有效", SystemUser.Instance); return 0; });
            Assert.Empty(await FindingsAsync());
            await WriteAsync(async s => { await desk.ReviewAsync(s, card.ClassNo, id, day.AddYears(-1), "夏立言", "", SystemUser.Instance); return 0; });
            Assert.Equal(day.AddDays(-1), (await bench.Database.ReadAsync(s => Material.FindAsync(s, id)))!.ReviewedOn);
            await using var pdf = new MemoryStream("%PDF-1.7 讲义"u8.ToArray());
            await WriteAsync(async s => { await desk.AddVersionAsync(s, card.ClassNo, id, "", "增补大模型一章", new Attached(pdf, "讲义.pdf"), SystemUser.Instance); return 0; });
            var now = (await bench.Database.ReadAsync(s => Material.FindAsync(s, id)))!;
            Assert.Equal((2, day, "讲义.pdf"), (now.CurrentNo, now.ReviewedOn, now.FileName));
            Assert.Equal([2, 1], (await bench.Database.ReadAsync(s => MaterialService.VersionsAsync(s, [id]))).Select(v => v.Number));
            await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(s => s.ExecuteAsync("UPDATE material_version SET change_note = 'x' WHERE material_id = @id", new { id })));
        });

        Task<T> WriteAsync<T>(Func<DbScope, Task<T>> work) => bench.Database.WriteAsync(work);
        Task<IReadOnlyList<Finding>> FindingsAsync() => bench.RunAsync<MaterialFacts, IReadOnlyList<Finding>>(facts =>
            bench.Database.ReadAsync(async s => await facts.CheckAsync(s, (await ClassRow.FindAsync(s, card.Id))!)));
    }

    [Fact]
    public async Task A_material_needs_a_title_and_a_file_or_where_it_is_found()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        Assert.Equal("material_title", (await AddAsync(new NewMaterial { Reference = "x" })).Code);
        Assert.Equal("material_empty", (await AddAsync(new NewMaterial { Title = "讲义" })).Code);
        Assert.Equal("review_future", (await AddAsync(new NewMaterial { Title = "讲义", Reference = "x", ReviewedOn = new(2999, 1, 1) })).Code);

        Task<Refusal> AddAsync(NewMaterial material) => Assert.ThrowsAsync<Refusal>(() =>
            bench.RunAsync<MaterialService>(desk => bench.Database.WriteAsync(s => desk.AddAsync(s, card.ClassNo, material, null, SystemUser.Instance))));
    }

    private static (string, Severity) Only(IEnumerable<Finding> findings) => findings.Select(f => (f.Rule, f.Severity)).Single();
}
