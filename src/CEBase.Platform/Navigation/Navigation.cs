using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;

namespace CEBase.Platform.Navigation;

/// <summary>A line of the console's navigation.</summary>
/// <param name="Group">Heading: 立项, 教学, 学员, 经费, 质量, 系统.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Permission">Shown to holders of this permission.</param>
/// <param name="Icon">Name of a Tabler icon.</param>
/// <param name="Order">Position inside the group.</param>
public sealed record MenuItem(string Group, string Label, string Href, string Permission, string Icon, int Order);

/// <summary>A module's lines in the console; the shape of Orchard's <c>AdminMenu.cs</c>.</summary>
[Discovered(ServiceLifetime.Singleton)]
public interface IMenuProvider
{
    /// <summary>The lines.</summary>
    IReadOnlyList<MenuItem> Items { get; }
}

/// <summary>A tab of a record's pages, possibly brought by a higher module.</summary>
/// <param name="RecordType">Kind of record.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Path">Address with <c>{key}</c> for the record's key: <c>/console/classes/{key}/enrolments</c>.</param>
/// <param name="Permission">Shown to holders of this permission.</param>
/// <param name="Order">Position.</param>
public sealed record RecordTab(string RecordType, string Label, string Path, string Permission, int Order)
{
    /// <summary>What it is folded under where a record has many parts: 教学. Null stands by itself.</summary>
    public string? Group { get; init; }
}

/// <summary>One hit of the console's search.</summary>
/// <param name="Kind">What it is: 培训班, 学员, 条款.</param>
/// <param name="Title">Number and name.</param>
/// <param name="Detail">A second line.</param>
/// <param name="Href">Where it is.</param>
public sealed record SearchHit(string Kind, string Title, string Detail, string Href);

/// <summary>Finds a module's records by number or name.</summary>
[Discovered]
public interface ISearchProvider
{
    /// <summary>At most <paramref name="limit"/> hits that this user may see; <paramref name="text"/> is trimmed and not empty.</summary>
    Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user);
}

/// <summary>A figure for the portal's home page: what the base did this year.</summary>
/// <param name="Label">What is counted.</param>
/// <param name="Value">The number as shown.</param>
/// <param name="Unit">人次, 学时, 期.</param>
/// <param name="Order">Position.</param>
public sealed record HomeFigure(string Label, string Value, string Unit, int Order);

/// <summary>A module's figures for the home page.</summary>
[Discovered]
public interface IHomeFigureProvider
{
    /// <summary>The figures of the year.</summary>
    Task<IReadOnlyList<HomeFigure>> OfAsync(DbScope db, int year);
}
