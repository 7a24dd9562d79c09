using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Lists;

/// <summary>What a list's page needs: one parameter for pages to hand on.</summary>
/// <param name="Database">Reads.</param>
/// <param name="Engine">Knows the states of records.</param>
/// <param name="User">Who looks.</param>
/// <param name="Clock">Today.</param>
public sealed record ListServices(IDatabase Database, WorkflowEngine Engine, ICurrentUser User, TimeProvider Clock);

/// <summary>A list whose view (keyword, filters, order, page) lies in the address, drawn by <c>list-view</c> and taken away as a file by <c>?handler=Export</c>.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="services">What every list needs.</param>
public abstract class ListPage<TRow>(ListServices services) : PageModel
{
    /// <summary>What is drawn.</summary>
    public ListView View { get; private set; } = null!;

    /// <summary>The rows of this page.</summary>
    public IReadOnlyList<TRow> Rows { get; private set; } = [];

    /// <summary>Who looks.</summary>
    protected ICurrentUser CurrentUser => services.User;

    /// <summary>The database.</summary>
    protected IDatabase Database => services.Database;

    /// <summary>The engine.</summary>
    protected WorkflowEngine Engine => services.Engine;

    /// <summary>The clock.</summary>
    protected TimeProvider Clock => services.Clock;

    /// <summary>Today in China.</summary>
    protected DateOnly Today => Clock.Today();

    /// <summary>Shows a page of the list.</summary>
    public Task OnGetAsync(CancellationToken cancel) => Database.ReadAsync<int>(async db =>
    {
        var query = await DescribeAsync(db);
        var request = RequestOf(query);
        Rows = await RowsAsync(db, query, request, query.Size, (request.Page - 1) * query.Size);
        View = await ViewAsync(db, query, request);
        await LoadMoreAsync(db);
        return 0;
    }, cancel);

    /// <summary>Everything the view holds, on all its pages, as .xlsx or .csv.</summary>
    /// <exception cref="Refusal"><c>not_found</c>: the list is not to be taken away.</exception>
    public async Task<IActionResult> OnGetExportAsync(string? format, CancellationToken cancel)
    {
        var export = await Database.ReadAsync(async db =>
        {
            var query = await DescribeAsync(db);
            if (!query.IsExported)
            {
                throw Refusal.NotFound("这个列表不提供导出。");
            }
            var request = RequestOf(query);
            var total = await db.ScalarAsync<int>($"SELECT count(*) FROM ({query.Select} WHERE {request.Where(db.Dialect)}) q", request.Values(0, 0));
            var note = $"共 {total} {query.Unit}，由 {CurrentUser.DisplayName} 导出";
            return await ListExport.WriteAsync(query, note, format == "csv", (size, skip) => RowsAsync(db, query, request, size, skip), cancel);
        }, cancel);
        await ExportedAsync(export.Rows);
        return File(export.Content, export.MediaType, export.FileName);
    }

    /// <summary>The list's description.</summary>
    protected virtual ListQuery<TRow> Describe() => throw new NotSupportedException($"{GetType().Name} describes no list.");

    /// <summary>The list's description where its choices come from the database.</summary>
    protected virtual Task<ListQuery<TRow>> DescribeAsync(DbScope db) => Task.FromResult(Describe());

    /// <summary>What the statement can't give, read for all rows of a page at once.</summary>
    protected virtual Task<IReadOnlyList<TRow>> CompleteAsync(DbScope db, IReadOnlyList<TRow> rows) => Task.FromResult(rows);

    /// <summary>What else the page shows.</summary>
    protected virtual Task LoadMoreAsync(DbScope db) => Task.CompletedTask;

    /// <summary>Leaves the trace of a file that was taken away, where one is owed.</summary>
    protected virtual Task ExportedAsync(int rows) => Task.CompletedTask;

    private ListRequest<TRow> RequestOf(ListQuery<TRow> query) => new(query, Request.Query, CurrentUser.AccountId ?? 0);

    private async Task<IReadOnlyList<TRow>> RowsAsync(DbScope db, ListQuery<TRow> query, ListRequest<TRow> request, int size, int skip) =>
        await CompleteAsync(db, await db.QueryAsync<TRow>(request.Rows(db.Dialect), request.Values(size, skip)));

    private async Task<ListView> ViewAsync(DbScope db, ListQuery<TRow> query, ListRequest<TRow> request)
    {
        var values = request.Values(query.Size, 0);
        var chosen = new List<ChosenFilter>();
        foreach (var filter in query.Filters)
        {
            var counts = filter.Counted is not { } column ? null : (await db.QueryAsync<CountRow>(
                $"SELECT q.{column} AS value, count(*) AS rows FROM ({query.Select} WHERE {request.Where(db.Dialect, but: filter)}) q GROUP BY q.{column}", values)).ToDictionary(c => c.Value, c => c.Rows);
            chosen.Add(new ChosenFilter(filter, request.ValueOf(filter), counts));
        }
        // The counts of a filter give the total as well; a page that isn't full needs no count.
        var counted = chosen.FirstOrDefault(c => c.Counts is not null && (c.Value is null || c.Filter.Options.All(o => o.Sql is null)));
        var total = counted is { Counts: { } by } ? counted.Value is { } value ? by.GetValueOrDefault(value) : by.Values.Sum()
            : request.Page == 1 && Rows.Count < query.Size ? Rows.Count
            : await db.ScalarAsync<int>($"SELECT count(*) FROM ({query.Select} WHERE {request.Where(db.Dialect)}) q", values);
        var columns = query.Columns.Where(c => !c.OnlyExported).ToList();
        IReadOnlyList<IReadOnlyList<ListCell>> cells = [.. Rows.Select(row => (IReadOnlyList<ListCell>)[.. columns.Select(c => new ListCell(c.Value(row), c.Link?.Invoke(row), c.Detail?.Invoke(row), c.IsAlarming?.Invoke(row) ?? false, c.Place, c.IsText))])];
        return new ListView(query.Title, [.. columns.Select((c, i) => new ListHeading(c.Label, c.Sort?.Name, cells.Any(row => ListValues.IsNumber(row[i].Value))))], cells, chosen)
        {
            Search = query.Search is { } search ? (request.Typed, search.Hint) : null,
            Total = total, All = counted?.Counts?.Values.Sum(), Page = request.Page, Size = query.Size, Unit = query.Unit, IsStacked = query.IsStacked, IsExported = query.IsExported && total > 0,
        };
    }

    private sealed record CountRow
    {
        public string Value { get; init; } = "";
        public int Rows { get; init; }
    }
}
