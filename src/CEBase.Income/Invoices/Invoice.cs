using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>A header as confirmed by the payer, never changed.</summary>
internal sealed record InvoiceHeaderRow
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

    public static Task<InvoiceHeaderRow?> FindAsync(DbScope db, long id) => db.FirstAsync<InvoiceHeaderRow>(
        "SELECT id, kind, title, credit_code, code_fits, email, confirmed_at, confirmed_by_name, paper FROM invoice_header WHERE id = @id", new { id });
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

    public const string Select = """
        SELECT i.id, i.number, i.state, i.state_since, i.header_id, i.next_header_id, h.title, h.credit_code, i.item, i.amount, i.replaces, o.number AS replaces_number,
          (SELECT n.number FROM invoice n WHERE n.replaces = i.id) AS replaced_by_number, i.invoice_no, i.issued_on, i.red_no, i.red_on, i.red_reason, i.version
        FROM invoice i JOIN invoice_header h ON h.id = i.header_id LEFT JOIN invoice o ON o.id = i.replaces
        """;

    public static Task<Invoice?> FindAsync(DbScope db, long id) => db.FirstAsync<Invoice>($"{Select} WHERE i.id = @id", new { id });

    public static Task<Invoice?> FindAsync(DbScope db, string number) => db.FirstAsync<Invoice>($"{Select} WHERE i.number = @number", new { number });

    /// <summary>Every invoice a bill was ever on, newest first.</summary>
    public static Task<IReadOnlyList<Invoice>> OfBillAsync(DbScope db, long receivableId) =>
        db.QueryAsync<Invoice>($"{Select} JOIN invoice_bill b ON b.invoice_id = i.id WHERE b.receivable_id = @receivableId ORDER BY i.id DESC", new { receivableId });

    /// <summary>The bills on an invoice.</summary>
    public static Task<IReadOnlyList<Receivable>> BillsAsync(DbScope db, long invoiceId) =>
        db.QueryAsync<Receivable>($"{Receivable.Select} JOIN invoice_bill b ON b.receivable_id = r.id WHERE b.invoice_id = @invoiceId ORDER BY r.id", new { invoiceId });
}

/// <summary>Words of invoices.</summary>
internal static class InvoiceWords
{
    public static string Label(this HeaderKind kind) => kind == HeaderKind.Organisation ? "单位" : "个人";
}
