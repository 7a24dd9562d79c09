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

/// <summary>A page with the form of an amendment's terms.</summary>
internal interface IAmendmentForm
{
    AmendmentInput Input { get; }

    /// <summary>The terms that hold now.</summary>
    ContractTerms Terms { get; }
}
