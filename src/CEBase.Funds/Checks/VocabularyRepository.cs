namespace CEBase.Funds.Checks;

/// <summary>An addition as kept.</summary>
internal sealed record PeriodAddition
{
    public long Id { get; init; }
    public string Phrase { get; init; } = "";
    public string Meaning { get; init; } = "";
    public string Citation { get; init; } = "";
    public string Example { get; init; } = "";
    public string Reason { get; init; } = "";
    public int ChangedLines { get; init; }
    public bool IsActive { get; init; }
    public string AccountName { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>As the vocabulary takes it.</summary>
    public Addition AsAddition() => new(Phrase, Meaning, Citation, Example);
}

/// <summary>The vocabulary in force: the recipe's phrases and what finance added. A change is tried on all past lines first and leaves a trace.</summary>
[RestsOn("NPU:20(3)", How = "禁止开支词汇：增删先在历次检查和全部报销单的摘要上试运行，留下结果，凭它才能生效，并留痕")]
internal sealed class VocabularyRepository(Vocabulary recipe, VocabularyTrial trials, Trace trace, TimeProvider clock)
{
    /// <summary>Record type of the traces.</summary>
    public const string RecordType = "VocabularyAddition";

    /// <summary>Silences a phrase of the recipe.</summary>
    public const string Off = "off";

    /// <summary>Meanings besides the senses.</summary>
    public static readonly IReadOnlyDictionary<string, string> OtherMeanings = new Dictionary<string, string> { ["allowed"] = "在开支范围内", ["harmless"] = "听来像而不是", [Off] = "停用原有词条" };

    /// <summary>The recipe's vocabulary, before additions.</summary>
    public Vocabulary Recipe => recipe;

    /// <summary>The vocabulary in force.</summary>
    public async Task<Vocabulary> CurrentAsync(DbScope db) =>
        recipe.With((await db.QueryAsync<PeriodAddition>("SELECT * FROM vocabulary_addition WHERE is_active = TRUE ORDER BY id")).Select(a => a.AsAddition()));

    /// <summary>The check in force.</summary>
    public async Task<BatchCheck> CheckAsync(DbScope db) => new(new UseCheck(await CurrentAsync(db)));

    /// <summary>All additions, the latest first.</summary>
    public Task<IReadOnlyList<PeriodAddition>> AdditionsAsync(DbScope db) => db.QueryAsync<PeriodAddition>("SELECT * FROM vocabulary_addition ORDER BY id DESC");

    /// <summary>What a change would do to the verdicts of all past lines; kept, because without it nothing takes effect.</summary>
    /// <exception cref="Refusal">The phrase or its example doesn't do.</exception>
    public async Task<TrialResult> TryAsync(DbScope db, Addition addition, ICurrentUser user)
    {
        var current = await CurrentAsync(db);
        Check(current, addition);
        return await trials.KeepAsync(db, addition, recipe.Hash, await trials.CompareAsync(db, current, current.With([addition])), user);
    }

    /// <summary>What taking an addition back would do.</summary>
    public async Task<TrialResult> TryWithoutAsync(DbScope db, long id)
    {
        var kept = (await AdditionsAsync(db)).Where(a => a.IsActive).ToList();
        return await trials.CompareAsync(db, await CurrentAsync(db), recipe.With(kept.Where(a => a.Id != id).OrderBy(a => a.Id).Select(a => a.AsAddition())));
    }

