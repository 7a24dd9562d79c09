using CEBase.Platform.Data;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Lists;

/// <summary>One description of a list: what is read, what narrows it, what stands in its columns. Table, sorting, pages, count and both exports follow from it.</summary>
/// <typeparam name="TRow">A row as the statement gives it.</typeparam>
/// <param name="Title">What is listed: 报销单. Heading of the table and name of the exported file.</param>
/// <param name="Select">The statement up to its WHERE; it has none of its own, nor an ORDER BY.</param>
/// <param name="Order">The list's own order, which also tells apart what is equal: <c>k.id DESC</c>.</param>
public sealed record ListQuery<TRow>(string Title, string Select, string Order)
{
    /// <summary>What this user may see, a condition; everything by default.</summary>
    public string Where { get; init; } = "1 = 1";

    /// <summary>Values of <see cref="Select"/> and <see cref="Where"/>. <c>@Account</c> is always there: the user's account, 0 for nobody.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    /// <summary>What the keyword is looked for in; null for a list without a keyword.</summary>
    public ListSearch? Search { get; init; }

    /// <summary>What else narrows the list.</summary>
    public IReadOnlyList<ListFilter> Filters { get; init; } = [];

    /// <summary>The columns, from left to right.</summary>
    public IReadOnlyList<ListColumn<TRow>> Columns { get; init; } = [];

    /// <summary>Rows a page.</summary>
    public int Size { get; init; } = 30;

    /// <summary>What is counted: 条, 张, 个班.</summary>
    public string Unit { get; init; } = "条";

    /// <summary>On a phone a row becomes a card.</summary>
    public bool IsStacked { get; init; } = true;

    /// <summary>Whether the list can be taken away as a file.</summary>
    public bool IsExported { get; init; } = true;

    /// <summary>Name of the exported file without its ending; by default the title.</summary>
    public string? FileName { get; init; }
}

/// <summary>The keyword of a list: <c>q</c> in the address.</summary>
/// <param name="Hint">What can be looked for, in words: 编号、事由、班号.</param>
/// <param name="Columns">Columns that may hold the keyword.</param>
public sealed record ListSearch(string Hint, params IReadOnlyList<string> Columns)
{
    /// <summary>A condition on <c>@Q</c> (a LIKE pattern) instead of plain columns; <c>{like}</c> stands for the dialect's LIKE.</summary>
    public string? Sql { get; init; }

    internal string Condition(Dialect dialect) => Sql?.Replace("{like}", dialect.Like, StringComparison.Ordinal)
        ?? $"({string.Join(" OR ", Columns.Select(column => $@"{column} {dialect.Like} @Q ESCAPE '\'"))})";
}

/// <summary>A choice of a filter.</summary>
/// <param name="Value">As the address writes it.</param>
/// <param name="Label">As shown.</param>
/// <param name="Sql">The condition of this choice where it has one of its own.</param>
public sealed record ListOption(string Value, string Label, string? Sql = null);

/// <summary>What a filter is drawn as.</summary>
public enum ListFilterKind
{
    /// <summary>One of several choices; the first, empty one is 全部.</summary>
    Select,

    /// <summary>A text field.</summary>
    Text,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A check box; <c>true</c> in the address.</summary>
    Check,

    /// <summary>Only in the address: a link of another page leads here.</summary>
    Hidden,
}

/// <summary>A filter: a parameter of the address, and the condition that holds when it is given.</summary>
/// <param name="Name">As the address writes it, and the statement's parameter: <c>fund</c>, <c>@fund</c>.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Sql">The condition.</param>
/// <param name="Kind">How it is drawn.</param>
public sealed record ListFilter(string Name, string Label, string Sql, ListFilterKind Kind = ListFilterKind.Select)
{
    /// <summary>The choices; a value that is none of them counts as not given.</summary>
    public IReadOnlyList<ListOption> Options { get; init; } = [];

    /// <summary>Reads the parameter from the address; null when it can't be read, and then it counts as not given.</summary>
    public Func<string, object?> Read { get; init; } = text => text;

    /// <summary>The column of the statement's result whose values are counted, so that each choice says how many there are; null counts none.</summary>
    public string? Counted { get; init; }

    /// <summary>The state of the records' workflow, with counts: <c>state</c>.</summary>
    /// <param name="states">States in the order of the workflow.</param>
    /// <param name="column">The column that holds the state.</param>
    public static ListFilter States(IEnumerable<StateDefinition> states, string column) =>
        new("state", "状态", $"{column} = @state") { Options = [.. states.Select(s => new ListOption(s.Name, s.Label))], Counted = column[(column.IndexOf('.') + 1)..] };

    /// <summary>A choice by number of a record: a fund, a unit, an adviser.</summary>
    public static ListFilter Id(string name, string label, string column, IEnumerable<ListOption> options) =>
        new(name, label, $"{column} = @{name}") { Options = [.. options], Read = text => long.TryParse(text, out var id) ? id : null };

    /// <summary>A choice by word.</summary>
    public static ListFilter Choice(string name, string label, string column, IEnumerable<ListOption> options) => new(name, label, $"{column} = @{name}") { Options = [.. options] };

    /// <summary>A day; the condition compares with <c>@name</c>.</summary>
    public static ListFilter Day(string name, string label, string sql) =>
        new(name, label, sql, ListFilterKind.Day) { Read = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null };

    /// <summary>A year; the condition compares with <c>@name</c>.</summary>
    public static ListFilter Number(string name, string label, string sql, IEnumerable<ListOption> options) =>
        new(name, label, sql) { Options = [.. options], Read = text => int.TryParse(text, out var number) ? number : null };

    /// <summary>A check box.</summary>
    public static ListFilter Check(string name, string label, string sql) => new(name, label, sql, ListFilterKind.Check);
}

/// <summary>Where a cell stands when the row becomes a card on a phone.</summary>
public enum CellPlace
{
    /// <summary>Under its heading.</summary>
    Cell,

    /// <summary>Heading of the card: the record's name.</summary>
    Head,

    /// <summary>A line of its own below the heading.</summary>
    Line,

    /// <summary>On the right of the heading: the amount.</summary>
    Side,

    /// <summary>Left out on a phone.</summary>
    Skip,
}

/// <summary>A column of a list.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="Label">Heading.</param>
/// <param name="Value">What stands in it: text, <see cref="Values.Money"/>, hours, a number, a day, an instant (drawn as its day and time), a state (drawn as a badge), or HTML.</param>
public sealed record ListColumn<TRow>(string Label, Func<TRow, object?> Value)
{
    /// <summary>The order by this column: its name in the address and the term after ORDER BY; null where it can't be sorted.</summary>
    public (string Name, string Sql)? Sort { get; init; }

    /// <summary>Where a click on it leads.</summary>
    public Func<TRow, string?>? Link { get; init; }

    /// <summary>A second, quieter line.</summary>
    public Func<TRow, string?>? Detail { get; init; }

    /// <summary>What calls for a look: drawn in the warning colour.</summary>
    public Func<TRow, bool>? IsAlarming { get; init; }

    /// <summary>Where it stands on a phone.</summary>
    public CellPlace Place { get; init; }

    /// <summary>Long text that may break into lines; other cells don't.</summary>
    public bool IsText { get; init; }

    /// <summary>Not on the page, only in the exported file.</summary>
    public bool OnlyExported { get; init; }

    /// <summary>On the page only.</summary>
    public bool NotExported { get; init; }

    /// <summary>The exported file ends in its sum, as a formula.</summary>
    public bool IsSummed { get; init; }
}
