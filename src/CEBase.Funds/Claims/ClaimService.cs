using CEBase.Funds.Budgets;
using CEBase.Funds.Claims.Papers;
using CEBase.Funds.Claims.Rules;
using CEBase.Funds.Commitments;
using CEBase.Funds.LectureFees;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.Claims;

/// <summary>Writes claims while they are drafts or were returned. What is wrong with a line is said by the rules; only what can't be stored is refused here.</summary>
[RestsOn("NPU:19", How = "报销单逐行对应预算科目，写明收款人、用途、数量、单价和日期")]
[RestsOn("BJTU:38", How = "报销按项目和班级归集，留有附件和办理痕迹")]
internal sealed class ClaimService(FundRepository funds, IClassDirectory classes, IFileStore files, ClaimPapers papers, Trace trace, TimeProvider clock)
{
    public const string Series = "BX";

    /// <summary>Code of the refusal to save a line over what somebody else has saved meanwhile.</summary>
    public const string LineChanged = "line_changed";

    /// <exception cref="Refusal">A value is missing; the class isn't the user's (<c>not_yours</c>).</exception>
    public async Task<Claim> CreateAsync(DbScope db, ClaimDetails details, ICurrentUser user)
    {
        var year = clock.Today().Year;
        await DocumentNumbers.LockAsync(db, Series, year);
        if (details.RequestKey is { } key && await db.ScalarAsync<long?>("SELECT id FROM claim WHERE request_key = @key", new { key }) is { } before)
        {
            return (await Claim.FindAsync(db, before))!;
        }
        var classId = await CheckAsync(db, details, user);
        var number = await DocumentNumbers.NextAsync(db, Series, year);
        var id = await db.InsertAsync("""
            INSERT INTO claim (number, state, state_since, round, title, fund_id, class_id, approval_paper, total, applicant_id, applicant_name, voucher, created_at, request_key, version)
            VALUES (@number, 'draft', @Now, 1, @Title, @FundId, @classId, @ApprovalPaper, 0, @AccountId, @DisplayName, '', @Now, @RequestKey, 1)
            """, new
        {
            number, Now = clock.GetUtcNow(), Title = details.Title.Trim(), details.FundId, classId, ApprovalPaper = details.ApprovalPaper.Trim(), user.AccountId, user.DisplayName, details.RequestKey,
        });
        await trace.AppendAsync(db, new TraceEntry(Claim.RecordType, id, "create") { To = ClaimWorkflow.Draft }, user);
        return (await Claim.FindAsync(db, id))!;
    }

    /// <summary>Changes the head. The fund stands once there are lines.</summary>
    public async Task UpdateAsync(DbScope db, string number, ClaimDetails details, ICurrentUser user)
    {
        var claim = await LockAsync(db, number, user);
        var classId = await CheckAsync(db, details, user);
        if (claim.FundId != details.FundId && (await ClaimLine.OfAsync(db, claim.Id)).Count > 0)
        {
            throw new Refusal("fund_fixed", "明细已经对应了这项经费的科目。要换经费来源，请先删去明细。") { Field = nameof(details.FundId) };
        }
        await db.ExecuteAsync("UPDATE claim SET title = @Title, fund_id = @FundId, class_id = @classId, approval_paper = @ApprovalPaper, version = version + 1 WHERE id = @Id",
            new { claim.Id, Title = details.Title.Trim(), details.FundId, classId, ApprovalPaper = details.ApprovalPaper.Trim() });
        await trace.AppendAsync(db, new TraceEntry(Claim.RecordType, claim.Id, "edit"), user);
    }

