using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;

namespace CEBase.Funds.LectureFees;

/// <summary>A payment list with its payees, lines, month, budget line and what can be done with it.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class FeeListRecordModel(
    IDatabase database, LectureFeeService lectures, OtherFeeService others, FeeListService lists, FeeMonths months, FeeCards cards, FeePayees payees, IInstructorRegistry registry, Trace trace, WorkflowEngine engine,
    TimeProvider clock, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "编制" };

    [FromRoute] public string No { get; set; } = "";
    [BindProperty] public long? FundLineId { get; set; }
    [BindProperty] public string? PayMonth { get; set; }
    [BindProperty] public FeeInput Fee { get; set; } = new();

    public FeeList List { get; private set; } = null!;
    public IReadOnlyList<FeeLine> Lines { get; private set; } = [];
    public IReadOnlyDictionary<FeeOwner, Transfer> Cards { get; private set; } = new Dictionary<FeeOwner, Transfer>();

    /// <summary>What other lists fix for the payees in the month of payment.</summary>
    public IReadOnlyDictionary<FeeOwner, MonthBefore> Before { get; private set; } = new Dictionary<FeeOwner, MonthBefore>();

    public IReadOnlyList<(string Fund, IReadOnlyList<FundLine> Lines)> Budgets { get; private set; } = [];
    public string Permitted => lists.Permitted(List);
    public IReadOnlyList<InstructorCard> Instructors { get; private set; } = [];
    public IReadOnlyList<FeePayee> Outside { get; private set; } = [];
    public FundLine? Budget { get; private set; }
    public StateDefinition? ClaimState { get; private set; }
    public WorkflowView View { get; private set; } = null!;

    public DateOnly Month => List.MonthOn(clock.Today());
    public bool IsLecture => List.Kind == LineKind.Lecture;
    public bool MayEdit => List.IsOpen && user.Has(Permissions.LectureFees);
    public bool MaySetBudget => List.State is FeeListWorkflow.Draft or FeeListWorkflow.Checked or FeeListWorkflow.Confirmed && user.Has(Permissions.LectureFees);
    public bool MayExport => List.State is FeeListWorkflow.Handed && user.Has(Permissions.ClaimsFinanceApprove);
    public bool IsIntact => FreshListRule.Hash(Lines) == List.Snapshot;
    public string Next => FeeNext.Of(List, Lines.Count > 0, Budget is not null, Lines.Any(l => !l.IsInHouse && l.Net > Money.Zero && !Cards.ContainsKey(l.Owner)));

    public static StudyHours Hours(IEnumerable<FeeLine> lines) => lines.Aggregate(StudyHours.Zero, (sum, l) => sum + l.Hours);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        FundLineId = List.FundLineId;
        PayMonth = $"{Month:yyyy-MM}";
        Fee = new FeeInput { Day = clock.Today() };
    }

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            List = await FindAsync(db);
            Lines = await FeeLineRepository.OfAsync(db, List.Id);
            Cards = await cards.MaskedAsync(db, Lines);
            Before = await months.BeforeAsync(db, List.Id, Month, Lines);
            Budget = List.FundLineId is { } id ? await FundLineRepository.FindAsync(db, id) : null;
            Budgets = MaySetBudget ? await lists.BudgetsAsync(db, List) : [];
            (Instructors, Outside) = MayEdit && !IsLecture ? (await registry.ActiveAsync(db), await payees.ListAsync(db)) : ([], []);
            return 0;
        });
        ClaimState = List.ClaimState is { } state ? engine.Definitions.First(d => d.RecordType == Claim.RecordType).State(state) : null;
        var view = await engine.LookAsync(FeeList.RecordType, List.Id, user);
        // Taking back is no next step while the claim stands; its gate refuses it in any case.
        View = List.ClaimState is null or ClaimStates.Cancelled or ClaimStates.Reversed ? view : view with { Steps = [.. view.Steps.Where(s => s.Step.Name != FeeListWorkflow.TakeBack)] };
    }

    public Task<IActionResult> OnPostRecomputeAsync() => ChangeAsync(db => lectures.RecomputeAsync(db, No, user), "已按现在的课次、职称、标准和发放月份重新计算。");

    public Task<IActionResult> OnPostChooseAsync(long line, string? rate, bool isExpert, string? expertReason) =>
        ChangeAsync(db => lectures.ChooseAsync(db, No, line, new FeeChoice(rate, isExpert, expertReason), user), "已保存并重新计算。");

    public Task<IActionResult> OnPostFeeAsync() => ChangeAsync(db => others.AddAsync(db, No, Fee.Read(), user), "已保存并按发放月份合并计税。");

    public Task<IActionResult> OnPostRemoveAsync(long line) => ChangeAsync(db => others.RemoveAsync(db, No, line, user), "已删去这一行。");

    public Task<IActionResult> OnPostMonthAsync() => ChangeAsync(db => lists.SetMonthAsync(db, No, PayMonth, user), "已保存发放月份并按该月重新计税。");

    public Task<IActionResult> OnPostBudgetAsync() => ChangeAsync(async db =>
    {
        await FindAsync(db);
        await lists.SetBudgetAsync(db, No, FundLineId, user);
    }, "已保存列支科目。");

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await database.ReadAsync(FindAsync)).Id;
        var outcome = await engine.TakeAsync(form, FeeList.RecordType, id, user);
        TempData["Done"] = outcome.Refusal ?? $"发放表 {No} 已办理。";
        return Redirect($"/console/funds/lecture-fees/{No}");
    }

    /// <summary>The list with masked card numbers.</summary>
    public async Task<IActionResult> OnGetWorkbookAsync() => await database.ReadAsync(async db =>
    {
        var list = await FindAsync(db);
        var lines = await FeeLineRepository.OfAsync(db, list.Id);
        return Book(list, lines, await cards.MaskedAsync(db, lines), list.Title);
    });

    /// <summary>The list with whole card numbers, for the finance office.</summary>
    public async Task<IActionResult> OnPostTransferAsync() => await database.WriteAsync(async db =>
    {
        var list = await FindAsync(db);
        if (list.State != FeeListWorkflow.Handed || !user.Has(Permissions.ClaimsFinanceApprove))
        {
            throw new Refusal("not_handed", "转账清单由财务在生成报销单之后导出。") { Status = 403 };
        }
        var lines = (await FeeLineRepository.OfAsync(db, list.Id)).Where(l => l.Net > Money.Zero).ToList();
        var whole = await cards.WholeAsync(db, lines, user);
        await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, list.Id, "fee_export") { Comment = $"{whole.Count} 人" }, user);
        Response.Headers.CacheControl = "no-store";
        return Book(list, lines, whole, "转账清单");
    });

    private FileContentResult Book(FeeList list, IReadOnlyList<FeeLine> lines, IReadOnlyDictionary<FeeOwner, Transfer> transfers, string name) =>
        File(FeeListWorkbook.Make(list, lines, transfers, clock.Today()), Workbook.MediaType, $"{name} {list.Number}.xlsx");

    private async Task<FeeList> FindAsync(DbScope db) =>
        await FeeListRepository.FindAsync(db, No) is { } list && FeeAccess.MaySee(user, list.AdviserId) ? list : throw FeeAccess.NotThere(No);

    private async Task<IActionResult> ChangeAsync(Func<DbScope, Task> work, string done)
    {
        if (!user.Has(Permissions.LectureFees))
        {
            throw new Refusal("not_allowed", "没有编制发放表的权限。") { Status = 403 };
        }
        await database.WriteAsync(work);
        TempData["Done"] = done;
        return Redirect($"/console/funds/lecture-fees/{No}");
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
