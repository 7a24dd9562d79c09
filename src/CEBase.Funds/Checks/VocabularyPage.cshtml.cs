namespace CEBase.Funds.Checks;

/// <summary>禁止开支词汇: every phrase with its article and example; additions after a trial run over all past claims and checked files.</summary>
[RequirePermission(Permissions.View)]
internal sealed class VocabularyPageModel(IDatabase database, VocabularyRepository book, ICurrentUser user) : PageModel, IFormPage
{
    public const int Size = 50;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? Sense { get; set; }
    [FromQuery] public int P { get; set; } = 1;
    [BindProperty] public string? RequestKey { get; set; }
    [BindProperty] public string? Text { get; set; }
    [BindProperty] public string? Meaning { get; set; }
    [BindProperty] public string? Citation { get; set; }
    [BindProperty] public string? Example { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public long? Trial { get; set; }

    public IReadOnlyList<Phrase> Phrases { get; private set; } = [];
    public IReadOnlyList<PeriodAddition> Additions { get; private set; } = [];
    public TrialResult? Tried { get; private set; }
    public int Total { get; private set; }
    public bool MayChange => user.Has(Permissions.Vocabulary);
    public IReadOnlyList<Sense> Senses => book.Recipe.Senses;
    public IEnumerable<(string Id, string Label)> Meanings => Senses.Select(s => (s.Id, s.Label)).Concat(VocabularyRepository.OtherMeanings.Select(m => (m.Key, m.Value)));

    public string LabelOf(string meaning) => book.LabelOf(meaning);

    /// <summary>The sense, or the lists the phrase stands in.</summary>
    public string LabelOf(Phrase phrase) => phrase.Sense?.Label ?? string.Join("、", book.Recipe.Labels.Where(l => (phrase.Kinds & l.Key) != 0).Select(l => l.Value));

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        RequestKey ??= Guid.NewGuid().ToString("N");
        Additions = await book.AdditionsAsync(db);
        var wanted = Folded.Of(Q ?? "");
        var found = (await book.CurrentAsync(db)).Phrases.Values
            .Where(p => p.Text.Contains(wanted, StringComparison.Ordinal) && (string.IsNullOrEmpty(Sense) || p.Sense?.Id == Sense))
            .OrderBy(p => p.Sense is null).ThenBy(p => p.Sense?.Id, StringComparer.Ordinal).ThenBy(p => p.Text, StringComparer.Ordinal).ToList();
        P = Math.Clamp(P, 1, 100_000);
        (Total, Phrases) = (found.Count, [.. found.Skip((P - 1) * Size).Take(Size)]);
        return 0;
    });

    public async Task<IActionResult> OnPostTryAsync()
    {
        user.Demand(Permissions.Vocabulary, "您没有维护禁止开支词汇的权限。");
        Tried = await database.WriteAsync(db => book.TryAsync(db, Typed(), user));
        // The form carries the proof; what was posted must not win over it.
        ModelState.Remove(nameof(Trial));
        Trial = Tried.Id;
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync()
    {
        user.Demand(Permissions.Vocabulary, "您没有维护禁止开支词汇的权限。");
        await database.WriteAsync(db => book.AddAsync(db, Typed(), Trial, Reason ?? "", RequestKey ?? Guid.NewGuid().ToString("N"), user));
        TempData["Done"] = $"“{Text}”已生效，此后的检查按新词汇进行。";
        return Redirect(FundsAddresses.Vocabulary);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(long id)
    {
        user.Demand(Permissions.Vocabulary, "您没有维护禁止开支词汇的权限。");
        var tried = await database.ReadAsync(db => book.TryWithoutAsync(db, id));
        await database.WriteAsync(db => book.WithdrawAsync(db, id, user));
        TempData["Done"] = $"已撤回。按现在的词汇，历次检查和报销单的摘要中有 {tried.Changes.Sum(c => c.Times)} 行的结论与此前不同。";
        return Redirect(FundsAddresses.Vocabulary);
    }

    private Addition Typed() => new((Text ?? "").Trim(), Meaning ?? "", (Citation ?? "").Trim(), (Example ?? "").Trim());
}
