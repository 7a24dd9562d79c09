namespace CEBase.Projects.Names;

/// <summary>Keeps the list of banned words and allowed phrases. Nothing is deleted: a word that no longer holds is switched off, with a trace.</summary>
internal sealed class NameService(Trace trace, IRegulationLibrary library)
{
    public const string WordRecord = "BannedWord";
    public const string PhraseRecord = "AllowedPhrase";

    public static Task<IReadOnlyList<BannedWord>> WordsAsync(DbScope db) => db.QueryAsync<BannedWord>($"{NameList.SelectWords} ORDER BY is_active DESC, citation, id");

    public static Task<IReadOnlyList<AllowedPhrase>> PhrasesAsync(DbScope db) => db.QueryAsync<AllowedPhrase>($"{NameList.SelectPhrases} ORDER BY is_active DESC, id");

    /// <summary>Adds a word, or writes over the one that stands.</summary>
    public async Task SaveWordAsync(DbScope db, BannedWord word, string reason, ICurrentUser user)
    {
        Ask(user, reason);
        if (TextFold.Key(word.Word).Length == 0 || word.Word.Trim().Length > 30)
        {
            throw new Refusal("word_missing", "请填写字样，最多 30 个字。") { Field = nameof(word.Word) };
        }
        if (word.UseList.Count == 0)
        {
            throw new Refusal("word_uses", "请至少选择一种用途。") { Field = nameof(word.Uses) };
        }
        if (!Citation.TryParse(word.Citation.Trim(), out var citation) || library.Find(citation) is null)
        {
            throw new Refusal("word_citation", "没有这一条款，应形如 MOE23:names。") { Field = nameof(word.Citation) };
        }
        var id = await db.InsertAsync("""
            INSERT INTO banned_word (word, uses, is_open_only, citation, is_active) VALUES (@Word, @Uses, @IsOpenOnly, @Citation, @IsActive)
            ON CONFLICT (word) DO UPDATE SET uses = excluded.uses, is_open_only = excluded.is_open_only, citation = excluded.citation, is_active = excluded.is_active
            """, new { Word = word.Word.Trim(), word.Uses, word.IsOpenOnly, Citation = citation.ToString(), word.IsActive });
        await trace.AppendAsync(db, new TraceEntry(WordRecord, id, word.IsActive ? "name_word" : "name_word_off") { Comment = $"{word.Word.Trim()}：{reason.Trim()}" }, user);
    }

    /// <summary>Adds a phrase, or writes over the one that stands. It needs what recognises it, or why it is harmless.</summary>
    public async Task SavePhraseAsync(DbScope db, AllowedPhrase phrase, string reason, ICurrentUser user)
    {
        Ask(user, reason);
        if (TextFold.Key(phrase.Phrase).Length == 0 || phrase.Phrase.Trim().Length > 60)
        {
            throw new Refusal("phrase_missing", "请填写词语，最多 60 个字。") { Field = nameof(phrase.Phrase) };
        }
        if (string.IsNullOrWhiteSpace(phrase.Document) || phrase.Document.Trim().Length > 200)
        {
            throw new Refusal("phrase_document", "请写明认定文件，或说明为什么不受禁，最多 200 个字。") { Field = nameof(phrase.Document) };
        }
        var id = await db.InsertAsync("""
            INSERT INTO allowed_phrase (phrase, document, is_active) VALUES (@Phrase, @Document, @IsActive)
            ON CONFLICT (phrase) DO UPDATE SET document = excluded.document, is_active = excluded.is_active
            """, new { Phrase = phrase.Phrase.Trim(), Document = phrase.Document.Trim(), phrase.IsActive });
        await trace.AppendAsync(db, new TraceEntry(PhraseRecord, id, phrase.IsActive ? "name_phrase" : "name_phrase_off") { Comment = $"{phrase.Phrase.Trim()}：{reason.Trim()}" }, user);
    }

    private static void Ask(ICurrentUser user, string reason)
    {
        if (!user.Has(Permissions.NamesManage))
        {
            throw new Refusal("not_allowed", "您没有管理名称禁用词的权限。") { Status = 403 };
        }
        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > 200)
        {
            throw new Refusal("reason_missing", "请写明增改的原因，最多 200 个字。") { Field = "Reason" };
        }
    }
}
