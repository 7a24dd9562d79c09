namespace CEBase.Projects;

/// <summary>What a signed contract (with its signed amendments) says, as other modules see it.</summary>
public sealed record ContractTerms
{
    /// <summary>Number in the database.</summary>
    public long Id { get; init; }

    /// <summary>Contract number.</summary>
    public string Number { get; init; } = "";

    /// <summary>The project.</summary>
    public long ProjectId { get; init; }

    /// <summary>The client.</summary>
    public string ClientName { get; init; } = "";

    /// <summary>统一社会信用代码 of the client, normalised.</summary>
    public string ClientCreditCode { get; init; } = "";

    /// <summary>Day of signing, or null while it is not signed.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly EndsOn { get; init; }

    /// <summary>Learners agreed on.</summary>
    public int Headcount { get; init; }

    /// <summary>Price of the whole contract.</summary>
    public Money Price { get; init; }
}

/// <summary>Contracts, for higher modules.</summary>
public interface IContractDirectory
{
    /// <summary>The project's contract as amended, signed or not; null when there is none or it was ended.</summary>
    Task<ContractTerms?> OfProjectAsync(DbScope db, long projectId);
}

/// <summary>A version of the text a learner of an open class agrees to (知情协议, BJTU 9).</summary>
public sealed record AgreementText
{
    /// <summary>Number in the database; a consent points to it.</summary>
    public long Id { get; init; }

    /// <summary>Version, from 1.</summary>
    public int Version { get; init; }

    /// <summary>Title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Markdown.</summary>
    public string Text { get; init; } = "";
}

/// <summary>Texts learners agree to.</summary>
public interface IAgreementTexts
{
    /// <summary>The version in force, or null when none was published.</summary>
    Task<AgreementText?> CurrentAsync(DbScope db);

    /// <summary>A version by id, or null.</summary>
    Task<AgreementText?> FindAsync(DbScope db, long id);
}
