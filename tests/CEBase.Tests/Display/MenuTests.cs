namespace CEBase.Tests.Display;

public sealed class MenuTests
{
    private static readonly Lines Modules = new(
        new MenuItem("系统", "账号", "/console/accounts", "Accounts.Manage", "users", 1),
        new MenuItem("教学", "课程", "/console/courses", "Courses.Manage", "book", 2),
        new MenuItem("教学", "培训班", "/console/classes", "Classes.View", "school", 1),
        new MenuItem("工作", "今天", "/console", "Console.Use", "calendar", 0));

    [Fact]
    public void Menu_shows_only_what_the_user_may_open_in_the_houses_order()
    {
        var menu = new ConsoleMenu([Modules], new TestUser(1, "Console.Use", "Courses.Manage", "Classes.View"));

        Assert.Equal(["工作", "教学"], menu.Groups.Select(g => g.Name));
        Assert.Equal(["培训班", "课程"], menu.Groups[1].Items.Select(i => i.Label));
    }

    [Theory]
    [InlineData("/console", "今天")]
    [InlineData("/console/classes/2026-018/enrolments", "培训班")]
    [InlineData("/console/search", null)]
    public void Menu_marks_the_line_that_leads_to_the_page(string path, string? label) =>
        Assert.Equal(label, new ConsoleMenu([Modules], new TestUser(1, "Console.Use", "Classes.View")).At(path)?.Label);

    [Fact]
    public void Today_keeps_all_four_places_and_puts_the_nearest_day_first()
    {
        var sections = TodayBoard.Arrange(
        [
            new(WorkKind.Due, "没有日期", "/a") { Records = [new("一", "/a/1")] },
            new(WorkKind.Due, "后天到期", "/b") { Records = [new("二", "/b/1") { Due = new(2026, 11, 23) }], Count = 3 },
            new(WorkKind.Due, "昨天到期", "/c") { Records = [new("三", "/c/1"), new("四", "/c/2") { Due = new(2026, 11, 20) }], Count = 2 },
        ]);

        Assert.Equal(4, sections.Count);
        Assert.Equal(["昨天到期", "后天到期", "没有日期"], sections[0].Items.Select(l => l.Text));
        Assert.Equal(6, sections[0].Count);
    }

    private sealed class Lines(params MenuItem[] items) : IMenuProvider
    {
        public IReadOnlyList<MenuItem> Items { get; } = items;
    }
}