    /// <summary>Adds; pressed twice it is added once.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="addition">What was tried.</param>
    /// <param name="trial">The trial run that proves it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="requestKey">Of the form.</param>
    /// <param name="user">Who adds.</param>
    /// <exception cref="Refusal">The phrase has an addition in force, just this addition wasn't tried, or the vocabulary changed since.</exception>
    public async Task<long> AddAsync(DbScope db, Addition addition, long? trial, string reason, string requestKey, ICurrentUser user)
    {
        if (await db.ScalarAsync<long?>("SELECT id FROM vocabulary_addition WHERE request_key = @requestKey", new { requestKey }) is { } done)
        {
            return done;
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "请写明为什么增改这个词条。") { Field = "Reason" };
        }
        var phrase = Folded.Of(addition.Text);
        if (await db.ScalarAsync<long>("SELECT count(*) FROM vocabulary_addition WHERE phrase = @phrase AND is_active = TRUE", new { phrase }) > 0)
        {
            throw new Refusal("phrase_known", $"“{addition.Text}”已有一条增改在用。请先撤回它再改。") { Field = "Text", Status = 409 };
        }
        Check(await CurrentAsync(db), addition);
        var changed = await trials.UseAsync(db, trial, addition, recipe.Hash);
        var id = await db.InsertAsync("""
            INSERT INTO vocabulary_addition (request_key, phrase, meaning, citation, example, reason, changed_lines, is_active, trial_id, account_id, account_name, created_at)
            VALUES (@requestKey, @phrase, @Meaning, @Citation, @Example, @reason, @changed, TRUE, @trial, @AccountId, @DisplayName, @Now)
            """, new
        {
            requestKey, phrase, addition.Meaning, addition.Citation, addition.Example, reason, changed, trial, user.AccountId, user.DisplayName, Now = clock.GetUtcNow(),
        });
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "vocabulary_add") { Comment = $"“{phrase}”：{LabelOf(addition.Meaning)}。{reason}" }, user);
        return id;
    }

    /// <summary>Takes an addition back; taken back twice nothing happens.</summary>
    public async Task WithdrawAsync(DbScope db, long id, ICurrentUser user)
    {
        if (await db.ExecuteAsync("UPDATE vocabulary_addition SET is_active = FALSE WHERE id = @id AND is_active = TRUE", new { id }) > 0)
        {
            await trials.StepAsync(db);
            await trace.AppendAsync(db, new TraceEntry(RecordType, id, "vocabulary_withdraw"), user);
        }
    }

    /// <summary>A meaning as shown.</summary>
    public string LabelOf(string meaning) => OtherMeanings.GetValueOrDefault(meaning) ?? recipe.Senses.FirstOrDefault(s => s.Id == meaning)?.Label ?? meaning;

    private void Check(Vocabulary current, Addition addition)
    {
        var text = Folded.Of(addition.Text);
        if (text.Length is < 2 or > 20)
        {
            throw new Refusal("phrase_length", "词条应有 2 至 20 个字。") { Field = "Text" };
        }
        if (!OtherMeanings.ContainsKey(addition.Meaning) && recipe.Senses.All(s => s.Id != addition.Meaning))
        {
            throw new Refusal("meaning_missing", "请选择词条的含义。") { Field = "Meaning" };
        }
        if (!Citation.TryParse(addition.Citation, out var citation) || !$"{citation}".StartsWith("NPU:19", StringComparison.Ordinal) && !$"{citation}".StartsWith("NPU:20", StringComparison.Ordinal))
        {
            throw new Refusal("citation_missing", "请写明依据第十九条或第二十条的哪一项，例如 NPU:20(1)。") { Field = "Citation" };
        }
        if (addition.Meaning == Off)
        {
            if (!current.Phrases.ContainsKey(text))
            {
                throw new Refusal("phrase_unknown", $"词汇里没有“{addition.Text}”，不用停用。") { Field = "Text" };
            }
            return;
        }
        if (!Folded.Of(addition.Example).Contains(text, StringComparison.Ordinal))
        {
            throw new Refusal("example_missing", $"例句里应出现“{addition.Text}”。") { Field = "Example" };
        }
        var said = new UseCheck(current.With([addition])).Judge(addition.Example).Select(f => f.Severity).DefaultIfEmpty(Severity.Note).Max();
        var meant = recipe.Senses.FirstOrDefault(s => s.Id == addition.Meaning)?.Verdict;
        if (meant is { } least ? said < least : said > Severity.Note)
        {
            throw new Refusal("example_silent", meant is null ? "加上这个词条后，例句仍不能通过。请换一句，或换一个更长的词条。" : "加上这个词条后，例句仍没有得到应有的结论。请换一句写明所买之物的例句。") { Field = "Example" };
        }
    }
}
