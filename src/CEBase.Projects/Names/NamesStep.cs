namespace CEBase.Projects.Names;

/// <summary>
/// Recipe step <c>names</c>: banned words and allowed phrases. What stands in the list already is left as staff keep it.
/// </summary>
internal sealed class NamesStep(IRegulationLibrary library) : IRecipeStep
{
    private sealed record NamesFile(WordLine[] Words, PhraseLine[] Phrases);

    private sealed record WordLine(string Word, NameUse[] Uses, string Citation, bool OpenOnly = false);

    private sealed record PhraseLine(string Phrase, string Document);

    public string Name => "names";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var file = context.ReadFile<NamesFile>(step);
        foreach (var line in file.Words)
        {
            if (!Citation.TryParse(line.Citation, out var citation) || library.Find(citation) is null)
            {
                throw new RecipeException($"禁用词“{line.Word}”的 citation：没有条款 {line.Citation}。");
            }
            await context.Db.ExecuteAsync("""
                INSERT INTO banned_word (word, uses, is_open_only, citation, is_active) VALUES (@Word, @Uses, @OpenOnly, @Citation, TRUE) ON CONFLICT (word) DO NOTHING
                """, new { line.Word, Uses = string.Join(',', line.Uses), line.OpenOnly, line.Citation });
        }
        foreach (var line in file.Phrases)
        {
            await context.Db.ExecuteAsync(
                "INSERT INTO allowed_phrase (phrase, document, is_active) VALUES (@Phrase, @Document, TRUE) ON CONFLICT (phrase) DO NOTHING", line);
        }
    }
}
