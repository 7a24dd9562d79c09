using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;

namespace CEBase.Platform.Today;

/// <summary>Finds a class, person or article by number or name, over all modules.</summary>
[RequirePermission(Permissions.ConsoleUse)]
public sealed class SearchModel(IDatabase database, IEnumerable<ISearchProvider> providers, ICurrentUser user) : PageModel
{
    /// <summary>Hits a module; more than that is no answer but a list.</summary>
    public const int PerModule = 12;

    /// <summary>What is looked for.</summary>
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>Hits by kind, in the order modules gave them.</summary>
    public IReadOnlyList<IGrouping<string, SearchHit>> Hits { get; private set; } = [];

    /// <summary>Asks every module; nothing typed finds nothing.</summary>
    public async Task OnGetAsync()
    {
        var text = Text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return;
        }
        text = text[..Math.Min(text.Length, 60)];
        Hits = await database.ReadAsync(async db =>
        {
            var hits = new List<SearchHit>();
            foreach (var provider in providers)
            {
                hits.AddRange(await provider.FindAsync(db, text, PerModule, user));
            }
            return hits.GroupBy(hit => hit.Kind).ToList();
        }, HttpContext.RequestAborted);
    }
}
