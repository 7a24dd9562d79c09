namespace CEBase.Funds.Reconciliation;

/// <summary>One part of a period as the page draws it.</summary>
/// <param name="Part">Which.</param>
/// <param name="Groups">Its groups; what needs a person stands first.</param>
/// <param name="Page">The page, for what may be done.</param>
internal sealed record PartView(Part Part, IReadOnlyList<IGrouping<MatchGroup, PeriodMatch>> Groups, ReconciliationPeriodModel Page)
{
    /// <summary>How many of our entries are in each group, and how many ledger lines where no entry stands behind.</summary>
    public IEnumerable<(MatchGroup Group, int Count)> Figures => ReconciliationWorkbook.Groups.Where(g => g.Group != MatchGroup.Reversed)
        .Select(g => (g.Group, Groups.FirstOrDefault(x => x.Key == g.Group)?.Sum(m => g.Group == MatchGroup.OnlyInLedger ? m.Ledger.Count : m.Own.Count) ?? 0));

    /// <summary>Both books have something to be paired.</summary>
    public bool CanPair => Page.MayChange && Groups.Any(g => g.Key == MatchGroup.MissingInLedger) && Groups.Any(g => g.Key == MatchGroup.OnlyInLedger);

    /// <summary>Id of the form that pairs; check boxes anywhere on the page belong to it.</summary>
    public string PairForm => $"pair-{Part}";

    /// <summary>Where a group stands on the page.</summary>
    public string AnchorOf(MatchGroup group) => Part == Part.Expense ? group.ToString() : $"{Part}-{group}";
}

/// <summary>A period: its groups, its proposals, what persons pair and explain, and who signs.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ReconciliationPeriodModel(RecordServices services, PeriodDecisions decisions, StatementReader statements) : RecordPage<ReconciliationPeriod>(services, PeriodWorkflow.RecordType)
{
    [FromRoute] public string Key { get; set; } = "";
    [BindProperty] public string? Item { get; set; }
    [BindProperty] public string? Explanation { get; set; }
    [BindProperty] public bool Carries { get; set; }
    [BindProperty] public List<string> Items { get; set; } = [];

    public IReadOnlyList<PartView> Parts { get; private set; } = [];
    public IReadOnlyList<IGrouping<string, AsideLine>> Aside { get; private set; } = [];
    public int Carried { get; private set; }
    public bool MayChange => CurrentUser.Has(Permissions.Reconcile) && Record.State == PeriodWorkflow.Open;

    protected override string NotFoundSentence => $"没有 {Key} 的对账。";

    protected override async Task<long?> FindIdAsync(DbScope db) => (await PeriodRepository.FindAsync(db, Key)).Id;

    protected override Task<ReconciliationPeriod?> ReadAsync(DbScope db, long id) => PeriodRepository.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        var matches = await PeriodRepository.MatchesAsync(db, Record.Id);
        var entries = await PeriodRepository.EntriesAsync(db, Record.Id);
        Parts = [.. Enum.GetValues<Part>().Where(p => p == Part.Expense || Record.WithIncome).Select(p => new PartView(p, Grouped(matches.Where(m => m.Part == p)), this))];
        Aside = [.. StatementReader.AsideOf(entries).GroupBy(a => $"{a.Book}：{a.Reason}")];
        Carried = entries.Count(e => e.CarriedFrom is not null);
    }

    protected override string SentenceOf(StepOutcome outcome) => outcome.Refusal ?? $"{AccountingPeriod.OfKey(Key).Label} 对账现在的状态是“{PeriodWorkflow.StateOf(outcome.State).Label}”。";

    /// <summary>The workbook, as the command line writes it.</summary>
    public async Task<IActionResult> OnGetWorkbookAsync()
    {
        var (kept, statement) = await Database.ReadAsync(db => statements.OfAsync(db, Key));
        return File(ReconciliationWorkbook.Write(statement), Workbook.MediaType, $"对账-{kept.Key}.xlsx");
    }

    public Task<IActionResult> OnPostConfirmAsync() => DecideAsync(db => decisions.ConfirmAsync(db, Key, Item ?? "", CurrentUser));

    public Task<IActionResult> OnPostRejectAsync() => DecideAsync(db => decisions.RejectAsync(db, Key, Item ?? "", CurrentUser));

    public Task<IActionResult> OnPostUndoAsync() => DecideAsync(db => decisions.UndoAsync(db, Key, Item ?? "", CurrentUser));

    public Task<IActionResult> OnPostPairAsync() => DecideAsync(db => decisions.PairAsync(db, Key, Items, CurrentUser));

    public Task<IActionResult> OnPostExplainAsync() => DecideAsync(db => decisions.ExplainAsync(db, Key, Item ?? "", Explanation, Carries, CurrentUser));

    private async Task<IActionResult> DecideAsync(Func<DbScope, Task> decide)
    {
        CurrentUser.Demand(Permissions.Reconcile, "您没有与财务处对账的权限。");
        await Database.WriteAsync(decide);
        return Redirect(FundsAddresses.Period(Key));
    }

    private static IReadOnlyList<IGrouping<MatchGroup, PeriodMatch>> Grouped(IEnumerable<PeriodMatch> matches) =>
        [.. matches.OrderByDescending(m => m.IsProposal).GroupBy(m => m.MatchGroup).OrderBy(g => g.Key == MatchGroup.Matched && !g.Any(m => m.IsProposal)).ThenBy(g => g.Key)];
}
