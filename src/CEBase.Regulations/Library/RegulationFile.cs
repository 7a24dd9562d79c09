using System.Text.RegularExpressions;

namespace CEBase.Regulations.Library;

/// <summary>Reads one file of recipes/regulations.</summary>
internal static partial class RegulationFile
{
    private static readonly Dictionary<string, DutyKind> Kinds = new()
    {
        ["enforce"] = DutyKind.Enforce,
        ["check"] = DutyKind.Check,
        ["record"] = DutyKind.Record,
        ["report"] = DutyKind.Report,
        ["none"] = DutyKind.None,
    };

    /// <exception cref="RecipeException">Malformed; names file and key.</exception>
    public static Regulation Parse(DataFile file)
    {
        file.Only("code", "title", "shortTitle", "documentNumber", "issuer", "inForceFrom", "binding", "about", "articles");
        var code = file.Text("code");
        if (!CodeForm().IsMatch(code))
        {
            throw file.Wrong("code", $"“{code}”应由大写字母、数字和连字符组成，以字母开头。");
        }
        var articles = new List<Article>();
        var numbers = new HashSet<string>();
        foreach (var entry in file.List("articles"))
        {
            var article = ParseArticle(entry);
            if (!numbers.Add(article.Number))
            {
                throw entry.Wrong("number", $"“{article.Number}”写了两次。");
            }
            articles.Add(article);
        }
        return new Regulation(code, file.Text("title"), file.OptionalText("documentNumber") ?? "", file.Text("issuer"), file.OptionalDay("inForceFrom"), file.Flag("binding"), articles)
        {
            ShortTitle = file.OptionalText("shortTitle") ?? file.Text("title"),
            About = file.OptionalText("about") ?? "",
        };
    }

    private static Article ParseArticle(DataFile entry)
    {
        entry.Only("number", "title", "kind", "duty", "software", "note", "certainty");
        return new Article(entry.Text("number"), entry.Text("duty"), entry.OneOf("kind", Kinds))
        {
            Title = entry.OptionalText("title") ?? "",
            Software = entry.OptionalText("software") ?? "",
            Note = entry.OptionalText("note") ?? "",
            Certainty = entry.OneOf("certainty", CertaintyWords.Marks),
        };
    }

    [GeneratedRegex("^[A-Z][A-Z0-9-]*$")]
    private static partial Regex CodeForm();
}
