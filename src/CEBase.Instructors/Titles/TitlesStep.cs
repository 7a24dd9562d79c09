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
                await context.Session.ExecuteAsync("""
                    INSERT INTO professional_title (title, series, level) VALUES (@title, @Name, @Level)
                    ON CONFLICT (title) DO UPDATE SET series = excluded.series, level = excluded.level
                    """, new { title, series.Name, Level = series.Level.ToString() });
            }
        }
    }

    /// <summary>The table as it stands, with the aliases that staff added last.</summary>
    public static async Task<TitleTable> ReadTableAsync(DbScope db) => new(await db.QueryAsync<TitleLine>("""
        SELECT title, series, level FROM (SELECT title, series, level, 0 AS place FROM professional_title
          UNION ALL SELECT alias AS title, '别名' AS series, level, 1 AS place FROM title_alias) t ORDER BY place
        """));
}
