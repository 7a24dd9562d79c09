using CEBase.Platform.Data;

namespace CEBase.Platform.Lists;

/// <summary>A list as its page draws it, whatever its rows are.</summary>
/// <param name="Title">What is listed.</param>
/// <param name="Headings">The columns.</param>
/// <param name="Rows">The cells of this page's rows.</param>
/// <param name="Filters">The filters with what was chosen.</param>
public sealed record ListView(string Title, IReadOnlyList<ListHeading> Headings, IReadOnlyList<IReadOnlyList<ListCell>> Rows, IReadOnlyList<ChosenFilter> Filters)
{
    /// <summary>Keyword as typed, and what can be looked for; null for a list without a keyword.</summary>
    public (string? Typed, string Hint)? Search { get; init; }

    /// <summary>Rows of the whole view.</summary>
    public int Total { get; init; }

    /// <summary>Rows the user may see, however the list is narrowed; counted only where a filter counts.</summary>
    public int? All { get; init; }

    /// <summary>The page shown, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows a page.</summary>
    public int Size { get; init; }

    /// <summary>What is counted.</summary>
    public string Unit { get; init; } = "条";

    /// <summary>On a phone a row becomes a card.</summary>
    public bool IsStacked { get; init; }

    /// <summary>The list can be taken away as a file.</summary>
    public bool IsExported { get; init; }
}

/// <summary>Heading of a column.</summary>
/// <param name="Label">What it says.</param>
/// <param name="Sort">Name of the order in the address; null where it can't be sorted.</param>
/// <param name="IsNumber">Stands to the right.</param>
public sealed record ListHeading(string Label, string? Sort, bool IsNumber);

/// <summary>A cell.</summary>
/// <param name="Value">What stands in it.</param>
/// <param name="Link">Where a click leads.</param>
/// <param name="Detail">A second line.</param>
/// <param name="IsAlarming">Calls for a look.</param>
/// <param name="Place">Where it stands on a phone.</param>
/// <param name="IsText">May break into lines.</param>
public sealed record ListCell(object? Value, string? Link, string? Detail, bool IsAlarming, CellPlace Place, bool IsText);

/// <summary>A filter with what was chosen.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Value">As the address has it; null when nothing counts.</param>
/// <param name="Counts">How many rows each choice has; null where nothing is counted.</param>
public sealed record ChosenFilter(ListFilter Filter, string? Value, IReadOnlyDictionary<string, int>? Counts);

/// <summary>The parts of a list's statements that the address decides.</summary>
internal sealed class ListRequest<TRow>(ListQuery<TRow> query, IQueryCollection address, long account)
{
    public string? Typed => query.Search is null || string.IsNullOrWhiteSpace(address["q"]) ? null : address["q"].ToString().Trim();

    public int Page => int.TryParse(address["p"], out var page) ? Math.Clamp(page, 1, 100_000) : 1;

    /// <summary>What the address gives for a filter, when it counts.</summary>
    public string? ValueOf(ListFilter filter)
    {
        var text = address[filter.Name].ToString();
        return text.Length == 0 || (filter.Options.Count > 0 && filter.Options.All(o => o.Value != text)) || filter.Read(text) is null ? null : text;
    }

    public string OrderBy => SqlOrder.By(address["sort"], query.Order, [.. query.Columns.Select(c => c.Sort).OfType<(string, string)>()]);

    /// <summary>The condition; one filter may be left out, so that its choices can be counted.</summary>
    public string Where(Dialect dialect, ListFilter? but = null)
    {
        var all = new List<string> { $"({query.Where})" };
        if (Typed is not null)
        {
            all.Add(query.Search!.Condition(dialect));
        }
        foreach (var filter in query.Filters.Where(f => f != but))
        {
            if (ValueOf(filter) is { } value)
            {
                all.Add($"({filter.Options.FirstOrDefault(o => o.Value == value)?.Sql ?? filter.Sql})");
            }
        }
        return string.Join(" AND ", all);
    }

    public Dictionary<string, object?> Values(int size, int skip)
    {
        var values = new Dictionary<string, object?>(query.Values) { ["Account"] = account, ["Q"] = SqlText.Containing(Typed ?? ""), ["Size"] = size, ["Skip"] = skip };
        foreach (var filter in query.Filters)
        {
            if (ValueOf(filter) is { } value)
            {
                values[filter.Name] = filter.Read(value);
            }
        }
        return values;
    }

    /// <summary>The statement's source: the select without its columns, so that it can be counted.</summary>
    public string Rows(Dialect dialect) => $"{query.Select} WHERE {Where(dialect)} ORDER BY {OrderBy} LIMIT @Size OFFSET @Skip";
}