    /// <summary>Adds a line, or changes the one of that id. The same request key again gives the line it made.</summary>
    /// <exception cref="Refusal">A value is missing or can't be read; <see cref="LineChanged"/>: somebody else changed the line; the lines are a payment list's.</exception>
    public async Task<long> SaveLineAsync(DbScope db, string number, long? lineId, LineDetails d, ICurrentUser user)
    {
        var claim = await LockLinesAsync(db, number, user);
        if (lineId is null && d.RequestKey is { } key && await db.ScalarAsync<long?>("SELECT id FROM claim_line WHERE claim_id = @Id AND request_key = @key", new { claim.Id, key }) is { } before)
        {
            return before;
        }
        var wrong = new Refusals();
        var budget = await FundLine.FindAsync(db, d.FundLineId);
        wrong.Ask(() => FieldParser.Require(budget?.FundId == claim.FundId, "line_unknown", nameof(d.FundLineId), "请选择本项经费的预算科目。"));
        wrong.Ask(() => FieldParser.Need(d.Description, nameof(d.Description), "用途摘要"));
        wrong.Ask(() => FieldParser.Need(d.Payee, nameof(d.Payee), "收款人"));
        var commitment = d.CommitmentId is { } drawn ? await Commitment.FindAsync(db, drawn) : null;
        wrong.Ask(() => FieldParser.Require(d.CommitmentId is null || commitment?.FundId == claim.FundId, "commitment_unknown", nameof(d.CommitmentId), "请选择本项经费的预占。"));
        var classId = await wrong.AskAsync(() => ClassAsync(db, d.ClassNo, user));
        var from = wrong.Ask(() => FieldParser.Day(d.FromDay, nameof(d.FromDay), "发生日期"));
        var until = d.UntilDay ?? from;
        wrong.Ask(() => FieldParser.Require(until >= from, "days", nameof(d.UntilDay), "结束日期不能早于发生日期。"));
        var (quantity, unitPrice) = (wrong.Ask(() => FieldParser.Quantity(d.Quantity, nameof(d.Quantity), "数量")), wrong.Ask(() => FieldParser.Money(d.UnitPrice, nameof(d.UnitPrice), "单价", mayBeZero: true)));
        var amount = wrong.Ask(() => FieldParser.Money(string.IsNullOrWhiteSpace(d.Amount) ? ClaimLine.ProductOf(quantity, unitPrice).ToString() : d.Amount, nameof(d.Amount), "金额"));
        var invoice = InvoiceNumber.Digits(d.InvoiceNo);
        wrong.Ask(() => FieldParser.Require(invoice.Length > 0 || string.IsNullOrWhiteSpace(d.InvoiceNo), "invoice_no", nameof(d.InvoiceNo), $"发票号码里没有数字，现填“{d.InvoiceNo.Trim()}”。请照票面填写。"));
        var total = wrong.Ask(() => string.IsNullOrWhiteSpace(d.InvoiceTotal) ? (Money?)null : FieldParser.Money(d.InvoiceTotal, nameof(d.InvoiceTotal), "价税合计"));
        wrong.Done();
        var values = new
        {
            claim.Id, LineId = lineId ?? 0, d.FundLineId, Kind = d.Kind.ToString(), Description = d.Description.Trim(), Payee = d.Payee.Trim(), d.IsOwnStaff,
            Quantity = quantity, Unit = d.Unit.Trim(), UnitPrice = unitPrice, Amount = amount, From = from, Until = until, HalfDay = d.HalfDay.ToString(), classId, Task = d.Task.Trim(),
            InvoiceNo = invoice, InvoiceSeries = InvoiceNumber.Digits(d.InvoiceSeries), InvoiceTotal = total,
            InvoiceTitle = d.InvoiceTitle.Trim(), InvoiceCode = TextFold.Key(d.InvoiceCode), d.CommitmentId, d.RequestKey, Version = d.Version ?? 0,
        };
        if (lineId is null)
        {
            lineId = await db.InsertAsync("""
                INSERT INTO claim_line (claim_id, fund_line_id, kind, description, payee, is_own_staff, quantity, unit, unit_price, amount, from_day, until_day, half_day,
                  class_id, task, invoice_no, invoice_series, invoice_total, invoice_title, invoice_code, commitment_id, request_key)
                VALUES (@Id, @FundLineId, @Kind, @Description, @Payee, @IsOwnStaff, @Quantity, @Unit, @UnitPrice, @Amount, @From, @Until, @HalfDay, @classId, @Task,
                  @InvoiceNo, @InvoiceSeries, @InvoiceTotal, @InvoiceTitle, @InvoiceCode, @CommitmentId, @RequestKey)
                """, values);
        }
        else if (await db.ExecuteAsync("""
            UPDATE claim_line SET fund_line_id = @FundLineId, kind = @Kind, description = @Description, payee = @Payee, is_own_staff = @IsOwnStaff, quantity = @Quantity,
              unit = @Unit, unit_price = @UnitPrice, amount = @Amount, from_day = @From, until_day = @Until, half_day = @HalfDay, class_id = @classId, task = @Task,
              invoice_no = @InvoiceNo, invoice_series = @InvoiceSeries, invoice_total = @InvoiceTotal, invoice_title = @InvoiceTitle, invoice_code = @InvoiceCode,
              commitment_id = @CommitmentId, version = version + 1
            WHERE id = @LineId AND claim_id = @Id AND (@Version = 0 OR version = @Version)
            """, values) == 0)
        {
            throw (await ClaimLine.OfAsync(db, claim.Id)).FirstOrDefault(l => l.Id == lineId) is { } now
                ? new Refusal(LineChanged, $"刚才有人改过这一行，现在是：{now.Description}，{now.Payee}，{now.QuantityText:0.##}{now.Unit} × {now.UnitPrice} = {now.Amount} 元。您填写的还在下面，核对后再保存，就以您的为准。") { Status = 409 }
                : Refusal.NotFound("这一行已经删去。");
        }
        if (d.Measures is { } measures)
        {
            await measures.SaveAsync(db, lineId.Value);
        }
        await SumAsync(db, claim.Id);
        await trace.AppendAsync(db, new TraceEntry(Claim.RecordType, claim.Id, "claim_line") { Comment = $"{values.Description}，{values.Amount} 元" }, user);
        return lineId.Value;
    }

