namespace CEBase.Income.Bills;

/// <summary>A bill to be made.</summary>
internal sealed record NewBill
{
    public required ClassCard Class { get; init; }
    public PayerKind PayerKind { get; init; }
    public long? LearnerId { get; init; }
    public long? ContractId { get; init; }
    public required string PayerName { get; init; }
    public long? PriceId { get; init; }
    public required string BasisNo { get; init; }
    public required string Item { get; init; }
    public int Instalment { get; init; } = 1;
    public Money Amount { get; init; }
    public DateOnly DueOn { get; init; }
    public string? RequestKey { get; init; }
}

/// <summary>Reads and writes bills. What was received and paid back moves only together with its receipt or refund, each time under its bound.</summary>
internal sealed class ReceivableRepository
{
    public const string Columns = """
        SELECT r.id, r.number, r.state, r.state_since, r.class_id, c.class_no, c.name AS class_name, r.payer_kind, r.learner_id, r.contract_id, r.payer_name, r.price_id, r.basis_no,
          r.item, r.instalment, r.amount, r.owed AS owed_on_leaving, r.left_on, r.received, r.refunded, r.issued_on, r.due_on, r.reminded_on, r.reminders, r.invoice_id, r.version
        """;

    public const string From = "FROM receivable r JOIN published_training_class c ON c.id = r.class_id";

    /// <summary>What is still owed first, then the newest.</summary>
    private const string OwedFirst = $"CASE WHEN r.state IN ({ReceivableWorkflow.Owing}) THEN 0 ELSE 1 END, r.id DESC";

    public Task<Receivable?> FindAsync(DbScope db, long id) => db.FirstAsync<Receivable>($"{Columns} {From} WHERE r.id = @id", new { id });

    public Task<Receivable?> FindAsync(DbScope db, string number) => db.FirstAsync<Receivable>($"{Columns} {From} WHERE r.number = @number", new { number });

    public Task<Receivable?> OfRequestAsync(DbScope db, string requestKey) => db.FirstAsync<Receivable>($"{Columns} {From} WHERE r.request_key = @requestKey", new { requestKey });

    /// <summary>The bill, held until the transaction ends.</summary>
    public async Task<Receivable?> LockAsync(DbScope db, long id)
    {
        await db.FirstAsync<string>("SELECT state FROM receivable WHERE id = @id" + db.Dialect.ForUpdate, new { id });
        return await FindAsync(db, id);
    }

    /// <summary>All bills of a learner.</summary>
    public Task<IReadOnlyList<Receivable>> OfLearnerAsync(DbScope db, long learnerId) => ListAsync(db, $"r.learner_id = @learnerId ORDER BY {OwedFirst}", new { learnerId });

    public Task<IReadOnlyList<Receivable>> OfClassAsync(DbScope db, long classId) => ListAsync(db, "r.class_id = @classId ORDER BY r.payer_kind, r.instalment, r.payer_name, r.id", new { classId });

    public Task<IReadOnlyList<Receivable>> OfContractAsync(DbScope db, long contractId) => ListAsync(db, "r.contract_id = @contractId ORDER BY r.instalment, r.id", new { contractId });

    /// <summary>Bills of the clients for which an account speaks; one of them where its id is given.</summary>
    public Task<IReadOnlyList<Receivable>> OfContactAsync(DbScope db, long account, long? id = null) => ListAsync(db, $"""
        r.payer_kind = 'Client'{(id is null ? "" : " AND r.id = @id")} AND EXISTS (
          SELECT 1 FROM published_contract k JOIN published_client m ON m.id = k.client_id JOIN published_organisation_contact o ON o.account_id = @account
          WHERE k.id = r.contract_id AND (o.organisation = m.name OR o.credit_code = m.credit_code)) ORDER BY {OwedFirst}
        """, new { account, id });

    /// <summary>Other bills of the same client that have no invoice.</summary>
    public Task<IReadOnlyList<Receivable>> UninvoicedAsync(DbScope db, Receivable bill) => ListAsync(db, """
        r.payer_kind = 'Client' AND r.id <> @Id AND r.invoice_id IS NULL
          AND r.contract_id IN (SELECT k.id FROM published_contract k WHERE k.client_id = (SELECT o.client_id FROM published_contract o WHERE o.id = @ContractId)) ORDER BY r.id
        """, new { bill.Id, bill.ContractId });

    /// <summary>Everything on which something is still to be paid.</summary>
    public Task<IReadOnlyList<Receivable>> OwingAsync(DbScope db) => ListAsync(db, $"r.state IN ({ReceivableWorkflow.Owing}) ORDER BY r.id", null);

