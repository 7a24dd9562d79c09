namespace CEBase.Funds.Checks;

/// <summary>What was said about the lines of a file.</summary>
[RequirePermission(Permissions.Check)]
internal sealed class UseCheckBatchModel(IDatabase database, UseCheckService desk) : PageModel
{
    public const int Size = 50;

    [FromRoute] public long Id { get; set; }
    [FromQuery] public string? Verdict { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public CheckedBatch Batch { get; private set; } = null!;
    public IReadOnlyList<CheckedLine> Lines { get; private set; } = [];
    public int Total => Verdict switch { "block" => Batch.Blocked, "review" => Batch.Reviewed, "allow" => Batch.Allowed, _ => Batch.Lines };

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        P = Math.Clamp(P, 1, 100_000);
        Verdict = Verdict is "block" or "review" or "allow" ? Verdict : null;
        Batch = await desk.FindAsync(db, Id);
        Lines = await desk.LinesAsync(db, Id, Verdict, P, Size);
        return 0;
    }, cancel);

    /// <summary>The user's own file with the verdicts beside its lines.</summary>
    public Task<IActionResult> OnGetMarkedAsync(CancellationToken cancel) => database.ReadAsync<IActionResult>(async db =>
    {
        var output = new MemoryStream();
        var name = await desk.MarkAsync(db, Id, output);
        return File(output.ToArray(), name.EndsWith(".csv", StringComparison.Ordinal) ? "text/csv" : Workbook.MediaType, name);
    }, cancel);
}
