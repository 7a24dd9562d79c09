using CEBase.Funds.Budgets;
using CEBase.Funds.Income.Rules;

namespace CEBase.Funds.Income.Invoices;

/// <summary>Keeps invoices: the payer confirms the header and nothing else, finance writes down the numbers.</summary>
[RestsOn("MOF540:papers", How = "发票抬头由付款人确认并留存快照；项目和金额取自缴费通知，付款人不能更改；错票红冲后换开，前后相连")]
[RestsOn("BJTU:38", How = "登记每张发票的号码和日期，与应收、到账对照")]
internal sealed class InvoiceService(WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    public const string Series = "KP";
    private const int MaxNo = 60;

    /// <summary>Confirms a header for bills of one payer and asks finance for the invoice. The same request key again gives the first one.</summary>
    /// <exception cref="Refusal">What a header rule blocks, at its field; <c>invoice_exists</c>; <c>invoice_payers_differ</c>; <c>invoice_nothing</c>.</exception>
    public async Task<Invoice> ConfirmAsync(DbScope db, IReadOnlyList<long> billIds, HeaderDetails header, string? requestKey, ICurrentUser user)
    {
        await FundNumbers.LockAsync(db, Series, clock.Today().Year);
        if (requestKey is not null && await db.FirstAsync<Invoice>($"{Invoice.Select} WHERE i.request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        var bills = new List<Receivable>();
        foreach (var id in billIds.Distinct())
        {
            bills.Add(await Receivable.FindAsync(db, id) ?? throw Refusal.NotFound("没有这张缴费通知。"));
        }
        if (bills.Count == 0 || bills.Any(b => Due(b) <= Money.Zero))
        {
            throw new Refusal("invoice_nothing", "这张缴费通知没有可开票的金额。") { Status = 409 };
        }
        if (bills.Count > 1 && bills.Select(b => (b.PayerKind, b.PayerName)).Distinct().Count() > 1)
        {
            throw new Refusal("invoice_payers_differ", "一张发票只能合并同一付款人的缴费通知。") { Status = 409 };
        }
        return await InsertAsync(db, bills, await HeaderAsync(db, header, user), null, requestKey, user);
    }

    /// <summary>Changes the header. Before issue the new one just takes its place; afterwards finance is asked to offset the invoice in red, and the next one bears the new header.</summary>
    /// <exception cref="Refusal">As for confirming; <c>reason_missing</c>; <c>invoice_closed</c>.</exception>
    public async Task ChangeHeaderAsync(DbScope db, string number, HeaderDetails header, string reason, ICurrentUser user)
    {
        var invoice = await LockAsync(db, number);
        if (invoice.State == InvoiceWorkflow.Asked)
        {
            await db.ExecuteAsync("UPDATE invoice SET header_id = @header, version = version + 1 WHERE id = @Id", new { invoice.Id, header = await HeaderAsync(db, header, user) });
            await trace.AppendAsync(db, new TraceEntry(Invoice.RecordType, invoice.Id, "invoice_header") { Comment = $"抬头改为“{header.Folded().Title}”。" }, user);
            return;
        }
        if (invoice.State != InvoiceWorkflow.Issued)
        {
            throw new Refusal("invoice_closed", "这张发票已在换开或已红冲，不能再改抬头。") { Status = 409 };
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "请写明原票哪里有误，财务据此红冲换开。") { Field = "Reason" };
        }
        await db.ExecuteAsync("UPDATE invoice SET next_header_id = @header, red_reason = @Reason, version = version + 1 WHERE id = @Id",
            new { invoice.Id, header = await HeaderAsync(db, header, user), Reason = reason.Trim() });
        await trace.AppendAsync(db, new TraceEntry(Invoice.RecordType, invoice.Id, "invoice_reissue") { Comment = reason.Trim() }, user);
        await engine.TakeOrRefuseAsync(db, Invoice.RecordType, invoice.Id, InvoiceWorkflow.AskReissue, reason);
    }

    /// <summary>Finance has issued the invoice.</summary>
    /// <exception cref="Refusal">
    /// A value is missing; the day lies outside request and today (<c>date_range</c>); the number is known (<c>invoice_no_taken</c>); another number or day
    /// is kept already (<c>kept_differs</c>); a gate stops it.
    /// </exception>
    public async Task IssueAsync(DbScope db, string number, string? invoiceNo, DateOnly? issuedOn, ICurrentUser user)
    {
        var invoice = await LockAsync(db, number);
        var (no, day) = await ReadIssueAsync(db, invoice, invoiceNo, issuedOn, "InvoiceNo", "IssuedOn");
        if (invoice.State is InvoiceWorkflow.Issued or InvoiceWorkflow.Reissue)
        {
            WriteOnce.Same("登记了开票", ("发票号码", invoice.InvoiceNo!, no, "InvoiceNo"), ("开票日期", invoice.IssuedOn!.Value.InTable(), day.InTable(), "IssuedOn"));
            return;
        }
        await UniqueAsync(db, invoice.Id, no, "InvoiceNo");
        if (invoice.State == InvoiceWorkflow.Asked)
        {
            await db.ExecuteAsync("UPDATE invoice SET invoice_no = @no, issued_on = @day, version = version + 1 WHERE id = @Id", new { invoice.Id, no, day });
        }
        await engine.TakeOrRefuseAsync(db, Invoice.RecordType, invoice.Id, InvoiceWorkflow.Issue, null, user);
    }

    /// <summary>Mends a number or day that was mistyped when the invoice was written down; what stood there before stays in the trace.</summary>
    /// <exception cref="Refusal">As for issuing; <c>not_yours</c>; <c>reason_missing</c>; <c>invoice_closed</c> when it isn't issued or was offset; <c>nothing_changed</c>.</exception>
    public async Task CorrectAsync(DbScope db, string number, string? invoiceNo, DateOnly? issuedOn, string? reason, ICurrentUser user)
    {
        if (!user.Has(Permissions.ReceiptsRecord))
        {
            throw new Refusal("not_yours", "发票号码由财务人员更正。") { Status = 403 };
        }
        var invoice = await LockAsync(db, number);
        var (no, day) = await ReadIssueAsync(db, invoice, invoiceNo, issuedOn, "CorrectNo", "CorrectOn");
        if (invoice.State is not (InvoiceWorkflow.Issued or InvoiceWorkflow.Reissue))
        {
            throw new Refusal("invoice_closed", "只有已登记开票、还没有红冲的发票可以更正号码。") { Status = 409 };
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "请写明原来登记错在哪里。") { Field = "CorrectReason" };
        }
        if (no == invoice.InvoiceNo && day == invoice.IssuedOn)
        {
            throw new Refusal("nothing_changed", "号码和日期与登记的相同，没有要更正的。") { Field = "CorrectNo" };
        }
        await UniqueAsync(db, invoice.Id, no, "CorrectNo");
        await db.ExecuteAsync("UPDATE invoice SET invoice_no = @no, issued_on = @day, version = version + 1 WHERE id = @Id", new { invoice.Id, no, day });
        await trace.AppendAsync(db, new TraceEntry(Invoice.RecordType, invoice.Id, "invoice_correct")
        {
            Comment = $"{invoice.InvoiceNo}（{invoice.IssuedOn?.InTable()}）更正为 {no}（{day.InTable()}）：{reason.Trim()}",
        }, user);
    }

    /// <summary>Finance has offset the invoice in red; where a new header waits, the next invoice of the chain is asked for.</summary>
    /// <exception cref="Refusal">As for issuing; <c>reason_missing</c>.</exception>
    public async Task ReddenAsync(DbScope db, string number, string? redNo, DateOnly? redOn, string? reason, ICurrentUser user)
    {
        var invoice = await LockAsync(db, number);
        var (no, day) = Read(redNo, redOn, "RedNo", "RedOn", "红字发票号码", "红冲日期", invoice.IssuedOn, "原票开票日期");
        if (invoice.State == InvoiceWorkflow.Reddened)
        {
            WriteOnce.Same("登记了红冲", ("红字发票号码", invoice.RedNo!, no, "RedNo"), ("红冲日期", invoice.RedOn!.Value.InTable(), day.InTable(), "RedOn"));
            return;
        }
        var why = string.IsNullOrWhiteSpace(reason) ? invoice.RedReason : reason.Trim();
        if (why.Length == 0)
        {
            throw new Refusal("reason_missing", "请写明红冲原因。") { Field = "Reason" };
        }
        await UniqueAsync(db, no == invoice.InvoiceNo ? 0 : invoice.Id, no, "RedNo");
        if (invoice.State is InvoiceWorkflow.Issued or InvoiceWorkflow.Reissue)
        {
            await db.ExecuteAsync("UPDATE invoice SET red_no = @no, red_on = @day, red_reason = @why, version = version + 1 WHERE id = @Id", new { invoice.Id, no, day, why });
        }
        await engine.TakeOrRefuseAsync(db, Invoice.RecordType, invoice.Id, InvoiceWorkflow.Redden, why, user);
    }

    /// <summary>Asks for the invoice that takes the place of one just offset, when the payer confirmed a new header and there is still something to invoice.</summary>
    public async Task ReplaceAsync(DbScope db, long invoiceId, ICurrentUser user)
    {
        var old = (await Invoice.FindAsync(db, invoiceId))!;
        var bills = (await Invoice.BillsAsync(db, invoiceId)).Where(b => Due(b) > Money.Zero).ToList();
        if (old.NextHeaderId is { } header && bills.Count > 0)
        {
            await InsertAsync(db, bills, header, old.Id, null, user);
        }
    }

    /// <summary>What an invoice of the bill is made out for: what is to be paid of it, or what the school keeps of one that has ended.</summary>
    public static Money Due(Receivable bill) => bill.State == ReceivableWorkflow.Cancelled || bill.Refunded > Money.Zero ? bill.Kept : bill.Owed;

    private async Task<Invoice> InsertAsync(DbScope db, IReadOnlyList<Receivable> bills, long headerId, long? replaces, string? requestKey, ICurrentUser user)
    {
        var number = await FundNumbers.NextAsync(db, Series, clock.Today().Year);
        var id = await db.InsertAsync("""
            INSERT INTO invoice (number, state, state_since, header_id, item, amount, replaces, red_reason, request_key, version)
            VALUES (@number, 'asked', @Now, @headerId, @Item, @Amount, @replaces, '', @requestKey, 1)
            """, new
        {
            number, Now = clock.GetUtcNow(), headerId, Item = bills.Count == 1 ? bills[0].Item : $"{bills[0].Item}等 {bills.Count} 项",
            Amount = bills.Sum(Due), replaces, requestKey,
        });
        foreach (var bill in bills)
        {
            if (await db.ExecuteAsync("UPDATE receivable SET invoice_id = @id WHERE id = @BillId AND invoice_id IS NULL", new { id, BillId = bill.Id }) == 0)
            {
                throw new Refusal("invoice_exists", $"{bill.Number} 已有发票申请或发票。抬头有误的，请在原发票上改。") { Status = 409 };
            }
            await db.ExecuteAsync("INSERT INTO invoice_bill (invoice_id, receivable_id, amount) VALUES (@id, @BillId, @Amount)", new { id, BillId = bill.Id, Amount = Due(bill) });
            await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, bill.Id, "invoice_header") { Comment = $"{number}。" }, user);
        }
        await trace.AppendAsync(db, new TraceEntry(Invoice.RecordType, id, "invoice_header") { To = InvoiceWorkflow.Asked }, user);
        return (await Invoice.FindAsync(db, id))!;
    }

    private async Task<long> HeaderAsync(DbScope db, HeaderDetails typed, ICurrentUser user)
    {
        var header = typed.Folded();
        foreach (var (field, finding) in HeaderRule.Check(header))
        {
            if (finding.Severity == Severity.Block)
            {
                throw new Refusal(finding.Rule, finding.Sentence) { Field = field };
            }
        }
        return await db.InsertAsync("""
            INSERT INTO invoice_header (kind, title, credit_code, code_fits, email, confirmed_at, confirmed_by, confirmed_by_name, paper)
            VALUES (@Kind, @Title, @CreditCode, @fits, @Email, @Now, @AccountId, @DisplayName, @Paper)
            """, new
        {
            Kind = header.Kind.ToString(), header.Title, header.CreditCode, fits = header.Kind == HeaderKind.Person || CreditCode.Check(header.CreditCode).ChecksumFits, header.Email,
            Now = clock.GetUtcNow(), user.AccountId, user.DisplayName, header.Paper,
        });
    }

    private static async Task UniqueAsync(DbScope db, long id, string no, string field)
    {
        if (await db.FirstAsync<string>("SELECT number FROM invoice WHERE id <> @id AND (invoice_no = @no OR red_no = @no)", new { id, no }) is { } taken)
        {
            throw new Refusal("invoice_no_taken", $"号码 {no} 已登记在 {taken}，请核对。") { Field = field, Status = 409 };
        }
    }

    /// <summary>An invoice is issued at the earliest when its header was confirmed.</summary>
    private async Task<(string No, DateOnly Day)> ReadIssueAsync(DbScope db, Invoice invoice, string? no, DateOnly? day, string noField, string dayField) => Read(no, day, noField, dayField, "发票号码", "开票日期",
        (await InvoiceHeaderRow.FindAsync(db, invoice.HeaderId))!.ConfirmedAt.ChinaDay(), "确认抬头的日期");

    private (string No, DateOnly Day) Read(string? no, DateOnly? day, string noField, string dayField, string noLabel, string dayLabel, DateOnly? earliest, string earliestLabel)
    {
        var folded = TextFold.Key(no);
        if (folded.Length is 0 or > MaxNo)
        {
            throw new Refusal("required", $"请填写{noLabel}，只含数字和字母。") { Field = noField };
        }
        if (day is not { } on)
        {
            throw new Refusal("required", $"请填写{dayLabel}。") { Field = dayField };
        }
        return on > clock.Today() ? throw new Refusal("date_range", $"{dayLabel}不能晚于今天，现填 {on.InTable()}。") { Field = dayField }
            : on < earliest ? throw new Refusal("date_range", $"{dayLabel}不能早于{earliestLabel} {earliest?.InTable()}，现填 {on.InTable()}。") { Field = dayField }
            : (folded, on);
    }

    private static async Task<Invoice> LockAsync(DbScope db, string number)
    {
        var id = await db.FirstAsync<long?>("SELECT id FROM invoice WHERE number = @number" + db.Dialect.ForUpdate, new { number }) ?? throw Refusal.NotFound($"没有编号为 {number} 的发票申请。");
        return (await Invoice.FindAsync(db, id))!;
    }
}