    public async Task RemoveLineAsync(DbScope db, string number, long lineId, ICurrentUser user)
    {
        var claim = await LockLinesAsync(db, number, user);
        var line = (await ClaimLine.OfAsync(db, claim.Id)).FirstOrDefault(l => l.Id == lineId);
        await db.ExecuteAsync("DELETE FROM claim_paper_line WHERE claim_id = @Id AND line_id = @lineId", new { claim.Id, lineId });
        await db.ExecuteAsync("DELETE FROM claim_line WHERE claim_id = @Id AND id = @lineId", new { claim.Id, lineId });
        await SumAsync(db, claim.Id);
        await trace.AppendAsync(db, new TraceEntry(Claim.RecordType, claim.Id, "claim_line_remove") { Comment = line is null ? null : $"{line.Description}，{line.Amount} 元" }, user);
    }

    /// <summary>Attaches a file that holds the named papers of the lines that miss them.</summary>
    public Task AttachAsync(DbScope db, string number, Stream content, string fileName, string? label, ICurrentUser user, params IReadOnlyList<string> held) =>
        AttachAsync(db, number, content, fileName, label, [], user, held);

    /// <summary>Attaches a file that holds the named papers of these lines. Papers name persons and accounts, so they are kept encrypted and every download leaves a trace.</summary>
    /// <exception cref="Refusal">As for <see cref="ClaimPapers.MarkAsync"/>.</exception>
    public async Task AttachAsync(DbScope db, string number, Stream content, string fileName, string? label, IReadOnlyCollection<long> lines, ICurrentUser user, params IReadOnlyList<string> held)
    {
        var claim = await LockAsync(db, number, user);
        var stored = await files.SaveAsync(db, content, fileName, Permissions.ClaimsView, FileKinds.Evidence | FileKinds.Workbook, user, isSensitive: true);
        await db.ExecuteAsync("""
            INSERT INTO claim_file (claim_id, hash, file_name, label, added_at) VALUES (@Id, @Hash, @FileName, @Label, @Now) ON CONFLICT DO NOTHING
            """, new { claim.Id, stored.Hash, stored.FileName, Label = label?.Trim() ?? "", Now = clock.GetUtcNow() });
        var file = await db.ScalarAsync<long>("SELECT id FROM claim_file WHERE claim_id = @Id AND hash = @Hash", new { claim.Id, stored.Hash });
        await papers.MarkAsync(db, claim, file, held, lines);
        await trace.AppendAsync(db, new TraceEntry(Claim.RecordType, claim.Id, "claim_file") { Attachments = [stored.Hash] }, user);
    }

    /// <summary>Says of a file that is attached already which papers it holds, of which lines.</summary>
    /// <exception cref="Refusal">As for <see cref="ClaimPapers.MarkAsync"/>.</exception>
    public async Task MarkAsync(DbScope db, string number, long fileId, IReadOnlyCollection<long> lines, ICurrentUser user, IReadOnlyList<string> held)
    {
        var claim = await LockAsync(db, number, user);
        var file = (await ClaimFile.OfAsync(db, claim.Id)).FirstOrDefault(f => f.Id == fileId) ?? throw Refusal.NotFound("这个附件已经移去。");
        await papers.MarkAsync(db, claim, file.Id, held, lines);
        await trace.AppendAsync(db, new TraceEntry(Claim.RecordType, claim.Id, "claim_file") { Attachments = [file.Hash] }, user);
    }

    public async Task DetachAsync(DbScope db, string number, long fileId, ICurrentUser user)
    {
        var claim = await LockAsync(db, number, user);
        foreach (var table in new[] { "claim_paper_line WHERE file_id", "claim_paper WHERE file_id", "claim_file WHERE id" })
        {
            await db.ExecuteAsync($"DELETE FROM {table} = @fileId AND claim_id = @Id", new { claim.Id, fileId });
        }
        await trace.AppendAsync(db, new TraceEntry(Claim.RecordType, claim.Id, "claim_file_remove"), user);
    }

