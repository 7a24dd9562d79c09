namespace CEBase.Projects.Names;

/// <summary>Keeps the list of banned words and allowed phrases. Nothing is deleted: a word that no longer holds is switched off, with a trace.</summary>
internal sealed class NameService(NameRepository list, Trace trace, IRegulationLibrary library)
{
    public const string WordRecord = "BannedWord";
    public const string PhraseRecord = "AllowedPhrase";

    /// <summary>Adds a word, or writes over the one that stands.</summary>
    public async Task SaveWordAsync(DbScope db, BannedWord word, string reason, ICurrentUser user)
    {
        reason = Demand(user, reason);
        Field.Check(TextFold.Key(word.Word).Length > 0 && word.Word.Trim().Length <= 30, "required", nameof(word.Word), "请填写字样，最多 30 个字。");
        Field.Check(word.UseList.Count > 0, "required", nameof(word.Uses), "请至少选择一种用途。");
        Field.Check(Citation.TryParse(word.Citation.Trim(), out var citation) && library.Find(citation) is not null, "citation_unknown", nameof(word.Citation), "没有这一条款，应形如 MOE23:names。");
        var id = await list.SaveAsync(db, word with { Word = word.Word.Trim(), Citation = citation.ToString() });
        await trace.AppendAsync(db, new TraceEntry(WordRecord, id, word.IsActive ? "name_word" : "name_word_off") { Comment = $"{word.Word.Trim()}：{reason}" }, user);
    }

    /// <summary>Adds a phrase, or writes over the one that stands. It needs what recognises it, or why it is harmless.</summary>
    public async Task SavePhraseAsync(DbScope db, AllowedPhrase phrase, string reason, ICurrentUser user)
    {
        reason = Demand(user, reason);
        Field.Check(TextFold.Key(phrase.Phrase).Length > 0 && phrase.Phrase.Trim().Length <= 60, "required", nameof(phrase.Phrase), "请填写词语，最多 60 个字。");
        Field.Check(phrase.Document.Trim().Length is > 0 and <= 200, "required", nameof(phrase.Document), "请写明认定文件，或说明为什么不受禁，最多 200 个字。");
        var entry = phrase with { Phrase = phrase.Phrase.Trim(), Document = phrase.Document.Trim() };
        var id = await list.SaveAsync(db, entry);
        await trace.AppendAsync(db, new TraceEntry(PhraseRecord, id, phrase.IsActive ? "name_phrase" : "name_phrase_off") { Comment = $"{entry.Phrase}：{reason}" }, user);
    }

    private static string Demand(ICurrentUser user, string reason)
    {
        user.Demand(Permissions.NamesManage, "您没有管理名称禁用词的权限。");
        Field.Check(reason.Trim().Length is > 0 and <= 200, "reason_missing", "Reason", "请写明增改的原因，最多 200 个字。");
        return reason.Trim();
    }
}
