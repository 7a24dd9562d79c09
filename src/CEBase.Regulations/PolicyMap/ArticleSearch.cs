using CEBase.Regulations.Library;

namespace CEBase.Regulations.PolicyMap;

/// <summary>Finds articles by citation (NPU:13), place (第 13 条), name of the regulation or a word of the duty.</summary>
internal sealed class ArticleSearch(IRegulationLibrary library) : ISearchProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) =>
        Task.FromResult<IReadOnlyList<SearchHit>>([.. (from regulation in library.All
                                                       from article in regulation.Articles
                                                       where Fits(regulation, article, text)
                                                       select HitOf(regulation, article)).Take(limit)]);

    public static bool Fits(Regulation regulation, Article article, string text)
    {
        return Has($"{regulation.Code}:{article.Number}") || Has(regulation.ShortTitle + CitationNames.PlaceOf(regulation, article)) || Has(regulation.DocumentNumber)
            || Has(article.Duty) || Has(article.Software) || text.Replace(" ", "") == $"第{article.Number}条";

        bool Has(string words) => words.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    private static SearchHit HitOf(Regulation regulation, Article article) => new("条款", regulation.ShortTitle + CitationNames.PlaceOf(regulation, article), article.Duty,
        RegulationsAddresses.Article(regulation.Code, article.Number));
}
