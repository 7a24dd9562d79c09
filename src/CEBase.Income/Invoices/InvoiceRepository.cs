using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>Reads and writes invoices, their headers and which bills they are for.</summary>
internal sealed class InvoiceRepository
{
    public const string Select = """
        SELECT i.id, i.number, i.state, i.state_since, i.header_id, i.next_header_id, h.title, h.credit_code, i.item, i.amount, i.replaces, o.number AS replaces_number,
          (SELECT n.number FROM invoice n WHERE n.replaces = i.id) AS replaced_by_number, i.invoice_no, i.issued_on, i.red_no, i.red_on, i.red_reason, i.version
        FROM invoice i JOIN invoice_header h ON h.id = i.header_id LEFT JOIN invoice o ON o.id = i.replaces
        """;

    private const string HeaderColumns = "SELECT h.id, h.kind, h.title, h.credit_code, h.code_fits, h.email, h.confirmed_at, h.confirmed_by_name, h.paper FROM invoice_header h";

    public Task<Invoice?> FindAsync(DbScope db, long id) => db.FirstAsync<Invoice>($"{Select} WHERE i.id = @id", new { id });

    public Task<Invoice?> FindAsync(DbScope db, string number) => db.FirstAsync<Invoice>($"{Select} WHERE i.number = @number", new { number });

    public Task<Invoice?> OfRequestAsync(DbScope db, string requestKey) => db.FirstAsync<Invoice>($"{Select} WHERE i.request_key = @requestKey", new { requestKey });

    /// <summary>The invoice, held until the transaction ends.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Invoice> LockAsync(DbScope db, string number)
    {
        var id = await db.FirstAsync<long?>("SELECT id FROM invoice WHERE number = @number" + db.Dialect.ForUpdate, new { number }) ?? throw Refusal.NotFound($"没有编号为 {number} 的发票申请。");
        return (await FindAsync(db, id))!;
    }

    /// <summary>Every invoice a bill was ever on, newest first.</summary>
    public Task<IReadOnlyList<Invoice>> OfBillAsync(DbScope db, long receivableId) =>
        db.QueryAsync<Invoice>($"{Select} JOIN invoice_bill b ON b.invoice_id = i.id WHERE b.receivable_id = @receivableId ORDER BY i.id DESC", new { receivableId });

    /// <summary>The bills on an invoice.</summary>
    public Task<IReadOnlyList<Receivable>> BillsAsync(DbScope db, long invoiceId) => db.QueryAsync<Receivable>(
        $"{ReceivableRepository.Columns} {ReceivableRepository.From} JOIN invoice_bill b ON b.receivable_id = r.id WHERE b.invoice_id = @invoiceId ORDER BY r.id", new { invoiceId });

    /// <summary>Number of another invoice that bears a number of an invoice, red or not.</summary>
    public Task<string?> BearerOfAsync(DbScope db, string no, long but) => db.FirstAsync<string>("SELECT number FROM invoice WHERE id <> @but AND (invoice_no = @no OR red_no = @no)", new { but, no });

    public Task<long> InsertAsync(DbScope db, string number, long headerId, string item, Money amount, long? replaces, string? requestKey, DateTimeOffset now) => db.InsertAsync("""
        INSERT INTO invoice (number, state, state_since, header_id, item, amount, replaces, red_reason, request_key, version) VALUES (@number, 'asked', @now, @headerId, @item, @amount, @replaces, '', @requestKey, 1)
        """, new { number, headerId, item, amount, replaces, requestKey, now });

    public Task AddBillAsync(DbScope db, long invoiceId, long receivableId, Money amount) =>
        db.ExecuteAsync("INSERT INTO invoice_bill (invoice_id, receivable_id, amount) VALUES (@invoiceId, @receivableId, @amount)", new { invoiceId, receivableId, amount });

    public Task SetHeaderAsync(DbScope db, long id, long header) => ChangeAsync(db, "header_id = @header", new { id, header });

    public Task SetNextHeaderAsync(DbScope db, long id, long header, string reason) => ChangeAsync(db, "next_header_id = @header, red_reason = @reason", new { id, header, reason });

    public Task SetIssueAsync(DbScope db, long id, string no, DateOnly day) => ChangeAsync(db, "invoice_no = @no, issued_on = @day", new { id, no, day });

    public Task SetRedAsync(DbScope db, long id, string no, DateOnly day, string reason) => ChangeAsync(db, "red_no = @no, red_on = @day, red_reason = @reason", new { id, no, day, reason });

    public Task<InvoiceHeader?> HeaderAsync(DbScope db, long id) => db.FirstAsync<InvoiceHeader>($"{HeaderColumns} WHERE h.id = @id", new { id });

    /// <summary>The header a learner confirmed last, on whatever bill.</summary>
    public Task<InvoiceHeader?> LastHeaderAsync(DbScope db, long learnerId) => db.FirstAsync<InvoiceHeader>($"""
        {HeaderColumns} JOIN invoice i ON i.header_id = h.id JOIN invoice_bill b ON b.invoice_id = i.id JOIN receivable r ON r.id = b.receivable_id
        WHERE r.learner_id = @learnerId ORDER BY h.id DESC LIMIT 1
        """, new { learnerId });

    public Task<long> AddHeaderAsync(DbScope db, HeaderDetails header, ICurrentUser user, DateTimeOffset now) => db.InsertAsync("""
        INSERT INTO invoice_header (kind, title, credit_code, code_fits, email, confirmed_at, confirmed_by, confirmed_by_name, paper)
        VALUES (@Kind, @Title, @CreditCode, @fits, @Email, @now, @AccountId, @DisplayName, @Paper)
        """, new
    {
        Kind = header.Kind.ToString(), header.Title, header.CreditCode, fits = header.Kind == HeaderKind.Person || CreditCode.Check(header.CreditCode).ChecksumFits, header.Email,
        now, user.AccountId, user.DisplayName, header.Paper,
    });

    private static Task ChangeAsync(DbScope db, string change, object values) => db.ExecuteAsync($"UPDATE invoice SET {change}, version = version + 1 WHERE id = @id", values);
}
