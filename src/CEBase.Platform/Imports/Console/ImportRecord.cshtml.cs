using CEBase.Platform.Data;
using CEBase.Platform.Imports.Jobs;
using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;

namespace CEBase.Platform.Imports.Console;

/// <summary>One import: its columns, its preview, how far it is, what became of it. Asks for the kind's permission and the job's owner itself.</summary>
[SignedIn]
internal sealed class ImportRecordModel(ImportService imports, ImportJobs jobs, ImportProgress progress, IDatabase database) : PageModel, IFormPage
{
    public const int Size = 20;
    private const string Done = "Done";

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>Sheet column by import column, as the user chose; -1 for none. Named, since without a name a form that sends no column would have all its fields read as columns.</summary>
    [BindProperty(Name = nameof(Map))]
    public Dictionary<string, int> Map { get; set; } = [];

    /// <summary><c>bad</c> or <c>good</c>.</summary>
    [FromQuery(Name = "rows")]
    public string? Rows { get; set; }

    [FromQuery(Name = "p")]
    public int Number { get; set; } = 1;

    public ImportJob Job { get; private set; } = null!;
    public ISpreadsheetImport Import { get; private set; } = null!;
    public DateTimeOffset? ImportedBefore { get; private set; }
    public IReadOnlyList<ReasonCount> Reasons { get; private set; } = [];
    public IReadOnlyList<SheetColumn> SheetColumns { get; private set; } = [];
    public IReadOnlyList<ImportColumn> ShownColumns { get; private set; } = [];
    public IReadOnlyList<PreviewRow> Shown { get; private set; } = [];
    public int ShownTotal { get; private set; }
    public int HeaderRow { get; private set; }
    public string Ignored { get; private set; } = "";
    public int RowsDone => Math.Min(Job.RowsTotal, Math.Max(Job.RowsDone, progress.Done(Id)));
    public bool ShowsGood => Rows == "good" || (Rows is null && Job.RowsBad == 0);

    public Task OnGetAsync() => LoadAsync();

    /// <summary>The moving part of the page; tells the browser to load it whole when the run has ended.</summary>
    public async Task<IActionResult> OnGetProgressAsync()
    {
        (Job, Import) = await imports.OpenAsync(Id);
        if (!Job.IsUnderWay)
        {
            Response.Headers["HX-Refresh"] = "true";
        }
        return Partial("_ImportProgress", this);
    }

    public Task<IActionResult> OnGetMarkedAsync() => MarkedAsync(asWorkbook: false);

    public Task<IActionResult> OnGetMarkedWorkbookAsync() => MarkedAsync(asWorkbook: true);

    public async Task<IActionResult> OnPostMapAsync()
    {
        await imports.CorrectAsync(Id, Map);
        return Back("已按所选的列重新核对。");
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        await imports.ConfirmAsync(Id);
        return Back(null);
    }

    public async Task<IActionResult> OnPostDropAsync()
    {
        await imports.DropAsync(Id);
        return Back("已放弃这次导入，没有写入任何数据。");
    }

    public async Task LoadAsync()
    {
        (Job, Import) = await imports.OpenAsync(Id);
        if (Job.IsUnderWay)
        {
            return;
        }
        var (_, table) = await imports.LoadAsync(Job, Import);
        var bad = await database.ReadAsync(async db =>
        {
            ImportedBefore = await jobs.ImportedBeforeAsync(db, Job.Kind, Job.Target, Job.FileHash, Job.Id);
            return await jobs.ProblemsAsync(db, Id);
        });
        HeaderRow = table.Header.LastRow;
        SheetColumns = SheetColumn.Of(table.Header);
        ShownColumns = [.. Import.Columns.Where(c => table.Map.Columns.ContainsKey(c.Name))];
        if (Map.Count == 0)
        {
            Map = Import.Columns.ToDictionary(c => c.Name, c => table.Map.Columns.GetValueOrDefault(c.Name, ColumnMap.Absent));
        }
        Reasons = [.. bad.GroupBy(b => b.Problem.Code).OrderByDescending(g => g.Count()).Select(g =>
            new ReasonCount(g.Key, Import.ReasonLabels.GetValueOrDefault(g.Key) ?? $"例如第 {g.First().Number} 行：{g.First().Problem.Sentence}", g.Count()))];
        Ignored = Describe(table.Ignored);
        ShowRows(table, bad.ToDictionary(b => b.Number, b => b.Problem));
    }

    private void ShowRows(ImportTable table, Dictionary<int, RowProblem> problems)
    {
        var rows = table.Rows.Where(r => problems.ContainsKey(r.Number) != ShowsGood).ToList();
        ShownTotal = rows.Count;
        Number = Math.Clamp(Number, 1, Math.Max(1, (rows.Count + Size - 1) / Size));
        Shown = [.. rows.Skip((Number - 1) * Size).Take(Size).Select(r => PreviewRow.Of(r, ShownColumns, problems.GetValueOrDefault(r.Number)))];
    }

    private static string Describe(IReadOnlyDictionary<int, IgnoredReason> ignored) => string.Join("，", ignored.GroupBy(i => i.Value).Select(g =>
        $"{Label(g.Key)} {g.Count()} 行（第 {string.Join("、", g.Take(5).Select(i => i.Key))}{(g.Count() > 5 ? " 等" : "")} 行）"));

    private static string Label(IgnoredReason reason) => reason switch
    {
        IgnoredReason.Blank => "空行",
        IgnoredReason.Total => "合计行",
        IgnoredReason.Note => "备注行",
        _ => "重复的表头",
    };

    private async Task<IActionResult> MarkedAsync(bool asWorkbook)
    {
        var (content, name) = await imports.MarkAsync(Id, asWorkbook);
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.CacheControl = "no-store";
        return File(content, name.EndsWith(".csv", StringComparison.Ordinal) ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
    }

    private LocalRedirectResult Back(string? done)
    {
        if (done is not null)
        {
            TempData[Done] = done;
        }
        return LocalRedirect(ImportAddresses.Record(Id));
    }
}
