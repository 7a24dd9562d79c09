namespace CEBase.Funds.Expenses;

/// <summary>A line of a claim; what asks for money like one is judged as one.</summary>
internal sealed record ClaimLine
{
    public long Id { get; init; }
    public long ClaimId { get; init; }
    public long FundLineId { get; init; }
    public LineKind Kind { get; init; }
    public string Description { get; init; } = "";
    public string Payee { get; init; } = "";

    /// <summary>The claimant says that the payee is of the base's own staff.</summary>
    public bool IsOwnStaff { get; init; }

    /// <summary>In hundredths.</summary>
    public long Quantity { get; init; }

    public string Unit { get; init; } = "";
    public Money UnitPrice { get; init; }
    public Money Amount { get; init; }
    public DateOnly FromDay { get; init; }
    public DateOnly UntilDay { get; init; }
    public HalfDay HalfDay { get; init; }

    /// <summary>The class it serves, or null.</summary>
    public long? ClassId { get; init; }

    public string? ClassNo { get; init; }

    /// <summary>The task it serves when no class does.</summary>
    public string Task { get; init; } = "";

    /// <summary>Digits only; empty for what needs no invoice.</summary>
    public string InvoiceNo { get; init; } = "";

    /// <summary>发票代码, digits only; what makes an eight-digit number unique. Empty for digital invoices.</summary>
    public string InvoiceSeries { get; init; } = "";

    /// <summary>What the invoice comes to with tax (价税合计), or null.</summary>
    public Money? InvoiceTotal { get; init; }

    /// <summary>The same for the same invoice; empty without one.</summary>
    public string InvoiceKey => InvoiceNumber.Key(InvoiceNo, InvoiceSeries);

    public string InvoiceTitle { get; init; } = "";
    public string InvoiceCode { get; init; } = "";

    /// <summary>The commitment it draws from, or null.</summary>
    public long? CommitmentId { get; init; }

    public string? CommitmentNo { get; init; }

    /// <summary>Counts every change, so that two editors notice each other.</summary>
    public int Version { get; init; }

    /// <summary>Quantity times unit price, to the fen.</summary>
    public Money Product => ProductOf(Quantity, UnitPrice);

    public static Money ProductOf(long quantity, Money unitPrice) => new((long)Math.Round(quantity / 100m * unitPrice.Fen, MidpointRounding.AwayFromZero));

    public decimal QuantityText => Quantity / 100m;

    /// <summary>Learners' board and lodging fall under the training quota, a teacher's under the caps of lodging.</summary>
    public bool IsForLearners => Description.Contains("学员", StringComparison.Ordinal) || Description.Contains("参训", StringComparison.Ordinal);

    /// <summary>An invoice proves it; lump sums of travel have none.</summary>
    public bool NeedsInvoice => Kind.NeedsInvoice() && !TravelAllowances.Is(this);
}

/// <summary>Reads the lines of claims.</summary>
internal static class ClaimLineRepository
{
    public const string Select = """
        SELECT l.id, l.claim_id, l.fund_line_id, l.kind, l.description, l.payee, l.is_own_staff, l.quantity, l.unit, l.unit_price, l.amount, l.from_day, l.until_day,
          l.half_day, l.class_id, c.class_no, l.task, l.invoice_no, l.invoice_series, l.invoice_total, l.invoice_title, l.invoice_code, l.commitment_id, m.number AS commitment_no, l.version
        FROM claim_line l LEFT JOIN published_training_class c ON c.id = l.class_id LEFT JOIN commitment m ON m.id = l.commitment_id
        """;

    public static Task<IReadOnlyList<ClaimLine>> OfClaimAsync(DbScope db, long claimId) =>
        db.QueryAsync<ClaimLine>($"{Select} WHERE l.claim_id = @claimId ORDER BY l.id", new { claimId });
}
