namespace CEBase.Regulations.Library;

/// <summary>Citations in words: 基地管理办法第 20(2) 条, 陕西学时与证书办法·学时要求.</summary>
internal sealed class CitationNames(IRegulationLibrary library) : ICitationNames
{
    /// <inheritdoc />
    public string? NameOf(Citation citation) =>
        library.Regulation(citation.Regulation) is { } regulation && library.Find(citation) is { } article ? regulation.ShortTitle + PlaceOf(regulation, article) : null;

    /// <summary>An article's place inside its regulation: 第 13 条, 指标 1.1.2, 学时要求, 矛盾1.</summary>
    public static string PlaceOf(Regulation regulation, Article article) => article switch
    {
        { Title.Length: > 0 } => "·" + article.Title,
        { Number: var n } when n.Contains('.') => $"指标 {n}",
        { Number: var n } when char.IsAsciiDigit(n[0]) => $"第 {n} 条",
        _ => "·" + article.Number,
    };
}
