using CEBase.Funds.Budgets;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;

namespace CEBase.Funds.LectureFees;

/// <summary>A payment list with its payees, lines, month, budget line and what can be done with it.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class FeeListRecordModel(
    RecordServices services, LectureFeeService lectures, OtherFeeService others, FeeListService lists, FeeMonths months, FeeCards cards, FeePayees payees, IInstructorRegistry registry, Trace trace, TimeProvider clock)
    : RecordPage<FeeList>(services, FeeList.RecordType)
{
    [FromRoute] public string No { get; set; } = "";
    [BindProperty] public long? FundLineId { get; set; }
    [BindProperty] public string? PayMonth { get; set; }
    [BindProperty] public FeeInput Fee { get; set; } = new();

    public IReadOnlyList<FeeLine> Lines { get; private set; } = [];
    public IReadOnlyDictionary<FeeOwner, Transfer> Cards { get; private set; } = new Dictionary<FeeOwner, Transfer>();

    /// <summary>What other lists fix for the payees in the month of payment.</summary>
    public IReadOnlyDictionary<FeeOwner, MonthBefore> Before { get; private set; } = new Dictionary<FeeOwner, MonthBefore>();

    public IReadOnlyList<SelectListItem> Budgets { get; private set; } = [];
    public string Permitted => lists.Permitted(Record);
    public IReadOnlyList<InstructorCard> Instructors { get; private set; } = [];
    public IReadOnlyList<FeePayee> Outside { get; private set; } = [];
    public FundLine? Budget { get; private set; }

    /// <summary>What can be done. Taking back is no next step while the claim stands; its gate refuses it in any case.</summary>
    public WorkflowView Panel => Record.ClaimState is null || Record.IsClaimGone ? View : View with { Steps = [.. View.Steps.Where(s => s.Step.Name != FeeListWorkflow.TakeBack)] };

    public DateOnly Month => Record.MonthOn(clock.Today());
    public bool IsLecture => Record.Kind == LineKind.Lecture;
    public bool MayEdit => Record.IsOpen && CurrentUser.Has(Permissions.LectureFees);
    public bool MaySetBudget => Record.State is FeeListWorkflow.Draft or FeeListWorkflow.Checked or FeeListWorkflow.Confirmed && CurrentUser.Has(Permissions.LectureFees);
    public bool MayExport => Record.State is FeeListWorkflow.Handed && CurrentUser.Has(Permissions.ClaimsFinanceApprove);
    public bool IsIntact => FreshListRule.Hash(Lines) == Record.Snapshot;
    public string Next => FeeNext.Of(Record, Lines.Count > 0, Budget is not null, Lines.Any(l => !l.IsInHouse && l.Net > Money.Zero && !Cards.ContainsKey(l.Owner)));

    public static StudyHours Hours(IEnumerable<FeeLine> lines) => lines.Aggregate(StudyHours.Zero, (sum, l) => sum + l.Hours);

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        FundLineId = Record.FundLineId;
        PayMonth = $"{Month:yyyy-MM}";
        Fee = new FeeInput { Day = clock.Today() };
    }

    protected override string NotFoundSentence => FeeAccess.NotThere(No).Message;

    protected override Task<long?> FindIdAsync(DbScope db) => FeeListRepository.FindIdAsync(db, No);

    protected override async Task<FeeList?> ReadAsync(DbScope db, long id) =>
        await FeeListRepository.FindAsync(db, id) is { } list && FeeAccess.MaySee(CurrentUser, list.AdviserId) ? list : null;

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Lines = await FeeLineRepository.OfAsync(db, Record.Id);
        Cards = await cards.MaskedAsync(db, Lines);
        Before = await months.BeforeAsync(db, Record.Id, Month, Lines);
        Budget = Record.FundLineId is { } id ? await FundLineRepository.FindAsync(db, id) : null;
        Budgets = MaySetBudget ? LineChoices.ByFund(await lists.BudgetsAsync(db, Record)) : [];
        (Instructors, Outside) = MayEdit && !IsLecture ? (await registry.ActiveAsync(db), await payees.ListAsync(db)) : ([], []);
    }

    protected override string SentenceOf(StepOutcome outcome) => outcome.Refusal ?? $"发放表 {No} 已办理。";

    public Task<IActionResult> OnPostRecomputeAsync() => EditAsync(db => lectures.RecomputeAsync(db, No, CurrentUser), "已按现在的课次、职称、标准和发放月份重新计算。");

    public Task<IActionResult> OnPostChooseAsync(long line, string? rate, bool isExpert, string? expertReason) =>
        EditAsync(db => lectures.ChooseAsync(db, No, line, new FeeChoice(rate, isExpert, expertReason), CurrentUser), "已保存并重新计算。");

    public Task<IActionResult> OnPostFeeAsync() => EditAsync(db => others.AddAsync(db, No, Fee.Read(), CurrentUser), "已保存并按发放月份合并计税。");

    public Task<IActionResult> OnPostRemoveAsync(long line) => EditAsync(db => others.RemoveAsync(db, No, line, CurrentUser), "已删去这一行。");

    public Task<IActionResult> OnPostMonthAsync() => EditAsync(db => lists.SetMonthAsync(db, No, PayMonth, CurrentUser), "已保存发放月份并按该月重新计税。");

    public Task<IActionResult> OnPostBudgetAsync() => EditAsync(async db =>
    {
        await FindAsync(db);
        await lists.SetBudgetAsync(db, No, FundLineId, CurrentUser);
    }, "已保存列支科目。");

    /// <summary>The list with masked card numbers.</summary>
    public async Task<IActionResult> OnGetWorkbookAsync() => await Database.ReadAsync(async db =>
    {
        var (_, list) = await FindAsync(db);
        var lines = await FeeLineRepository.OfAsync(db, list.Id);
        return Book(list, lines, await cards.MaskedAsync(db, lines), list.Title);
    });

    /// <summary>The list with whole card numbers, for the finance office.</summary>
    public async Task<IActionResult> OnPostTransferAsync() => await Database.WriteAsync(async db =>
    {
        var (_, list) = await FindAsync(db);
        if (list.State != FeeListWorkflow.Handed || !CurrentUser.Has(Permissions.ClaimsFinanceApprove))
        {
            throw new Refusal("not_handed", "转账清单由财务在生成报销单之后导出。") { Status = 403 };
        }
        var lines = (await FeeLineRepository.OfAsync(db, list.Id)).Where(l => l.Net > Money.Zero).ToList();
        var whole = await cards.WholeAsync(db, lines, CurrentUser);
        await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, list.Id, "fee_export") { Comment = $"{whole.Count} 人" }, CurrentUser);
        Response.Headers.CacheControl = "no-store";
        return Book(list, lines, whole, "转账清单");
    });

    private FileContentResult Book(FeeList list, IReadOnlyList<FeeLine> lines, IReadOnlyDictionary<FeeOwner, Transfer> transfers, string name) =>
        File(FeeListWorkbook.Make(list, lines, transfers, clock.Today()), Workbook.MediaType, $"{name} {list.Number}.xlsx");

    private Task<IActionResult> EditAsync(Func<DbScope, Task> change, string done)
    {
        CurrentUser.Demand(Permissions.LectureFees, "没有编制发放表的权限。");
        return ChangeAsync(change, done);
    }
}

/// <summary>A line of consultation or labour as the form holds it.</summary>
internal sealed class FeeInput
{
    public string? Owner { get; set; }
    public string? Amount { get; set; }
    public string? What { get; set; }
    public DateOnly? Day { get; set; }
    public DateOnly? UntilDay { get; set; }
    public HalfDay HalfDay { get; set; }
    public bool ByCorrespondence { get; set; }
    public bool IsExpert { get; set; }
    public string? ExpertReason { get; set; }

    public OtherFee Read() => new(Owner, Amount, What, Day, UntilDay, HalfDay, ByCorrespondence, IsExpert, ExpertReason);
}
