namespace CEBase.Projects.Clients;

/// <summary>An entrusting organisation (委托单位).</summary>
internal sealed record Client
{
    public const string RecordType = "Client";

    public long Id { get; init; }
    public string Name { get; init; } = "";

    /// <summary>统一社会信用代码, normalised.</summary>
    public string CreditCode { get; init; } = "";

    /// <summary>The check character fits.</summary>
    public bool CodeFits { get; init; }

    /// <summary>Who looked at the licence because the check character doesn't fit; empty when nobody did.</summary>
    public string LicenceSeenBy { get; init; } = "";

    public DateOnly? LicenceSeenOn { get; init; }
    public string Region { get; init; } = "";

    /// <summary>Lies outside the base's own province: a task for it needs an approval document (NPU 4).</summary>
    public bool IsOutsideRegion { get; init; }

    public string ContactName { get; init; } = "";
    public string ContactPhone { get; init; } = "";
    public string InvoiceTitle { get; init; } = "";
    public string InvoiceDetails { get; init; } = "";

    /// <summary>The school's people, or persons related to them, who hold a post or share there.</summary>
    public string RelatedPersons { get; init; } = "";

    /// <summary>The question of related persons was answered, with names or with "none".</summary>
    public bool IsRelationDeclared { get; init; }

    /// <summary>Counts changes, so that nobody overwrites what somebody else has just saved.</summary>
    public int Version { get; init; }
}
