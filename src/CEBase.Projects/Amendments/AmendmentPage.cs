using CEBase.Projects.Contracts;

namespace CEBase.Projects.Amendments;

/// <summary>What the form of an amendment sends: the terms as they should be.</summary>
internal sealed class AmendmentInput
{
    public DateOnly? StartsOn { get; set; }
    public DateOnly? EndsOn { get; set; }
    public int? Headcount { get; set; }
    public decimal? Price { get; set; }
    public string? Reason { get; set; }
    public string? RequestKey { get; set; }
    public int Version { get; set; }

    public AmendmentWish Wish() => new(StartsOn, EndsOn, Headcount, TypedAmounts.Yuan(Price), (Reason ?? "").Trim());

    public static AmendmentInput Of(ContractTerms t) => new() { StartsOn = t.StartsOn, EndsOn = t.EndsOn, Headcount = t.Headcount, Price = t.Price.Yuan };
}

/// <summary>What the pages of an amendment share.</summary>
internal abstract class AmendmentPage(IDatabase database) : PageModel
{
    [FromRoute] public string Number { get; set; } = "";

    [BindProperty] public AmendmentInput Input { get; set; } = new();

    /// <summary>The terms that hold now.</summary>
    public ContractTerms Terms { get; private set; } = null!;

    protected IDatabase Database => database;

    protected async Task<Contract> LoadContractAsync(DbScope db)
    {
        var contract = await Contract.GetAsync(db, Number);
        Terms = (await ContractDirectory.OfAsync(db, contract.Id))!;
        return contract;
    }
}
