using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CEBase.Catalogue.Closing;

/// <summary>The figures a summary is written from, as all modules tell them.</summary>
internal sealed class ClosingFigures(IEnumerable<IClosingFigures> providers, IClassDirectory classes)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task<IReadOnlyList<ClosingFigure>> OfAsync(DbScope db, long classId)
    {
        var card = (await classes.GetAsync(db, [classId])).Single();
        var figures = new List<ClosingFigure> { new("学时", $"{card.Hours} 学时") };
        foreach (var provider in providers)
        {
            figures.AddRange(await provider.OfAsync(db, card));
        }
        return figures;
    }

    /// <summary>What the summary shows: as submitted, or as of now while it is a draft.</summary>
    public async Task<IReadOnlyList<ClosingFigure>> ShownAsync(DbScope db, long classId, ClassSummary? summary) =>
        summary is { IsSubmitted: true } ? JsonSerializer.Deserialize<ClosingFigure[]>(summary.Figures, Json)! : await OfAsync(db, classId);
}
