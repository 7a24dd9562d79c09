namespace CEBase.Projects.RedFlags;

/// <summary>The list of words that contracts and promotion material may not hold.</summary>
internal sealed class RedFlagRepository
{
    private const string Select = "SELECT word, topic, reason, citations, in_contracts, in_promotion FROM red_flag_word";

    public Task<IReadOnlyList<RedFlagWord>> AllAsync(DbScope db) => db.QueryAsync<RedFlagWord>($"{Select} ORDER BY topic, word");

    public Task<IReadOnlyList<RedFlagWord>> ForContractsAsync(DbScope db) => db.QueryAsync<RedFlagWord>($"{Select} WHERE in_contracts = TRUE ORDER BY topic, word");

    public Task<IReadOnlyList<RedFlagWord>> ForPromotionAsync(DbScope db) => db.QueryAsync<RedFlagWord>($"{Select} WHERE in_promotion = TRUE ORDER BY topic, word");
}

/// <summary>Recipe step <c>red-flag-words</c>: the list, by its words; a word that is there takes the file's reason and articles.</summary>
internal sealed class RedFlagWordsStep : IRecipeStep
{
    public string Name => "red-flag-words";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        foreach (var word in context.ReadFile<RedFlagWord[]>(step))
        {
            if (word.Word.Length < 2 || word.Citations.Split(',', StringSplitOptions.TrimEntries).Any(c => !Citation.TryParse(c, out _)))
            {
                throw new RecipeException($"词“{word.Word}”：至少两个字，citations 形如 BJTU:6(b)，几条之间用逗号。");
            }
            await context.Db.ExecuteAsync("""
                INSERT INTO red_flag_word (word, topic, reason, citations, in_contracts, in_promotion) VALUES (@Word, @Topic, @Reason, @Citations, @InContracts, @InPromotion)
                ON CONFLICT (word) DO UPDATE SET topic = @Topic, reason = @Reason, citations = @Citations, in_contracts = @InContracts, in_promotion = @InPromotion
                """, word);
        }
    }
}
