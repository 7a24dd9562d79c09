using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Claims;

/// <summary>The head of a claim as typed.</summary>
internal sealed record ClaimDetails(string Title, long FundId, string ClassNo, string ApprovalPaper)
{
    public string? RequestKey { get; init; }
}

/// <summary>A line as typed: amounts stay text until they are read, so that a form keeps them.</summary>
internal sealed record LineDetails
{
    public long FundLineId { get; init; }
    public LineKind Kind { get; init; }
    public string Description { get; init; } = "";
    public string Payee { get; init; } = "";
    public bool IsOwnStaff { get; init; }
    public string Quantity { get; init; } = "";
    public string Unit { get; init; } = "";
    public string UnitPrice { get; init; } = "";

    /// <summary>Empty is quantity times unit price.</summary>
    public string Amount { get; init; } = "";

    public DateOnly? FromDay { get; init; }
    public DateOnly? UntilDay { get; init; }
    public HalfDay HalfDay { get; init; }
    public string ClassNo { get; init; } = "";
    public string Task { get; init; } = "";
    public string InvoiceNo { get; init; } = "";

    /// <summary>发票代码, of older invoices.</summary>
    public string InvoiceSeries { get; init; } = "";

    /// <summary>价税合计; empty when not told.</summary>
    public string InvoiceTotal { get; init; } = "";

    public string InvoiceTitle { get; init; } = "";
    public string InvoiceCode { get; init; } = "";

    /// <summary>The commitment it draws from, or null.</summary>
    public long? CommitmentId { get; init; }

    /// <summary>What the spending standards ask for; null leaves what stands.</summary>
    public LineMeasures? Measures { get; init; }

    /// <summary>Of a new line: the same key again is the same line.</summary>
    public string? RequestKey { get; init; }

    /// <summary>Of a line that is changed: the state of it that was seen; null where nobody read a page.</summary>
    public int? Version { get; init; }
}
