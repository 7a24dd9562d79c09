namespace CEBase.Income.Invoices;

/// <summary>A header as confirmed by the payer, never changed.</summary>
internal sealed record InvoiceHeader
{
    public long Id { get; init; }
    public HeaderKind Kind { get; init; }
    public string Title { get; init; } = "";
    public string CreditCode { get; init; } = "";
    public bool CodeFits { get; init; }
    public string Email { get; init; } = "";
    public DateTimeOffset ConfirmedAt { get; init; }
    public string ConfirmedByName { get; init; } = "";

    /// <summary>Who confirmed it on which paper, where staff wrote it down.</summary>
    public string Paper { get; init; } = "";
}

/// <summary>An invoice of one or several bills of one payer, from its demand on.</summary>
internal sealed record Invoice
{
    public const string RecordType = "Invoice";

    public long Id { get; init; }

    /// <summary>KP2026-0001.</summary>
    public string Number { get; init; } = "";

    public string State { get; init; } = "";
    public DateTimeOffset StateSince { get; init; }
    public long HeaderId { get; init; }

    /// <summary>The header of the invoice that is to replace this one, or null.</summary>
    public long? NextHeaderId { get; init; }

    public string Title { get; init; } = "";
    public string CreditCode { get; init; } = "";
    public string Item { get; init; } = "";
    public Money Amount { get; init; }
    public long? Replaces { get; init; }
    public string? ReplacesNumber { get; init; }
    public string? ReplacedByNumber { get; init; }

    /// <summary>The number on the invoice itself.</summary>
    public string? InvoiceNo { get; init; }

    public DateOnly? IssuedOn { get; init; }

    /// <summary>Number of the red-letter invoice.</summary>
    public string? RedNo { get; init; }

    public DateOnly? RedOn { get; init; }
    public string RedReason { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>Words of invoices.</summary>
internal static class InvoiceWords
{
    public static string Label(this HeaderKind kind) => kind == HeaderKind.Organisation ? "单位" : "个人";
}
