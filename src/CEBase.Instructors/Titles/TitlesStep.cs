using System.Text.Json;

namespace CEBase.Instructors.Titles;

/// <summary>Recipe step <c>titles</c>: the table of titles by series and level, with the words that are no titles.</summary>
internal sealed class TitlesStep : IRecipeStep
{
    private sealed record Series(string Name, TitleLevel Level, string[] Titles);

    public string Name => "titles";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        foreach (var series in context.ReadFile<Series[]>(step))
        {
            foreach (var title in series.Titles)
            {
                await context.Db.ExecuteAsync("""
                    INSERT INTO professional_title (title, series, level) VALUES (@title, @Name, @Level)
                    ON CONFLICT (title) DO UPDATE SET series = excluded.series, level = excluded.level
                    """, new { title, series.Name, Level = series.Level.ToString() });
            }
        }
    }
}
