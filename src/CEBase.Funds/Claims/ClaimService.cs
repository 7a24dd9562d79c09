using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims.Papers;
using CEBase.Funds.Claims.Rules;
using CEBase.Funds.Commitments;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;
using CEBase.Platform.Data;
using CEBase.Platform.Files;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

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
    public string Amount { get; init; } = "";
    public DateOnly? FromDay { get; init; }
    public DateOnly? UntilDay { get; init; }
    public HalfDay HalfDay { get; init; }
    public string ClassNo { get; init; } = "";
    public string Task { get; init; } = "";
    public string InvoiceNo { get; init; } = "";
    public string InvoiceTitle { get; init; } = "";
    public string InvoiceCode { get; init; } = "";

    /// <summary>The commitment it draws from, or null.</summary>
    public long? CommitmentId { get; init; }

    /// <summary>What the spending standards ask for; null leaves what stands.</summary>
    public LineMeasures? Measures { get; init; }
}

/// <summary>Writes claims while they are drafts or were returned. What is wrong with a line is said by the rules; only what can't be stored is refused here.</summary>
[RestsOn("NPU:19", How = "报销单逐行对应预算科目，写明收款人、用途、数量、单价和日期")]
[RestsOn("BJTU:38", How = "报销按项目和班级归集，留有附件和办理痕迹")]
internal sealed class ClaimService(FundBook funds, IClassDirectory classes, IFileStore files, PaperTable papers, Trace trace, TimeProvider clock)
{
    public const string Series = "BX";

    /// <exception cref="Refusal">A value is missing; the class isn't the user's (<c>not_yours</c>).</exception>
    public async Task<Claim> CreateAsync(DbSession session, ClaimDetails details, ICurrentUser user)
    {
        var year = clock.Today().Year;
        await FundNumbers.LockAsync(session, Series, year);
        if (details.RequestKey is { } key && await session.ScalarAsync<long?>("SELECT id FROM claim WHERE request_key = @key", new { key }) is { } before)
        {
            return (await Claim.FindAsync(session, before))!;
        }
        var classId = await CheckAsync(session, details, user);
        var number = await FundNumbers.NextAsync(session, Series, year);
        var id = await session.InsertAsync("""
            INSERT INTO claim (number, state, state_since, round, title, fund_id, class_id, approval_paper, total, applicant_id, applicant_name, voucher, created_at, request_key, version)
            VALUES (@number, 'draft', @Now, 1, @Title, @FundId, @classId, @ApprovalPaper, 0, @AccountId, @DisplayName, '', @Now, @RequestKey, 1)
            """, new
        {
            number, Now = clock.GetUtcNow(), Title = details.Title.Trim(), details.FundId, classId, ApprovalPaper = details.ApprovalPaper.Trim(), user.AccountId, user.DisplayName, details.RequestKey,
        });
        await trace.AppendAsync(session, new TraceEntry(Claim.RecordType, id, "create") { To = ClaimWorkflow.Draft }, user);
        return (await Claim.FindAsync(session, id))!;
    }

    /// <summary>Changes the head. The fund stands once there are lines.</summary>
    public async Task UpdateAsync(DbSession session, string number, ClaimDetails details, ICurrentUser user)
    {
        var claim = await LockAsync(session, number, user);
        var classId = await CheckAsync(session, details, user);
        if (claim.FundId != details.FundId && (await ClaimLine.OfAsync(session, claim.Id)).Count > 0)
        {
            throw new Refusal("fund_fixed", "明细已经对应了这项经费的科目。要换经费来源，请先删去明细。") { Field = nameof(details.FundId) };
        }
        await session.ExecuteAsync("UPDATE claim SET title = @Title, fund_id = @FundId, class_id = @classId, approval_paper = @ApprovalPaper, version = version + 1 WHERE id = @Id",
            new { claim.Id, Title = details.Title.Trim(), details.FundId, classId, ApprovalPaper = details.ApprovalPaper.Trim() });
        await trace.AppendAsync(session, new TraceEntry(Claim.RecordType, claim.Id, "edit"), user);
    }

