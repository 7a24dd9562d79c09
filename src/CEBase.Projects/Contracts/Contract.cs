using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>A contract with a client for one project, as first agreed; see <see cref="AmendedTerms"/> for what holds now.</summary>
internal sealed record Contract
{
    public long Id { get; init; }
    public string Number { get; init; } = "";
    public string State { get; init; } = ContractStates.Draft;
    public DateTimeOffset StateSince { get; init; }
    public long ClientId { get; init; }
    public long ProjectId { get; init; }
    public ContractKind Kind { get; init; }

    /// <summary>The version of a template it is written on, or null.</summary>
    public long? TemplateId { get; init; }

    /// <summary>In what it departs from the template; empty when in nothing.</summary>
    public string Deviation { get; init; } = "";

    public bool HasSafetyClause { get; init; }
    public int Headcount { get; init; }

    /// <summary>Price of the whole contract.</summary>
    public Money Price { get; init; }

    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }

    /// <summary>Day on which the terms were negotiated.</summary>
    public DateOnly NegotiatedOn { get; init; }

    /// <summary>Day of signing as written on the paper; counts once the step of signing was taken.</summary>
    public DateOnly? SignedOn { get; init; }

    public string? ScanHash { get; init; }
    public string ScanName { get; init; } = "";
    public DateTimeOffset? ScanUploadedAt { get; init; }

    /// <summary>Tasks, fees and duties as agreed, in short; looked through for what may not be agreed.</summary>
    public string KeyTerms { get; init; } = "";

    /// <summary>Partners that take part, and persons related to the school in them.</summary>
    public string Partners { get; init; } = "";

    public bool IsDeclared { get; init; }
    public int Version { get; init; }

    public bool MayBeEdited => State is ContractStates.Draft or ContractStates.OfficeCheck or ContractStates.Cleared;
}
