using CEBase.Instructors;
using CEBase.Instructors.Registry;
using CEBase.Instructors.Titles;

namespace CEBase.Tests.Instructors;

public sealed class TitleTableTests
{
    [Fact]
    public async Task Titles_are_told_by_the_table_never_by_their_sound()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var table = await bench.Database.ReadAsync(bench.Services.GetRequiredService<TitleRepository>().TableAsync);
        (string Title, TitleLevel Level)[] cases =
        [
            ("教授", TitleLevel.FullSenior), ("高级工程师", TitleLevel.AssociateSenior), ("教授级高工", TitleLevel.FullSenior), ("研究员级高级工程师", TitleLevel.FullSenior),
            ("正高级工程师", TitleLevel.FullSenior), ("助理研究员", TitleLevel.Intermediate), ("研究实习员", TitleLevel.Junior), ("高级技师", TitleLevel.None), ("博导", TitleLevel.None),
            ("院士", TitleLevel.None), ("总工", TitleLevel.None), ("高级记者", TitleLevel.FullSenior), ("主任记者", TitleLevel.AssociateSenior), ("高级讲师", TitleLevel.AssociateSenior),
            ("一级律师", TitleLevel.FullSenior), ("教授、博导", TitleLevel.FullSenior), ("讲师/工程师", TitleLevel.Intermediate), ("", TitleLevel.None),
            ("研究馆员", TitleLevel.FullSenior), ("副研究馆员", TitleLevel.AssociateSenior), ("编审", TitleLevel.FullSenior), ("正高级教师", TitleLevel.FullSenior), ("高级教师", TitleLevel.AssociateSenior),
            ("正高级讲师", TitleLevel.FullSenior), ("主任医师", TitleLevel.FullSenior), ("副主任护师", TitleLevel.AssociateSenior), ("主治医师", TitleLevel.Intermediate), ("一级演员", TitleLevel.FullSenior),
            ("四级律师", TitleLevel.Junior), ("高级工", TitleLevel.None), ("总工程师", TitleLevel.None), ("高工", TitleLevel.AssociateSenior), ("正高级会计师", TitleLevel.FullSenior),
            // As sheets write them.
            ("教授博导", TitleLevel.FullSenior), ("教授 博导", TitleLevel.FullSenior), ("教授（博导）", TitleLevel.FullSenior), ("高级工程师（机械制造）", TitleLevel.AssociateSenior),
            ("高级工程师(教授级)", TitleLevel.FullSenior), ("副教授兼硕导", TitleLevel.AssociateSenior), ("二级教授", TitleLevel.FullSenior), ("教授三级", TitleLevel.FullSenior),
            ("副教授职称", TitleLevel.AssociateSenior), ("工程师，高级技师", TitleLevel.Intermediate), ("院士、研究员", TitleLevel.FullSenior), ("副高级职称", TitleLevel.AssociateSenior),
            ("教授级高级工程师（正高级）", TitleLevel.FullSenior), ("兼职教授", TitleLevel.None), ("讲师（数学）", TitleLevel.Intermediate), ("正高级农艺师", TitleLevel.FullSenior),
        ];
        Assert.Equal(cases, cases.Select(c => (c.Title, table.Read(c.Title).Level)));
        Assert.All(cases, c => Assert.Empty(table.Read(c.Title).Unknown));
    }

    [Fact]
    public void What_the_table_does_not_hold_is_named_and_gives_no_level()
    {
        var reading = new TitleTable([new() { Title = "教授", Level = TitleLevel.FullSenior }]).Read("高级教授");
        Assert.Equal((TitleLevel.None, "高级教授"), (reading.Level, Assert.Single(reading.Unknown)));
    }

    [Theory, BothDatabases]
    public async Task Entering_the_same_form_twice_gives_one_number_and_numbers_follow_on(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        Task<string> EnterAsync(string key) => bench.RunAsync<InstructorService, string>(service => bench.Database.WriteAsync(db => service.CreateAsync(db,
            new Instructor { Name = "夏立言", Employer = "学校", Education = "11", Degree = "2", Title = "副教授", Field = "信息技术" }, key, SystemUser.Instance)));
        Assert.Equal(["T001"], (await Task.WhenAll(EnterAsync("a"), EnterAsync("a"), EnterAsync("a"))).Distinct());
        Assert.Equal("T002", await EnterAsync("b"));
        var card = await bench.RunAsync<IInstructorRegistry, InstructorCard?>(registry => bench.Database.ReadAsync(db => registry.FindByNumberAsync(db, "T002")));
        Assert.Equal((TitleLevel.AssociateSenior, true), (card!.TitleLevel, card.IsActive));
    }
}