    /// <summary>Adds a line, or changes the one of that id.</summary>
    public async Task<long> SaveLineAsync(DbSession session, string number, long? lineId, LineDetails d, ICurrentUser user)
    {
        var claim = await LockAsync(session, number, user);
        var wrong = new Refusals();
        var budget = await FundLine.FindAsync(session, d.FundLineId);
        wrong.Ask(() => Typed.Require(budget?.FundId == claim.FundId, "line_unknown", nameof(d.FundLineId), "请选择本项经费的预算科目。"));
        wrong.Ask(() => Typed.Need(d.Description, nameof(d.Description), "用途摘要"));
        wrong.Ask(() => Typed.Need(d.Payee, nameof(d.Payee), "收款人"));
        var commitment = d.CommitmentId is { } drawn ? await Commitment.FindAsync(session, drawn) : null;
        wrong.Ask(() => Typed.Require(d.CommitmentId is null || commitment?.FundId == claim.FundId, "commitment_unknown", nameof(d.CommitmentId), "请选择本项经费的预占。"));
        var classId = await wrong.AskAsync(() => ClassAsync(session, d.ClassNo, user));
        var from = wrong.Ask(() => Typed.Day(d.FromDay, nameof(d.FromDay), "发生日期"));
        var until = d.UntilDay ?? from;
        wrong.Ask(() => Typed.Require(until >= from, "days", nameof(d.UntilDay), "结束日期不能早于发生日期。"));
        var (quantity, price, amount) = (wrong.Ask(() => Typed.Quantity(d.Quantity, nameof(d.Quantity), "数量")), wrong.Ask(() => Typed.Money(d.UnitPrice, nameof(d.UnitPrice), "单价", mayBeZero: true)),
            wrong.Ask(() => Typed.Money(d.Amount, nameof(d.Amount), "金额")));
        wrong.Done();
        var values = new
        {
            claim.Id, LineId = lineId ?? 0, d.FundLineId, Kind = d.Kind.ToString(), Description = d.Description.Trim(), Payee = d.Payee.Trim(), d.IsOwnStaff,
            Quantity = quantity, Unit = d.Unit.Trim(), UnitPrice = price,
            Amount = amount, From = from, Until = until, HalfDay = d.HalfDay.ToString(), classId, Task = d.Task.Trim(),
            InvoiceNo = InvoiceRule.Fold(d.InvoiceNo), InvoiceTitle = d.InvoiceTitle.Trim(), InvoiceCode = InvoiceRule.Fold(d.InvoiceCode), d.CommitmentId,
        };
        if (lineId is null)
        {
            lineId = await session.InsertAsync("""
                INSERT INTO claim_line (claim_id, fund_line_id, kind, description, payee, is_own_staff, quantity, unit, unit_price, amount, from_day, until_day, half_day,
                  class_id, task, invoice_no, invoice_title, invoice_code, commitment_id)
                VALUES (@Id, @FundLineId, @Kind, @Description, @Payee, @IsOwnStaff, @Quantity, @Unit, @UnitPrice, @Amount, @From, @Until, @HalfDay, @classId, @Task,
                  @InvoiceNo, @InvoiceTitle, @InvoiceCode, @CommitmentId)
                """, values);
        }
        else if (await session.ExecuteAsync("""
            UPDATE claim_line SET fund_line_id = @FundLineId, kind = @Kind, description = @Description, payee = @Payee, is_own_staff = @IsOwnStaff, quantity = @Quantity,
              unit = @Unit, unit_price = @UnitPrice, amount = @Amount, from_day = @From, until_day = @Until, half_day = @HalfDay, class_id = @classId, task = @Task,
              invoice_no = @InvoiceNo, invoice_title = @InvoiceTitle, invoice_code = @InvoiceCode, commitment_id = @CommitmentId
            WHERE id = @LineId AND claim_id = @Id
            """, values) == 0)
        {
            throw Refusal.NotFound("这一行已经删去。");
        }
        if (d.Measures is { } measures)
        {
            await measures.SaveAsync(session, lineId.Value);
        }
        await SumAsync(session, claim.Id);
        await trace.AppendAsync(session, new TraceEntry(Claim.RecordType, claim.Id, "claim_line") { Comment = $"{values.Description}，{values.Amount} 元" }, user);
        return lineId.Value;
    }

    public async Task RemoveLineAsync(DbSession session, string number, long lineId, ICurrentUser user)
    {
        var claim = await LockAsync(session, number, user);
        var line = (await ClaimLine.OfAsync(session, claim.Id)).FirstOrDefault(l => l.Id == lineId);
        await session.ExecuteAsync("UPDATE claim_file SET line_id = NULL WHERE claim_id = @Id AND line_id = @lineId", new { claim.Id, lineId });
        await session.ExecuteAsync("DELETE FROM claim_line WHERE claim_id = @Id AND id = @lineId", new { claim.Id, lineId });
        await SumAsync(session, claim.Id);
        await trace.AppendAsync(session, new TraceEntry(Claim.RecordType, claim.Id, "claim_line_remove") { Comment = line is null ? null : $"{line.Description}，{line.Amount} 元" }, user);
    }

    /// <summary>Attaches a file that holds the named papers. Papers name persons and accounts, so they are kept encrypted and every download leaves a trace.</summary>
    /// <exception cref="Refusal"><c>paper_unknown</c>: the table has no such paper.</exception>
    public async Task AttachAsync(DbSession session, string number, Stream content, string fileName, string? label, ICurrentUser user, params IReadOnlyList<string> held)
    {
        var claim = await LockAsync(session, number, user);
        if (held.FirstOrDefault(p => papers.Find(p) is null) is { } unknown)
        {
            throw new Refusal("paper_unknown", $"没有名为“{unknown}”的报销材料。") { Field = "Papers" };
        }
        var stored = await files.SaveAsync(session, content, fileName, Permissions.ClaimsView, FileKinds.Evidence | FileKinds.Workbook, user, isSensitive: true);
        await session.ExecuteAsync("""
            INSERT INTO claim_file (claim_id, hash, file_name, label, added_at) VALUES (@Id, @Hash, @FileName, @Label, @Now) ON CONFLICT DO NOTHING
            """, new { claim.Id, stored.Hash, stored.FileName, Label = label?.Trim() ?? "", Now = clock.GetUtcNow() });
        foreach (var paper in held.Distinct())
        {
            await session.ExecuteAsync("""
                INSERT INTO claim_paper (file_id, claim_id, paper) SELECT id, claim_id, @paper FROM claim_file WHERE claim_id = @Id AND hash = @Hash ON CONFLICT DO NOTHING
                """, new { claim.Id, stored.Hash, paper });
        }
        await trace.AppendAsync(session, new TraceEntry(Claim.RecordType, claim.Id, "claim_file") { Attachments = [stored.Hash] }, user);
    }

