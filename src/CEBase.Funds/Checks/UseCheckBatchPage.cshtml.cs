using CEBase.Platform.Data;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Checks;

/// <summary>What was said about the lines of a file.</summary>
[RequirePermission(Permissions.Check)]
internal sealed class UseCheckBatchModel(IDatabase database, CheckDesk desk) : PageModel
{
    public const int Size = 50;

    [FromRoute] public long Id { get; set; }
    [FromQuery] public string? Verdict { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public CheckedBatch Batch { get; private set; } = null!;
    public IReadOnlyList<CheckedLine> Lines { get; private set; } = [];
    public int Total => Verdict switch { "block" => Batch.Blocked, "review" => Batch.Reviewed, "allow" => Batch.Allowed, _ => Batch.Lines };

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async session =>
    {
        P = Math.Clamp(P, 1, 100_000);
        Verdict = Verdict is "block" or "review" or "allow" ? Verdict : null;
        Batch = await desk.FindAsync(session, Id);
        Lines = await desk.LinesAsync(session, Id, Verdict, P, Size);
        return 0;
    }, cancel);

    /// <summary>The verdicts as the command line writes them.</summary>
    public Task<IActionResult> OnGetMarkedAsync(CancellationToken cancel) => database.ReadAsync<IActionResult>(async session =>
    {
        var batch = await desk.FindAsync(session, Id);
        var lines = await desk.LinesAsync(session, Id, null, 1, int.MaxValue);
        var output = new MemoryStream();
        BatchCheck.Write(lines.Select(l => (l.Number, l.Verdict, l.Rules, l.Articles, l.Message)), output);
        return File(output.ToArray(), "text/csv; charset=utf-8", $"{Path.GetFileNameWithoutExtension(batch.FileName)}-检查结果.csv");
    }, cancel);
}