    /// <summary>The finance office's voucher of a claim that was handed over.</summary>
    /// <exception cref="Refusal">What <see cref="PaymentRule"/> stops: a day before approval, after today, in a closed month.</exception>
    public async Task SetVoucherAsync(DbScope db, string number, string? voucher, DateOnly? paidOn, ICurrentUser user)
    {
        var claim = await Claim.FindAsync(db, number) ?? throw NotThere(number);
        var wrong = new Refusals();
        wrong.Ask(() => FieldParser.Need(voucher ?? "", "Voucher", "凭证号"));
        var day = wrong.Ask(() => FieldParser.Day(paidOn, "PaidOn", "付款日期"));
        wrong.Done();
        if (!user.Has(Permissions.ClaimsFinanceApprove))
        {
            throw new Refusal("not_allowed", "凭证号由财务填写。") { Status = 403 };
        }
        var paid = claim with { Voucher = voucher!.Trim(), PaidOn = day };
        if (PaymentRule.Check(await PaymentFacts.OfAsync(db, paid, clock.Today())).FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw new Refusal("paid_on", stop.Sentence) { Field = "PaidOn" };
        }
        if (await db.ExecuteAsync("UPDATE claim SET voucher = @Voucher, paid_on = @PaidOn, version = version + 1 WHERE id = @Id AND state = 'handed'", paid) == 0)
        {
            throw new Refusal("not_handed", "只有已交财务处的报销单可以填写凭证。") { Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(Claim.RecordType, claim.Id, "claim_voucher") { Comment = $"{paid.Voucher}，{day.InTable()}" }, user);
    }

    private async Task<long?> CheckAsync(DbScope db, ClaimDetails details, ICurrentUser user)
    {
        var wrong = new Refusals();
        wrong.Ask(() => FieldParser.Need(details.Title, nameof(details.Title), "事由"));
        var fund = await funds.FindAsync(db, details.FundId);
        wrong.Ask(() => FieldParser.Require(fund is not null, "fund_unknown", nameof(details.FundId), "请选择经费来源。"));
        var classId = await wrong.AskAsync(() => ClassAsync(db, details.ClassNo, user));
        wrong.Done();
        return classId;
    }

    private async Task<long?> ClassAsync(DbScope db, string? classNo, ICurrentUser user)
    {
        if (string.IsNullOrWhiteSpace(classNo))
        {
            return null;
        }
        var served = await classes.FindAsync(db, classNo.Trim()) ?? throw new Refusal("class_unknown", $"没有班号为 {classNo.Trim()} 的培训班。") { Field = "ClassNo" };
        return ClassAccess.MaySee(served.AdviserId, user, Permissions.View)
            ? served.Id
            : throw new Refusal("not_yours", "班主任只能为自己带的班报销。") { Field = "ClassNo", Status = 403 };
    }

    private static async Task<Claim> LockAsync(DbScope db, string number, ICurrentUser user)
    {
        await db.FirstAsync<long?>("SELECT id FROM claim WHERE number = @number" + db.Dialect.ForUpdate, new { number });
        var claim = await Claim.FindAsync(db, number) ?? throw NotThere(number);
        if (!user.Has(Permissions.ClaimsManage) || !await ClaimAccess.MaySeeAsync(db, claim, user))
        {
            throw new Refusal("not_yours", "这张报销单只能由填报人或基地工作人员修改。") { Status = 403 };
        }
        return claim.IsOpen ? claim : throw new Refusal("claim_fixed", "报销单已经提交，不能再改；需要修改的，请审批人退回。") { Status = 409 };
    }

    /// <summary>What a payment list made is changed there: its snapshot was approved, and nothing here compares with it.</summary>
    private static async Task<Claim> LockLinesAsync(DbScope db, string number, ICurrentUser user)
    {
        var claim = await LockAsync(db, number, user);
        return await FeeList.OfClaimAsync(db, claim.Id) is { } list
            ? throw OfList(list)
            : claim;
    }

    /// <summary>Why the lines of a payment list's claim are not changed here, and where they are.</summary>
    public static Refusal OfList(FeeList list) =>
        new("line_of_list", $"这张报销单由讲课费发放表 {list.Number} 生成，明细以核定的发放表为准，不能在这里改。要改，请作废本单，再到发放表收回修改。") { Status = 409 };

    private static Task SumAsync(DbScope db, long claimId) => db.ExecuteAsync(
        "UPDATE claim SET total = (SELECT coalesce(sum(amount), 0) FROM claim_line WHERE claim_id = @claimId), version = version + 1 WHERE id = @claimId", new { claimId });

    public static Refusal NotThere(string number) => Refusal.NotFound($"没有编号为 {number} 的报销单。");
}
