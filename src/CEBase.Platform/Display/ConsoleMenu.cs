using CEBase.Platform.Navigation;
using CEBase.Platform.Security;

namespace CEBase.Platform.Display;

/// <summary>A heading of the console's navigation with its lines.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Items">Lines in order.</param>
public sealed record MenuGroup(string Name, IReadOnlyList<MenuItem> Items);

/// <summary>The console's navigation as this user sees it: what all modules brought, less what the user holds no right for.</summary>
public sealed class ConsoleMenu(IEnumerable<IMenuProvider> providers, ICurrentUser user)
{
    private static readonly string[] Order = ["工作", "立项", "教学", "学员", "经费", "收费", "质量", "规则", "系统"];

    /// <summary>Headings in order; one without lines is left out.</summary>
    public IReadOnlyList<MenuGroup> Groups { get; } =
    [
        .. providers.SelectMany(p => p.Items)
            .Where(item => user.Has(item.Permission))
            .GroupBy(item => item.Group)
            .OrderBy(group => Array.IndexOf(Order, group.Key) is var place && place < 0 ? Order.Length : place)
            .Select(group => new MenuGroup(group.Key, [.. group.OrderBy(item => item.Order).ThenBy(item => item.Label, StringComparer.Ordinal)])),
    ];

    /// <summary>The line whose address leads to a path; the longest wins. Null when none does.</summary>
    public MenuItem? At(string path) => Groups.SelectMany(g => g.Items)
        .Where(item => path == item.Href || path.StartsWith($"{item.Href}/", StringComparison.Ordinal) && item.Href != "/console")
        .MaxBy(item => item.Href.Length);
}
