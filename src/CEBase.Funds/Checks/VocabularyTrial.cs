using System.Text.Encodings.Web;

namespace CEBase.Funds.Checks;

/// <summary>A past line whose verdict a change of the vocabulary would change.</summary>
/// <param name="Claim">Number of the claim it stands in; empty for a line of an uploaded file.</param>
/// <param name="Description">The line.</param>
/// <param name="Before">Verdict now.</param>
/// <param name="After">Verdict with the change.</param>
/// <param name="Times">How many past lines say just this.</param>
internal sealed record ChangedLine(string Claim, string Description, string Before, string After, int Times);

/// <summary>What a trial run came to.</summary>
/// <param name="Id">The record, which the form hands in as proof; 0 when nothing was kept.</param>
/// <param name="Tried">How many past lines were judged twice.</param>
/// <param name="Changes">Lines whose verdict would change, those of claims first.</param>
internal sealed record TrialResult(long Id, int Tried, IReadOnlyList<ChangedLine> Changes)
{
    /// <summary>Of claims.</summary>
    public IEnumerable<ChangedLine> OfClaims => Changes.Where(c => c.Claim.Length > 0);

    /// <summary>Of uploaded files.</summary>
    public IEnumerable<ChangedLine> OfUploads => Changes.Where(c => c.Claim.Length == 0);
}

/// <summary>Judges all past lines, of claims and of uploads, by two vocabularies, and keeps what came out.</summary>
internal sealed class VocabularyTrial(TimeProvider clock)
{
    private const int KeptChanges = 500;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record PastLine
    {
        public string Claim { get; init; } = "";
        public string Description { get; init; } = "";
        public string Category { get; init; } = "";
        public int Times { get; init; }
    }

    private sealed record VocabularyTrialRecord
    {
        public long Id { get; init; }
        public int StateVersion { get; init; }
        public string RecipeHash { get; init; } = "";
        public string Phrase { get; init; } = "";
        public string Meaning { get; init; } = "";
        public string Citation { get; init; } = "";
        public string Example { get; init; } = "";
        public int ChangedLines { get; init; }
        public int ChangedClaimLines { get; init; }
    }

    /// <summary>What stands behind the vocabulary now; changes with every addition and withdrawal.</summary>
    public Task<int> VersionAsync(DbScope db) => db.ScalarAsync<int>("SELECT version FROM vocabulary_state WHERE id = 1");

    /// <summary>Both vocabularies on all past lines.</summary>
    public async Task<TrialResult> CompareAsync(DbScope db, Vocabulary before, Vocabulary after)
    {
        var (old, changed) = (new BatchCheck(new UseCheck(before)), new BatchCheck(new UseCheck(after)));
        var past = (await db.QueryAsync<PastLine>("""
            SELECT k.number AS claim, l.description, f.use_code AS category, count(*) AS times FROM claim_line l JOIN claim k ON k.id = l.claim_id JOIN fund_line f ON f.id = l.fund_line_id
            GROUP BY k.number, l.description, f.use_code ORDER BY k.number DESC, l.description
            """))
            .Concat(await db.QueryAsync<PastLine>("SELECT '' AS claim, description, category, count(*) AS times FROM use_check_line GROUP BY description, category ORDER BY description"))
            .ToList();
        var changes = past.Select(p => (Past: p, Line: new UseLine("", p.Category, p.Description)))
            .Select(p => new ChangedLine(p.Past.Claim, p.Past.Description, old.Judge(p.Line).Verdict, changed.Judge(p.Line).Verdict, p.Past.Times)).Where(c => c.Before != c.After).ToList();
        return new TrialResult(0, past.Sum(p => p.Times), changes);
    }

    /// <summary>Keeps a run, so that it proves that this addition was tried on this vocabulary.</summary>
    public async Task<TrialResult> KeepAsync(DbScope db, Addition addition, string recipeHash, TrialResult result, ICurrentUser user)
    {
        var id = await db.InsertAsync("""
            INSERT INTO vocabulary_trial (state_version, recipe_hash, phrase, meaning, citation, example, tried_lines, changed_lines, changed_claim_lines, result, account_id, account_name, created_at)
            VALUES (@Version, @recipeHash, @Phrase, @Meaning, @Citation, @Example, @Tried, @Changed, @OfClaims, @Result, @AccountId, @DisplayName, @Now)
            """, new
        {
            Version = await VersionAsync(db), recipeHash, Phrase = Folded.Of(addition.Text), addition.Meaning, addition.Citation, addition.Example, result.Tried,
            Changed = result.Changes.Sum(c => c.Times), OfClaims = result.OfClaims.Sum(c => c.Times), Result = JsonSerializer.Serialize(result.Changes.Take(KeptChanges), Readable),
            user.AccountId, user.DisplayName, Now = clock.GetUtcNow(),
        });
        return result with { Id = id };
    }

    /// <summary>Claims the vocabulary for the change that was tried, and gives how many past lines it changes.</summary>
    /// <exception cref="Refusal"><c>trial_missing</c>: not this addition was tried; <c>vocabulary_changed</c>: somebody changed the vocabulary in between.</exception>
    public async Task<int> UseAsync(DbScope db, long? trial, Addition addition, string recipeHash)
    {
        var kept = trial is null ? null : await db.FirstAsync<VocabularyTrialRecord>("SELECT * FROM vocabulary_trial WHERE id = @trial", new { trial });
        if (kept is null || (kept.Phrase, kept.Meaning, kept.Citation, kept.Example) != (Folded.Of(addition.Text), addition.Meaning, addition.Citation, addition.Example))
        {
            throw new Refusal("trial_missing", "这条增改还没有试运行，或者试运行后又改过。请先试运行，看过结果再生效。");
        }
        if (kept.RecipeHash != recipeHash || !await StepAsync(db, kept.StateVersion))
        {
            throw new Refusal("vocabulary_changed", "试运行之后词汇又有改动，原来的结果已不作数。请重新试运行。") { Status = 409 };
        }
        return kept.ChangedLines;
    }

    /// <summary>Counts a change.</summary>
    public Task StepAsync(DbScope db) => db.ExecuteAsync("UPDATE vocabulary_state SET version = version + 1 WHERE id = 1");

    private static async Task<bool> StepAsync(DbScope db, int seen) =>
        await db.ExecuteAsync("UPDATE vocabulary_state SET version = version + 1 WHERE id = 1 AND version = @seen", new { seen }) > 0;
}