    public async Task DetachAsync(DbSession session, string number, long fileId, ICurrentUser user)
    {
        var claim = await LockAsync(session, number, user);
        await session.ExecuteAsync("DELETE FROM claim_paper WHERE claim_id = @Id AND file_id = @fileId", new { claim.Id, fileId });
        await session.ExecuteAsync("DELETE FROM claim_file WHERE claim_id = @Id AND id = @fileId", new { claim.Id, fileId });
        await trace.AppendAsync(session, new TraceEntry(Claim.RecordType, claim.Id, "claim_file_remove"), user);
    }

    /// <summary>The finance office's voucher of a claim that was handed over.</summary>
    public async Task SetVoucherAsync(DbSession session, string number, string? voucher, DateOnly? paidOn, ICurrentUser user)
    {
        var claim = await Claim.FindAsync(session, number) ?? throw NotThere(number);
        var wrong = new Refusals();
        wrong.Ask(() => Typed.Need(voucher ?? "", "Voucher", "凭证号"));
        wrong.Ask(() => Typed.Require(paidOn <= clock.Today(), "paid_on", "PaidOn", "请填写付款日期，不能晚于今天。"));
        wrong.Done();
        var day = paidOn!.Value;
        if (!user.Has(Permissions.ClaimsFinanceApprove))
        {
            throw new Refusal("not_allowed", "凭证号由财务填写。") { Status = 403 };
        }
        if (await session.ExecuteAsync("UPDATE claim SET voucher = @Voucher, paid_on = @day, version = version + 1 WHERE id = @Id AND state = 'handed'",
            new { claim.Id, Voucher = voucher!.Trim(), day }) == 0)
        {
            throw new Refusal("not_handed", "只有已交财务处的报销单可以填写凭证。") { Status = 409 };
        }
        await trace.AppendAsync(session, new TraceEntry(Claim.RecordType, claim.Id, "claim_voucher") { Comment = $"{voucher.Trim()}，{day.InTable()}" }, user);
    }

    private async Task<long?> CheckAsync(DbSession session, ClaimDetails details, ICurrentUser user)
    {
        var wrong = new Refusals();
        wrong.Ask(() => Typed.Need(details.Title, nameof(details.Title), "事由"));
        var fund = await funds.FindAsync(session, details.FundId);
        wrong.Ask(() => Typed.Require(fund is not null, "fund_unknown", nameof(details.FundId), "请选择经费来源。"));
        var classId = await wrong.AskAsync(() => ClassAsync(session, details.ClassNo, user));
        wrong.Done();
        return classId;
    }

    private async Task<long?> ClassAsync(DbSession session, string? classNo, ICurrentUser user)
    {
        if (string.IsNullOrWhiteSpace(classNo))
        {
            return null;
        }
        var served = await classes.FindAsync(session, classNo.Trim()) ?? throw new Refusal("class_unknown", $"没有班号为 {classNo.Trim()} 的培训班。") { Field = "ClassNo" };
        return ClaimAccess.SeesAll(user) || served.AdviserId == user.AccountId
            ? served.Id
            : throw new Refusal("not_yours", "班主任只能为自己带的班报销。") { Field = "ClassNo", Status = 403 };
    }

    private static async Task<Claim> LockAsync(DbSession session, string number, ICurrentUser user)
    {
        await session.FirstAsync<long?>("SELECT id FROM claim WHERE number = @number" + session.Dialect.ForUpdate, new { number });
        var claim = await Claim.FindAsync(session, number) ?? throw NotThere(number);
        if (!user.Has(Permissions.ClaimsManage) || !await ClaimAccess.MaySeeAsync(session, claim, user))
        {
            throw new Refusal("not_yours", "这张报销单只能由填报人或基地工作人员修改。") { Status = 403 };
        }
        return claim.IsOpen ? claim : throw new Refusal("claim_fixed", "报销单已经提交，不能再改；需要修改的，请审批人退回。") { Status = 409 };
    }

    private static Task SumAsync(DbSession session, long claimId) => session.ExecuteAsync(
        "UPDATE claim SET total = (SELECT coalesce(sum(amount), 0) FROM claim_line WHERE claim_id = @claimId), version = version + 1 WHERE id = @claimId", new { claimId });

    public static Refusal NotThere(string number) => Refusal.NotFound($"没有编号为 {number} 的报销单。");
}
