using CEBase.Funds.Budgets;
using CEBase.Funds.Commitments;
using CEBase.Funds.Expenses;
using CEBase.Funds.LectureFees;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Demo;

/// <summary>The demo's data file. Years and days are counted from today, so that it is alive whenever it is loaded.</summary>
internal sealed record SampleFunds
{
    public IReadOnlyList<SampleFund> Funds { get; init; } = [];
    public IReadOnlyList<SampleCommitment> Commitments { get; init; } = [];
    public IReadOnlyList<SampleClaim> Claims { get; init; } = [];

    /// <summary>Numbers, inside the year, of classes whose settlement is signed.</summary>
    public IReadOnlyList<string> Settled { get; init; } = [];

    /// <summary>Planned costs of classes.</summary>
    public IReadOnlyList<SampleCostPlan> CostPlans { get; init; } = [];
}

/// <summary>What a class is planned to cost, yuan by name of the kind.</summary>
internal sealed record SampleCostPlan
{
    /// <summary>Number of the class inside the year.</summary>
    public string Class { get; init; } = "";

    public IReadOnlyDictionary<string, string?> Amounts { get; init; } = new Dictionary<string, string?>();
}

/// <summary>A source with its budget.</summary>
internal sealed record SampleFund
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public FundKind Kind { get; init; }
    public string Origin { get; init; } = "";
    public string Account { get; init; } = "";
    public decimal Total { get; init; }
    public SampleBudget Budget { get; init; } = new();
    public SampleMove? CarryOver { get; init; }
    public SampleMove? Transfer { get; init; }
}

/// <summary>A version; years are counted from the current one.</summary>
internal sealed record SampleBudget
{
    public string Title { get; init; } = "";
    public string Reason { get; init; } = "";
    public int From { get; init; }
    public int Until { get; init; }
    public IReadOnlyList<SampleItem> Items { get; init; } = [];
}

/// <summary>A line of the version.</summary>
internal sealed record SampleItem
{
    public int Year { get; init; }
    public string Use { get; init; } = "";
    public string Item { get; init; } = "";

    /// <summary>Number of the class inside the year, <c>011</c>.</summary>
    public string? Class { get; init; }

    public decimal Amount { get; init; }

    /// <summary>Month from which it is meant to be spent.</summary>
    public int? FromMonth { get; init; }

    /// <summary>Month by whose end it is.</summary>
    public int? UntilMonth { get; init; }
}

/// <summary>A carry-over (of <see cref="Item"/>) or a transfer (from and to).</summary>
internal sealed record SampleMove
{
    public string? Item { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public int Year { get; init; }
    public decimal Amount { get; init; }
    public string Reason { get; init; } = "";
}

/// <summary>A claim and the state it is brought to.</summary>
internal sealed record SampleClaim
{
    public string Fund { get; init; } = "";
    public string Title { get; init; } = "";
    public string Until { get; init; } = "";
    public string? Class { get; init; }
    public string? Comment { get; init; }
    public bool NoFile { get; init; }

    /// <summary>Papers that the attached file holds.</summary>
    public IReadOnlyList<string> Papers { get; init; } = [];

    public IReadOnlyList<SampleClaimLine> Lines { get; init; } = [];
}

/// <summary>A line of it; days are counted from today.</summary>
internal sealed record SampleClaimLine
{
    public string Item { get; init; } = "";
    public LineKind Kind { get; init; }
    public string Text { get; init; } = "";
    public string Payee { get; init; } = "";
    public decimal Quantity { get; init; }
    public string Unit { get; init; } = "";
    public decimal Price { get; init; }
    public int Days { get; init; }
    public HalfDay Half { get; init; }
    public string? Task { get; init; }
    public string? Invoice { get; init; }

    /// <summary>Paper number of the commitment it draws from.</summary>
    public string? Commitment { get; init; }
}

/// <summary>A request or contract and the state it is brought to.</summary>
internal sealed record SampleCommitment
{
    public string Fund { get; init; } = "";
    public CommitmentKind Kind { get; init; }
    public string Item { get; init; } = "";
    public string Counterparty { get; init; } = "";
    public string Purpose { get; init; } = "";
    public decimal Amount { get; init; }
    public string? Class { get; init; }
    public string Task { get; init; } = "";
    public string PaperNo { get; init; } = "";
    public string Until { get; init; } = "";
    public string? Comment { get; init; }
}