    /// <summary>What is overdue and wasn't reminded since a day.</summary>
    public Task<IReadOnlyList<Receivable>> LateAsync(DbScope db, DateOnly today, DateOnly before, long? classId) => ListAsync(db,
        $"r.state IN ({ReceivableWorkflow.Owing}) AND r.due_on < @today AND (r.reminded_on IS NULL OR r.reminded_on <= @before){(classId is null ? "" : " AND r.class_id = @classId")} ORDER BY r.id",
        new { today, before, classId });

    /// <summary>Ids of the living bills of a learner in a class, held.</summary>
    public Task<IReadOnlyList<long>> LivingAsync(DbScope db, long classId, long learnerId) => db.QueryAsync<long>(
        $"SELECT id FROM receivable WHERE class_id = @classId AND learner_id = @learnerId AND state IN ({ReceivableWorkflow.Living}) ORDER BY id" + db.Dialect.ForUpdate, new { classId, learnerId });

    public Task<int> LastInstalmentAsync(DbScope db, long contractId) => db.ScalarAsync<int>("SELECT coalesce(max(instalment), 0) FROM receivable WHERE contract_id = @contractId", new { contractId });

    public Task<long> InsertAsync(DbScope db, NewBill bill, string number, DateOnly today, DateTimeOffset now) => db.InsertAsync("""
        INSERT INTO receivable (number, state, state_since, class_id, payer_kind, learner_id, contract_id, payer_name, price_id, basis_no, item, instalment, amount, received, refunded,
          issued_on, due_on, reminders, request_key, version)
        VALUES (@number, 'open', @now, @ClassId, @PayerKind, @LearnerId, @ContractId, @PayerName, @PriceId, @BasisNo, @Item, @Instalment, @Amount, 0, 0, @today, @DueOn, 0, @RequestKey, 1)
        """, new
    {
        number, now, ClassId = bill.Class.Id, PayerKind = bill.PayerKind.ToString(), bill.LearnerId, bill.ContractId, bill.PayerName, bill.PriceId, bill.BasisNo, bill.Item,
        bill.Instalment, bill.Amount, today, bill.DueOn, bill.RequestKey,
    });

    /// <summary>What is to be paid after leaving, and when that was; nothing of either where a class is cancelled.</summary>
    public Task LeaveAsync(DbScope db, long id, Money? owed, DateOnly? leftOn) =>
        db.ExecuteAsync("UPDATE receivable SET owed = @owed, left_on = @leftOn, version = version + 1 WHERE id = @id", new { id, owed, leftOn });

    /// <summary>Money came in; false when the bill takes no more.</summary>
    public Task<bool> ReceiveAsync(DbScope db, long id, Money amount) => ChangeAsync(db, "received = received + @amount", $"state IN ({ReceivableWorkflow.Owing}) AND received + @amount <= coalesce(owed, amount)", id, amount);

    /// <summary>Money was put to it by mistake; false when it was paid back already.</summary>
    public Task<bool> TakeBackAsync(DbScope db, long id, Money amount) => ChangeAsync(db, "received = received - @amount", "received - @amount >= refunded", id, amount);

    /// <summary>Money went back; false when the school holds less.</summary>
    public Task<bool> RefundAsync(DbScope db, long id, Money amount) => ChangeAsync(db, "refunded = refunded + @amount", "refunded + @amount <= received", id, amount);

    /// <summary>Counts a reminder; false when somebody else was first.</summary>
    public async Task<bool> RemindAsync(DbScope db, long id, DateOnly today, DateOnly before) => await db.ExecuteAsync($"""
        UPDATE receivable SET reminded_on = @today, reminders = reminders + 1, version = version + 1 WHERE id = @id AND state IN ({ReceivableWorkflow.Owing}) AND (reminded_on IS NULL OR reminded_on <= @before)
        """, new { id, today, before }) == 1;

    /// <summary>The bill is on an invoice; false when it is on another.</summary>
    public async Task<bool> InvoiceAsync(DbScope db, long id, long invoiceId) =>
        await db.ExecuteAsync("UPDATE receivable SET invoice_id = @invoiceId WHERE id = @id AND invoice_id IS NULL", new { id, invoiceId }) == 1;

    /// <summary>Its bills may be invoiced anew.</summary>
    public Task ReleaseAsync(DbScope db, long invoiceId) => db.ExecuteAsync("UPDATE receivable SET invoice_id = NULL WHERE invoice_id = @invoiceId", new { invoiceId });

    private static Task<IReadOnlyList<Receivable>> ListAsync(DbScope db, string where, object? values) => db.QueryAsync<Receivable>($"{Columns} {From} WHERE {where}", values);

    private static async Task<bool> ChangeAsync(DbScope db, string change, string condition, long id, Money amount) =>
        await db.ExecuteAsync($"UPDATE receivable SET {change}, version = version + 1 WHERE id = @id AND {condition}", new { id, amount }) == 1;
}
