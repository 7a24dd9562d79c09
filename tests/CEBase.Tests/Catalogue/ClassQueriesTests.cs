using CEBase.Catalogue;
using CEBase.Catalogue.Classes;

namespace CEBase.Tests.Catalogue;

public sealed class ClassQueriesTests
{
    [Theory, BothDatabases]
    public async Task Filters_narrow_alone_and_together(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu", "demo");
        var year = bench.Clock.Today().Year;

        var all = await ListAsync(new ClassFilter { Size = 200 });
        Assert.Equal(27, all.Total);
        Assert.All((await ListAsync(new ClassFilter { States = [ClassStates.Open] })).Items, l => Assert.Equal(ClassStates.Open, l.Card.State));
        Assert.Equal([$"{year}-018"], await NosAsync(new ClassFilter { Q = "018" }));
        Assert.Equal([$"{year}-004", $"{year}-018"], await NosAsync(new ClassFilter { Q = "增材", Sort = "no" }));
        Assert.Equal([$"{year}-009", $"{year}-024"], await NosAsync(new ClassFilter { Q = "进修班", Sort = "no" }));
        Assert.Equal([$"{year}-004", $"{year}-018"], await NosAsync(new ClassFilter { Q = "鲁安民", Sort = "no" }));
        Assert.Empty(await NosAsync(new ClassFilter { Q = "100%" }));
        Assert.Empty(await NosAsync(new ClassFilter { Q = "' OR 1=1 --" }));
        Assert.All((await ListAsync(new ClassFilter { Online = true })).Items, l => Assert.True(l.Card.IsOnline));
        Assert.All((await ListAsync(new ClassFilter { City = "宝鸡" })).Items, l => Assert.Equal("宝鸡", l.Card.City));
        Assert.Equal([$"{year}-017"], await NosAsync(new ClassFilter { States = [ClassStates.Open], Subject = SubjectKind.PublicSubject, Online = true, WithSeats = true }));
        Assert.All((await ListAsync(new ClassFilter { WithSeats = true })).Items, l => Assert.True(l.Card.State == ClassStates.Open && l.Seats.Left > 0));

        var month = bench.Clock.Today().AddDays(25).ToString("yyyy-MM");
        Assert.All((await ListAsync(new ClassFilter { Month = month })).Items, l => Assert.Equal(month, l.Card.StartsOn.InTable()[..7]));
        Assert.Equal(27, await bench.RunAsync<ClassQueries, int>(q => bench.Database.ReadAsync(async s => (await q.CountsAsync(s, new ClassFilter { States = [ClassStates.Open] })).Values.Sum())));

        var pages = new List<string>();
        for (var page = 1; page <= 4; page++)
        {
            pages.AddRange(await NosAsync(new ClassFilter { Page = page, Size = 8 }));
        }
        Assert.Equal(27, pages.Distinct().Count());

        Task<ClassListPage> ListAsync(ClassFilter filter) => bench.RunAsync<ClassQueries, ClassListPage>(q => bench.Database.ReadAsync(s => q.ListAsync(s, filter)));
        async Task<IReadOnlyList<string>> NosAsync(ClassFilter filter) => [.. (await ListAsync(filter)).Items.Select(l => l.Card.ClassNo)];
    }
}
