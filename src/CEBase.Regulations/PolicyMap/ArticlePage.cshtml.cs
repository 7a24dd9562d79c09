using CEBase.Regulations.Library;

namespace CEBase.Regulations.PolicyMap;

/// <summary>One article: its duty, what carries it and where; citations in findings lead here.</summary>
[Public]
internal sealed class ArticlePageModel(IDatabase database, PolicyMapReader map, IRegulationLibrary library) : PageModel
{
    public MapLine Line { get; private set; } = null!;

    public string Name => Line.Regulation.ShortTitle + CitationNames.PlaceOf(Line.Regulation, Line.Article);

    public async Task OnGetAsync(string code, string article)
    {
        var citation = new Citation(code.ToUpperInvariant(), article);
        if (library.Find(citation) is null)
        {
            throw Refusal.NotFound($"“{citation}”没有收录，请从政策地图查找。");
        }
        var lines = await database.ReadAsync(map.ReadAsync, HttpContext.RequestAborted);
        Line = lines.First(l => l.Citation == citation);
    }
}
