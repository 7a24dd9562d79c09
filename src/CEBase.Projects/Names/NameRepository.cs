namespace CEBase.Projects.Names;

/// <summary>Rows of banned words and allowed phrases.</summary>
internal sealed class NameRepository
{
    private const string SelectWords = "SELECT id, word, uses, is_open_only, citation, is_active FROM banned_word";
    private const string SelectPhrases = "SELECT id, phrase, document, is_active FROM allowed_phrase";

    public Task<IReadOnlyList<BannedWord>> WordsAsync(DbScope db) => db.QueryAsync<BannedWord>($"{SelectWords} ORDER BY is_active DESC, citation, id");

    public Task<IReadOnlyList<AllowedPhrase>> PhrasesAsync(DbScope db) => db.QueryAsync<AllowedPhrase>($"{SelectPhrases} ORDER BY is_active DESC, id");

    public Task<IReadOnlyList<BannedWord>> ActiveWordsAsync(DbScope db) => db.QueryAsync<BannedWord>($"{SelectWords} WHERE is_active = TRUE ORDER BY id");

    public Task<IReadOnlyList<AllowedPhrase>> ActivePhrasesAsync(DbScope db) => db.QueryAsync<AllowedPhrase>($"{SelectPhrases} WHERE is_active = TRUE");

    public Task<long> SaveAsync(DbScope db, BannedWord word) => db.InsertAsync("""
        INSERT INTO banned_word (word, uses, is_open_only, citation, is_active) VALUES (@Word, @Uses, @IsOpenOnly, @Citation, @IsActive)
        ON CONFLICT (word) DO UPDATE SET uses = excluded.uses, is_open_only = excluded.is_open_only, citation = excluded.citation, is_active = excluded.is_active
        """, new { word.Word, word.Uses, word.IsOpenOnly, word.Citation, word.IsActive });

    public Task<long> SaveAsync(DbScope db, AllowedPhrase phrase) => db.InsertAsync("""
        INSERT INTO allowed_phrase (phrase, document, is_active) VALUES (@Phrase, @Document, @IsActive)
        ON CONFLICT (phrase) DO UPDATE SET document = excluded.document, is_active = excluded.is_active
        """, new { phrase.Phrase, phrase.Document, phrase.IsActive });
}
