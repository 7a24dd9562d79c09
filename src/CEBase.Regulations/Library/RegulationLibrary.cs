namespace CEBase.Regulations.Library;

/// <summary>The regulations as their files stand when the program starts.</summary>
internal sealed class RegulationLibrary : IRegulationLibrary
{
    private readonly Dictionary<string, Regulation> _byCode = [];
    private readonly Dictionary<Citation, Article> _articles = [];

    /// <exception cref="RecipeException">A file is malformed, or two carry the same code; names file and key.</exception>
    public RegulationLibrary(RecipeFolder recipes)
    {
        var folder = Path.Combine(recipes.Path, "regulations");
        if (!Directory.Exists(folder))
        {
            throw new RecipeException("找不到文件夹 recipes/regulations，程序不知道规则依据哪些条款。");
        }
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var file = DataFile.Read(path, "regulations/" + Path.GetFileName(path));
            var regulation = RegulationFile.Parse(file);
            if (!_byCode.TryAdd(regulation.Code, regulation))
            {
                throw file.Wrong("code", $"“{regulation.Code}”已经在另一个文件里用过。");
            }
            foreach (var article in regulation.Articles)
            {
                _articles.Add(new Citation(regulation.Code, article.Number), article);
            }
        }
        All = [.. _byCode.Values.OrderByDescending(r => r.Code == "NPU").ThenByDescending(r => r.Binding)];
    }

    /// <inheritdoc />
    public IReadOnlyList<Regulation> All { get; }

    /// <inheritdoc />
    public Regulation? Regulation(string code) => _byCode.GetValueOrDefault(code);

    /// <inheritdoc />
    public Article? Find(Citation citation) => _articles.GetValueOrDefault(citation);
}
