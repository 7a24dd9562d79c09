namespace CEBase.Regulations.PolicyMap;

/// <summary>One regulation as a booklet.</summary>
[Public]
internal sealed class BookletModel(IDatabase database, PolicyMapReader map, IRegulationLibrary library) : PageModel
{
    public Regulation Regulation { get; private set; } = null!;

    public IReadOnlyList<MapLine> Lines { get; private set; } = [];

    public MapCounts Counts => MapCounts.Of(Lines);

    public async Task OnGetAsync(string code)
    {
        Regulation = library.Regulation(code.ToUpperInvariant()) ?? throw Refusal.NotFound($"没有收录代号为“{code}”的文件，请从政策地图查找。");
        var lines = await database.ReadAsync(map.ReadAsync, HttpContext.RequestAborted);
        Lines = [.. lines.Where(l => l.Regulation == Regulation)];
    }
}
