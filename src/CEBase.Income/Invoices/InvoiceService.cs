using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>Keeps invoices: the payer confirms the header and nothing else, finance writes down the numbers.</summary>
[RestsOn("MOF540:papers", How = "发票抬头由付款人确认并留存快照；项目和金额取自缴费通知，付款人不能更改；错票红冲后换开，前后相连")]
[RestsOn("BJTU:38", How = "登记每张发票的号码和日期，与应收、到账对照")]
internal sealed class InvoiceService(InvoiceRepository invoices, ReceivableRepository bills, InvoiceRequests requests, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    public const string Series = "KP";
    private const int MaxNo = 60;

    /// <summary>Confirms a header for bills of one payer and asks finance for the invoice. The same request key again gives the first one.</summary>
    /// <exception cref="Refusal">What a header rule blocks, at its field; <c>invoice_exists</c>; <c>invoice_payers_differ</c>; <c>invoice_nothing</c>.</exception>
    public async Task<Invoice> ConfirmAsync(DbScope db, IReadOnlyList<long> billIds, HeaderDetails header, string? requestKey, ICurrentUser user)
    {
        await DocumentNumbers.LockAsync(db, Series, clock.Today().Year);
        if (requestKey is not null && await invoices.OfRequestAsync(db, requestKey) is { } before)
        {
            return before;
        }
        var of = new List<Receivable>();
        foreach (var id in billIds.Distinct())
        {
            of.Add(await bills.FindAsync(db, id) ?? throw Refusal.NotFound("没有这张缴费通知。"));
        }
        Clash.When(of.Count == 0 || of.Any(b => InvoiceRequests.Due(b) <= Money.Zero), "invoice_nothing", "这张缴费通知没有可开票的金额。");
        Clash.When(of.Count > 1 && of.Select(b => (b.PayerKind, b.PayerName)).Distinct().Count() > 1, "invoice_payers_differ", "一张发票只能合并同一付款人的缴费通知。");
        return await requests.AskAsync(db, of, await HeaderAsync(db, header, user), null, requestKey, user);
    }

    /// <summary>Changes the header. Before issue the new one just takes its place; afterwards finance is asked to offset the invoice in red, and the next one bears the new header.</summary>
    /// <exception cref="Refusal">As for confirming; <c>reason_missing</c>; <c>invoice_closed</c>.</exception>
    public async Task ChangeHeaderAsync(DbScope db, string number, HeaderDetails header, string reason, ICurrentUser user)
    {
        var invoice = await invoices.LockAsync(db, number);
        if (invoice.State == InvoiceWorkflow.Asked)
        {
            await invoices.SetHeaderAsync(db, invoice.Id, await HeaderAsync(db, header, user));
            await trace.AppendAsync(db, new TraceEntry(Invoice.RecordType, invoice.Id, "invoice_header") { Comment = $"抬头改为“{header.Folded().Title}”。" }, user);
            return;
        }
        Clash.When(invoice.State != InvoiceWorkflow.Issued, "invoice_closed", "这张发票已在换开或已红冲，不能再改抬头。");
        Field.Check(!string.IsNullOrWhiteSpace(reason), "reason_missing", "Reason", "请写明原票哪里有误，财务据此红冲换开。");
        await invoices.SetNextHeaderAsync(db, invoice.Id, await HeaderAsync(db, header, user), reason.Trim());
        await trace.AppendAsync(db, new TraceEntry(Invoice.RecordType, invoice.Id, "invoice_reissue") { Comment = reason.Trim() }, user);
        await engine.TakeOrRefuseAsync(db, Invoice.RecordType, invoice.Id, InvoiceWorkflow.AskReissue, reason);
    }

    /// <summary>Finance has issued the invoice.</summary>
    /// <exception cref="Refusal">
    /// A value is missing; the day lies outside request and today (<c>day_range</c>); the number is known (<c>invoice_no_taken</c>); another number or day
    /// is kept already (<c>kept_differs</c>); a gate stops it.
    /// </exception>
    public async Task IssueAsync(DbScope db, string number, string? invoiceNo, DateOnly? issuedOn, ICurrentUser user)
    {
        var invoice = await invoices.LockAsync(db, number);
        var (no, day) = await ReadIssueAsync(db, invoice, invoiceNo, issuedOn, "InvoiceNo", "IssuedOn");
        if (invoice.State is InvoiceWorkflow.Issued or InvoiceWorkflow.Reissue)
        {
            WriteOnce.Same("登记了开票", ("发票号码", invoice.InvoiceNo!, no, "InvoiceNo"), ("开票日期", invoice.IssuedOn!.Value.InTable(), day.InTable(), "IssuedOn"));
            return;
        }
        await UniqueAsync(db, invoice.Id, no, "InvoiceNo");
        if (invoice.State == InvoiceWorkflow.Asked)
        {
            await invoices.SetIssueAsync(db, invoice.Id, no, day);
        }
        await engine.TakeOrRefuseAsync(db, Invoice.RecordType, invoice.Id, InvoiceWorkflow.Issue, null, user);
    }

    /// <summary>Mends a number or day that was mistyped when the invoice was written down; what stood there before stays in the trace.</summary>
    /// <exception cref="Refusal">As for issuing; <c>not_allowed</c>; <c>reason_missing</c>; <c>invoice_closed</c> when it isn't issued or was offset; <c>nothing_changed</c>.</exception>
    public async Task CorrectAsync(DbScope db, string number, string? invoiceNo, DateOnly? issuedOn, string? reason, ICurrentUser user)
    {
        user.Demand(Permissions.ReceiptsRecord, "发票号码由财务人员更正。");
        var invoice = await invoices.LockAsync(db, number);
        var (no, day) = await ReadIssueAsync(db, invoice, invoiceNo, issuedOn, "CorrectNo", "CorrectOn");
        Clash.When(invoice.State is not (InvoiceWorkflow.Issued or InvoiceWorkflow.Reissue), "invoice_closed", "只有已登记开票、还没有红冲的发票可以更正号码。");
        Field.Check(!string.IsNullOrWhiteSpace(reason), "reason_missing", "CorrectReason", "请写明原来登记错在哪里。");
        Field.Check(no != invoice.InvoiceNo || day != invoice.IssuedOn, "nothing_changed", "CorrectNo", "号码和日期与登记的相同，没有要更正的。");
        await UniqueAsync(db, invoice.Id, no, "CorrectNo");
        await invoices.SetIssueAsync(db, invoice.Id, no, day);
        await trace.AppendAsync(db, new TraceEntry(Invoice.RecordType, invoice.Id, "invoice_correct")
        {
            Comment = $"{invoice.InvoiceNo}（{invoice.IssuedOn?.InTable()}）更正为 {no}（{day.InTable()}）：{reason!.Trim()}",
        }, user);
    }

    /// <summary>Finance has offset the invoice in red; where a new header waits, the next invoice of the chain is asked for.</summary>
    /// <exception cref="Refusal">As for issuing; <c>reason_missing</c>.</exception>
    public async Task ReddenAsync(DbScope db, string number, string? redNo, DateOnly? redOn, string? reason, ICurrentUser user)
    {
        var invoice = await invoices.LockAsync(db, number);
        var (no, day) = Read(redNo, redOn, "RedNo", "RedOn", "红字发票号码", "红冲日期", invoice.IssuedOn, "原票开票日期");
        if (invoice.State == InvoiceWorkflow.Reddened)
        {
            WriteOnce.Same("登记了红冲", ("红字发票号码", invoice.RedNo!, no, "RedNo"), ("红冲日期", invoice.RedOn!.Value.InTable(), day.InTable(), "RedOn"));
            return;
        }
        var why = string.IsNullOrWhiteSpace(reason) ? invoice.RedReason : reason.Trim();
        Field.Check(why.Length > 0, "reason_missing", "Reason", "请写明红冲原因。");
        await UniqueAsync(db, no == invoice.InvoiceNo ? 0 : invoice.Id, no, "RedNo");
        if (invoice.State is InvoiceWorkflow.Issued or InvoiceWorkflow.Reissue)
        {
            await invoices.SetRedAsync(db, invoice.Id, no, day, why);
        }
        await engine.TakeOrRefuseAsync(db, Invoice.RecordType, invoice.Id, InvoiceWorkflow.Redden, why, user);
    }

    private async Task<long> HeaderAsync(DbScope db, HeaderDetails typed, ICurrentUser user)
    {
        var header = typed.Folded();
        foreach (var (field, finding) in HeaderRule.Check(header))
        {
            ((Finding[])[finding]).RefuseIfBlocked(field);
        }
        return await invoices.AddHeaderAsync(db, header, user, clock.GetUtcNow());
    }

    private async Task UniqueAsync(DbScope db, long id, string no, string field)
    {
        if (await invoices.BearerOfAsync(db, no, but: id) is { } taken)
        {
            throw new Refusal("invoice_no_taken", $"号码 {no} 已登记在 {taken}，请核对。") { Field = field, Status = 409 };
        }
    }

    /// <summary>An invoice is issued at the earliest when its header was confirmed.</summary>
    private async Task<(string No, DateOnly Day)> ReadIssueAsync(DbScope db, Invoice invoice, string? no, DateOnly? day, string noField, string dayField) => Read(no, day, noField, dayField, "发票号码", "开票日期",
        (await invoices.HeaderAsync(db, invoice.HeaderId))!.ConfirmedAt.ChinaDay(), "确认抬头的日期");

    private (string No, DateOnly Day) Read(string? no, DateOnly? day, string noField, string dayField, string noLabel, string dayLabel, DateOnly? earliest, string earliestLabel)
    {
        var folded = TextFold.Key(no);
        Field.Check(folded.Length is > 0 and <= MaxNo, "required", noField, $"请填写{noLabel}，只含数字和字母。");
        var on = Field.Day(day, dayField, dayLabel);
        Field.Check(on <= clock.Today(), "day_range", dayField, $"{dayLabel}不能晚于今天，现填 {on.InTable()}。");
        Field.Check(earliest is null || on >= earliest, "day_range", dayField, $"{dayLabel}不能早于{earliestLabel} {earliest?.InTable()}，现填 {on.InTable()}。");
        return (folded, on);
    }
}
