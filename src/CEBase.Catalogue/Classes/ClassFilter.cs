namespace CEBase.Catalogue.Classes;

/// <summary>What a list of classes is asked for; the address of a list page holds exactly this.</summary>
internal sealed record ClassFilter
{
    /// <summary>States shown; empty is every state.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Part of a name, course, number or teacher's name.</summary>
    public string? Q { get; init; }

    public SubjectKind? Subject { get; init; }
    public FundingMode? Funding { get; init; }

    /// <summary>Month of the first day, <c>2026-12</c>.</summary>
    public string? Month { get; init; }

    public string? City { get; init; }
    public bool? Online { get; init; }
    public long? AdviserId { get; init; }

    /// <summary>Only classes open for enrolment with seats left.</summary>
    public bool WithSeats { get; init; }

    public string? Sort { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 20;
}

/// <summary>A class in a list, with its seats.</summary>
internal sealed record ClassListing(ClassCard Card, SeatCount Seats);

/// <summary>A page of a list.</summary>
internal sealed record ClassListPage(IReadOnlyList<ClassListing> Items, int Total);
