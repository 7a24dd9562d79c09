using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>申请调剂, 申请结转.</summary>
[RequirePermission(Permissions.BudgetManage)]
internal sealed class MoveNewModel(IDatabase database, MoveService moves, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty] public MoveInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> From { get; private set; } = [];
    public IReadOnlyList<SelectListItem> To { get; private set; } = [];

    public Task OnGetAsync(MoveKind kind, long? line)
    {
        Input = new MoveInput { Kind = kind == MoveKind.CarryOver ? kind : MoveKind.Transfer, FromLine = line, RequestKey = Guid.NewGuid().ToString("N") };
        return LoadAsync();
    }

    public async Task LoadAsync()
    {
        var lines = (await database.ReadAsync(FundLineRepository.AllAsync)).Where(l => Input.Kind == MoveKind.Transfer || l.Year <= clock.Today().Year).ToList();
        (From, To) = (LineChoices.ByFund(lines.Where(l => l.Remaining > Money.Zero)), LineChoices.ByFund(lines));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var wrong = new Refusals();
        var amount = wrong.Ask(() => Field.Money(Input.Amount, nameof(Input.Amount), "金额"));
        var kind = Input.Kind == MoveKind.CarryOver ? MoveKind.CarryOver : MoveKind.Transfer;
        var move = await database.WriteAsync(db => wrong.AllAsync(() => moves.AskAsync(db,
            new MoveRequest(kind, Input.FromLine ?? 0, Input.ToLine, amount, Input.Reason ?? "") { RequestKey = Input.RequestKey }, user)));
        TempData["Done"] = $"已提交 {move.Number}，等待另一人批准。";
        return Redirect(FundsAddresses.Move(move.Number));
    }

    /// <summary>The form.</summary>
    internal sealed class MoveInput
    {
        public MoveKind Kind { get; set; }
        public long? FromLine { get; set; }
        public long? ToLine { get; set; }
        public string? Amount { get; set; }
        public string? Reason { get; set; }
        public string? RequestKey { get; set; }
    }
}
