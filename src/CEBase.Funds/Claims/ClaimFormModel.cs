using CEBase.Funds.Budgets;

namespace CEBase.Funds.Claims;

/// <summary>What the pages for making a claim and for changing its head share.</summary>
internal abstract class ClaimFormModel(IDatabase database, FundRepository funds) : PageModel, IFormPage
{
    [BindProperty] public ClaimInput Input { get; set; } = new();

    public IReadOnlyList<Fund> Funds { get; private set; } = [];

    public abstract string Cancel { get; }

    protected IDatabase Database => database;

    protected ClaimDetails Details => new(Input.Title ?? "", Input.FundId ?? 0, Input.ClassNo ?? "", Input.ApprovalPaper ?? "") { RequestKey = Input.RequestKey };

    public virtual async Task LoadAsync() => Funds = await database.ReadAsync(funds.ListAsync);

    /// <summary>The form.</summary>
    internal sealed class ClaimInput
    {
        public string? Title { get; set; }
        public long? FundId { get; set; }
        public string? ClassNo { get; set; }
        public string? ApprovalPaper { get; set; }
        public string? RequestKey { get; set; }
    }
}
