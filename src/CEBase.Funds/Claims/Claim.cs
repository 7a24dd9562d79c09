using CEBase.Funds.Claims.Rules;

namespace CEBase.Funds.Claims;

/// <summary>A claim (报销单): what one person asks the base to pay from one fund.</summary>
internal sealed record Claim
{
    public const string RecordType = "Claim";

    public long Id { get; init; }
    public string Number { get; init; } = "";
    public string State { get; init; } = "";
    public DateTimeOffset StateSince { get; init; }

    /// <summary>Which hand-in this is, from 1.</summary>
    public int Round { get; init; }

    public string Title { get; init; } = "";
    public long FundId { get; init; }
    public string FundName { get; init; } = "";
    public long? ClassId { get; init; }
    public string? ClassNo { get; init; }

    /// <summary>Number of the superior's approval (NPU 19(6)) or of the task document (NPU 19(3)).</summary>
    public string ApprovalPaper { get; init; } = "";

    public Money Total { get; init; }
    public long? ApplicantId { get; init; }
    public string ApplicantName { get; init; } = "";
    public long? SubmittedBy { get; init; }
    public long? UnitApprovedBy { get; init; }
    public long? FinanceApprovedBy { get; init; }

    /// <summary>The finance office's voucher, by which reconciliation finds the payment.</summary>
    public string Voucher { get; init; } = "";

    public DateOnly? PaidOn { get; init; }

    /// <summary>The day of finance's approval, or null before it.</summary>
    public DateOnly? ApprovedOn { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last handed in, by its trace; null for what never was.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    public int Version { get; init; }

    /// <summary>It lies at somebody's desk.</summary>
    public bool IsWaiting => State is ClaimWorkflow.Checked or ClaimWorkflow.UnitApproved or ClaimWorkflow.Approved or ClaimWorkflow.Handed;

    public bool IsOpen => State is ClaimWorkflow.Draft or ClaimWorkflow.Returned;

    public const string Select = """
        SELECT k.id, k.number, k.state, k.state_since, k.round, k.title, k.fund_id, f.name AS fund_name, k.class_id, c.class_no, k.approval_paper, k.total,
          k.applicant_id, k.applicant_name, k.submitted_by, k.unit_approved_by, k.finance_approved_by, k.voucher, k.paid_on, k.approved_on, k.created_at, k.version,
          (SELECT max(t.at) FROM trace_entry t WHERE t.record_type = 'Claim' AND t.record_id = k.id AND t.step = 'check') AS submitted_at
        FROM claim k JOIN fund f ON f.id = k.fund_id LEFT JOIN training_class c ON c.id = k.class_id
        """;

    public static Task<Claim?> FindAsync(DbScope db, long id) => db.FirstAsync<Claim>($"{Select} WHERE k.id = @id", new { id });

    public static Task<Claim?> FindAsync(DbScope db, string number) => db.FirstAsync<Claim>($"{Select} WHERE k.number = @number", new { number });
}

/// <summary>What a line pays for; decides which rules look at it.</summary>
internal enum LineKind
{
    Purchase,
    Service,
    Lecture,
    Consultation,
    Labour,
    Travel,
    Lodging,
    Other,
}

/// <summary>When on the day a fee was earned.</summary>
internal enum HalfDay
{
    /// <summary>Not told, or the whole day.</summary>
    Whole,

    Morning,
    Afternoon,
    Evening,
}

/// <summary>A line of a claim.</summary>
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

    /// <summary>An invoice proves it; lump sums of travel have none.</summary>
    public bool NeedsInvoice => Kind.NeedsInvoice() && !Standards.TravelAllowances.Is(this);

    public const string Select = """
        SELECT l.id, l.claim_id, l.fund_line_id, l.kind, l.description, l.payee, l.is_own_staff, l.quantity, l.unit, l.unit_price, l.amount, l.from_day, l.until_day,
          l.half_day, l.class_id, c.class_no, l.task, l.invoice_no, l.invoice_series, l.invoice_total, l.invoice_title, l.invoice_code, l.commitment_id, m.number AS commitment_no, l.version
        FROM claim_line l LEFT JOIN training_class c ON c.id = l.class_id LEFT JOIN commitment m ON m.id = l.commitment_id
        """;

    public static Task<IReadOnlyList<ClaimLine>> OfAsync(DbScope db, long claimId) =>
        db.QueryAsync<ClaimLine>($"{Select} WHERE l.claim_id = @claimId ORDER BY l.id", new { claimId });
}

/// <summary>A paper of a claim.</summary>
internal sealed record ClaimFile
{
    public long Id { get; init; }
    public string Hash { get; init; } = "";
    public string FileName { get; init; } = "";
    public string Label { get; init; } = "";
    public DateTimeOffset AddedAt { get; init; }

    public static Task<IReadOnlyList<ClaimFile>> OfAsync(DbScope db, long claimId) => db.QueryAsync<ClaimFile>(
        "SELECT id, hash, file_name, label, added_at FROM claim_file WHERE claim_id = @claimId ORDER BY id", new { claimId });
}

/// <summary>Words of claims.</summary>
internal static class ClaimWords
{
    public static string Label(this LineKind kind) => kind switch
    {
        LineKind.Purchase => "采购",
        LineKind.Service => "委托服务",
        LineKind.Lecture => "讲课费",
        LineKind.Consultation => "专家咨询费",
        LineKind.Labour => "劳务费",
        LineKind.Travel => "差旅费",
        LineKind.Lodging => "食宿费",
        _ => "其他",
    };

    public static string Label(this HalfDay half) => half switch
    {
        HalfDay.Morning => "上午",
        HalfDay.Afternoon => "下午",
        HalfDay.Evening => "晚上",
        _ => "全天或不适用",
    };

    /// <summary>Kinds that an invoice proves.</summary>
    public static bool NeedsInvoice(this LineKind kind) => kind is LineKind.Purchase or LineKind.Service or LineKind.Travel or LineKind.Lodging;
}
