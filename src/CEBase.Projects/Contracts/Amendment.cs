namespace CEBase.Projects.Contracts;

/// <summary>States of an amendment, as stored.</summary>
internal static class AmendmentStates
{
    public const string RecordType = "ContractAmendment";
    public const string Draft = "draft";
    public const string Signed = "signed";
    public const string Dropped = "dropped";

    public static IReadOnlyList<StateDefinition> All { get; } =
    [
        new(Draft, "待签订", StateTone.Waiting),
        new(Signed, "已签订", StateTone.Done),
        new(Dropped, "已放弃", StateTone.Stopped),
    ];

    public static StateDefinition Of(string state) => All.Single(s => s.Name == state);
}

/// <summary>A change of a signed contract (补充协议). What is null stays as it was.</summary>
internal sealed record Amendment
{
    public long Id { get; init; }
    public long ContractId { get; init; }
    public int Number { get; init; }
    public string State { get; init; } = AmendmentStates.Draft;
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public int? Headcount { get; init; }
    public Money? Price { get; init; }
    public string Reason { get; init; } = "";
    public DateOnly? SignedOn { get; init; }
    public string? ScanHash { get; init; }
    public string ScanName { get; init; } = "";
    public DateTimeOffset? ScanUploadedAt { get; init; }
    public int Version { get; init; }

    public bool ChangesSomething => StartsOn is not null || EndsOn is not null || Headcount is not null || Price is not null;
}
