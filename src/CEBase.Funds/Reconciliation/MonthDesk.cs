using CEBase.Platform.Data;
using CEBase.Platform.Files;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Values;

namespace CEBase.Funds.Reconciliation;

/// <summary>A month as kept.</summary>
internal sealed record KeptMonth
{
    public long Id { get; init; }
    public string Month { get; init; } = "";
    public string State { get; init; } = "";
    public string LedgerName { get; init; } = "";
    public string ClaimsName { get; init; } = "";
    public string LedgerHash { get; init; } = "";
    public string ClaimsHash { get; init; } = "";
    public int WindowDays { get; init; }
}

/// <summary>A match as kept.</summary>
internal sealed record KeptMatch
{
    public long Id { get; init; }
    public string MatchGroup { get; init; } = "";
    public string Way { get; init; } = "";
    public bool IsConfirmed { get; init; }
    public int Position { get; init; }
    public string ClaimNumbers { get; init; } = "";
    public long ClaimFen { get; init; }
    public string Vouchers { get; init; } = "";
    public string Summaries { get; init; } = "";
    public long BookFen { get; init; }
    public string Remark { get; init; } = "";

    /// <summary>Found by amount and day and not yet confirmed.</summary>
    public bool IsProposal => Way == nameof(MatchWay.AmountAndDay) && !IsConfirmed;
}

/// <summary>An upload.</summary>
internal sealed record Upload(string Name, MemoryStream Content);

/// <summary>Keeps the months: compares anew while a month is open, confirms proposals, and leaves a closed month alone.</summary>
internal sealed class MonthDesk(IFileStore files, Trace trace)
{
    private const string Rejected = "推定被否定";

    /// <summary>Compares and keeps; an open month is compared anew.</summary>
    /// <param name="session">The caller's transaction.</param>
    /// <param name="month">2026-05.</param>
    /// <param name="ledger">The finance office's ledger.</param>
    /// <param name="claims">A list of claims; null compares with the system's own.</param>
    /// <param name="source">Which claims.</param>
    /// <param name="windowDays">How far days may lie apart where no number tells.</param>
    /// <param name="user">Who compares.</param>
    /// <returns>The month's id.</returns>
    /// <exception cref="Refusal">A file can't be read, nothing was paid, or the month is signed.</exception>
    public async Task<long> CompareAsync(DbSession session, string month, Upload ledger, Upload? claims, ClaimSource source, int windowDays, ICurrentUser user)
    {
        var list = await ListAsync(session, month, claims, source);
        var result = Compare(list, ledger, windowDays);
        var ledgerFile = await KeepAsync(session, ledger, user);
        var claimsFile = await KeepAsync(session, list, user);
        await session.ExecuteAsync("""
            INSERT INTO reconciliation_month (month, state, ledger_name, claims_name, ledger_hash, claims_hash, window_days) VALUES (@month, 'open', '', '', '', '', @windowDays)
            ON CONFLICT (month) DO NOTHING
            """, new { month, windowDays });
        var id = (await HoldAsync(session, month)).Id;
        await session.ExecuteAsync("""
            UPDATE reconciliation_month SET ledger_name = @Ledger, claims_name = @Claims, ledger_hash = @LedgerHash, claims_hash = @ClaimsHash, window_days = @windowDays WHERE id = @id
            """, new { id, Ledger = ledger.Name, Claims = list.Name, LedgerHash = ledgerFile.Hash, ClaimsHash = claimsFile.Hash, windowDays });
        await session.ExecuteAsync("DELETE FROM reconciliation_item WHERE month_id = @id", new { id });
        await session.ExecuteAsync("""
            INSERT INTO reconciliation_item (month_id, position, match_group, way, is_confirmed, claim_numbers, claim_fen, vouchers, summaries, book_fen, remark)
            VALUES (@id, @Position, @Group, @Way, FALSE, @Numbers, @ClaimFen, @Vouchers, @Summaries, @BookFen, @Remark)
            """, result.Matches.Select((m, i) => new
        {
            id, Position = i + 1, Group = m.Group.ToString(), Way = m.Way.ToString(), Numbers = string.Join('、', m.Claims.Select(c => c.Number)), ClaimFen = m.Claims.Sum(c => c.Amount.Fen),
            Vouchers = string.Join('、', m.Lines.Select(l => l.Voucher)), Summaries = string.Join('；', m.Lines.Select(l => l.Summary)), BookFen = m.Lines.Sum(l => l.Amount.Fen), m.Remark,
        }).ToList());
        await trace.AppendAsync(session, new TraceEntry(MonthWorkflow.RecordType, id, "reconcile")
        {
            Attachments = [ledgerFile.Hash, claimsFile.Hash],
            Comment = $"相符 {result.Matched}，金额不符 {result.AmountDiffers}，账上没有 {result.MissingInLedger}，仅账上有 {result.OnlyInLedger}",
        }, user);
        return id;
    }

    /// <summary>Confirms a proposal; confirmed twice nothing happens.</summary>
    /// <exception cref="Refusal">The month is signed.</exception>
    public async Task ConfirmAsync(DbSession session, string month, long item, ICurrentUser user)
    {
        var kept = await HoldAsync(session, month);
        if (await session.ExecuteAsync("UPDATE reconciliation_item SET is_confirmed = TRUE WHERE id = @item AND month_id = @Id AND way = 'AmountAndDay' AND is_confirmed = FALSE", new { item, kept.Id }) > 0)
        {
            await trace.AppendAsync(session, new TraceEntry(MonthWorkflow.RecordType, kept.Id, "reconcile_confirm"), user);
        }
    }

    /// <summary>Takes a proposal apart: the claim is missing in the ledger, the line is only there.</summary>
    /// <exception cref="Refusal">The month is signed.</exception>
    public async Task RejectAsync(DbSession session, string month, long item, ICurrentUser user)
    {
        var kept = await HoldAsync(session, month);
        var added = await session.ExecuteAsync("""
            INSERT INTO reconciliation_item (month_id, position, match_group, way, is_confirmed, claim_numbers, claim_fen, vouchers, summaries, book_fen, remark)
            SELECT month_id, position, 'OnlyInLedger', 'None', FALSE, '', 0, vouchers, summaries, book_fen, @Rejected FROM reconciliation_item
            WHERE id = @item AND month_id = @Id AND way = 'AmountAndDay' AND is_confirmed = FALSE
            """, new { item, kept.Id, Rejected });
        if (added > 0)
        {
            await session.ExecuteAsync("""
                UPDATE reconciliation_item SET match_group = 'MissingInLedger', way = 'None', vouchers = '', summaries = '', book_fen = 0, remark = @Rejected WHERE id = @item
                """, new { item, Rejected });
            await trace.AppendAsync(session, new TraceEntry(MonthWorkflow.RecordType, kept.Id, "reconcile_reject"), user);
        }
    }

    /// <summary>The months, the latest first.</summary>
    public Task<IReadOnlyList<KeptMonth>> MonthsAsync(DbSession session) => session.QueryAsync<KeptMonth>("SELECT * FROM reconciliation_month ORDER BY month DESC");

    /// <summary>A month.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<KeptMonth> FindAsync(DbSession session, string month) =>
        await session.FirstAsync<KeptMonth>("SELECT * FROM reconciliation_month WHERE month = @month", new { month }) ?? throw Refusal.NotFound($"没有 {month} 的对账。");

    /// <summary>Its matches.</summary>
    public Task<IReadOnlyList<KeptMatch>> MatchesAsync(DbSession session, long id) =>
        session.QueryAsync<KeptMatch>("SELECT * FROM reconciliation_item WHERE month_id = @id ORDER BY position", new { id });

    /// <summary>The comparison as a workbook, as the command line writes it, with what persons have confirmed and rejected since.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<byte[]> WorkbookAsync(DbSession session, string month)
    {
        var kept = await FindAsync(session, month);
        var result = Compare(await StoredAsync(session, kept.ClaimsHash, kept.ClaimsName), await StoredAsync(session, kept.LedgerHash, kept.LedgerName), kept.WindowDays);
        var items = (await MatchesAsync(session, kept.Id)).ToLookup(i => i.Position);
        return ReconciliationBook.Write(new ReconciliationResult([.. result.Matches.SelectMany((m, i) => Settled(m, [.. items[i + 1]]))]), $"{month}：{kept.LedgerName} 对 {kept.ClaimsName}");
    }

    private static IEnumerable<Pairing> Settled(Pairing match, IReadOnlyList<KeptMatch> kept)
    {
        if (match.Way == MatchWay.AmountAndDay && kept.Any(k => k.Remark == Rejected))
        {
            return [new(MatchGroup.MissingInLedger, MatchWay.None, match.Claims, [], Rejected), new(MatchGroup.OnlyInLedger, MatchWay.None, [], match.Lines, Rejected)];
        }
        return [match.Way == MatchWay.AmountAndDay && kept.Any(k => k.IsConfirmed) ? match with { Remark = match.Remark + "，已有人确认" } : match];
    }

    private static ReconciliationResult Compare(Upload claims, Upload ledger, int windowDays)
    {
        claims.Content.Position = ledger.Content.Position = 0;
        return Reconciler.Compare(BookFiles.ReadClaims(claims.Content, claims.Name), BookFiles.ReadLedger(ledger.Content, ledger.Name), new MatchingOptions(windowDays));
    }

    private static async Task<Upload> ListAsync(DbSession session, string month, Upload? claims, ClaimSource source)
    {
        if (source != ClaimSource.Own && claims is null)
        {
            throw new Refusal("file_missing", "没有选择报销单清单。请选择文件，或改为只核对系统内的报销单。") { Field = "Claims" };
        }
        if (source == ClaimSource.File)
        {
            return claims!;
        }
        if (claims is not null)
        {
            claims.Content.Position = 0;
        }
        var listed = source == ClaimSource.Both ? BookFiles.ReadClaims(claims!.Content, claims.Name) : null;
        var (content, own) = await OwnClaims.WriteAsync(session, month, listed);
        if (own == 0 && listed is null)
        {
            throw new Refusal("claims_empty", $"系统里没有 {month} 付款的报销单。请上传报销单清单，或先登记付款。") { Field = "Source" };
        }
        return new Upload(listed is null ? $"系统报销单-{month}（{own} 张）.csv" : $"{Path.GetFileNameWithoutExtension(claims!.Name)}与系统报销单-{month}.csv", new MemoryStream(content));
    }

    /// <summary>Holds the month for this transaction, so that nobody signs while it changes.</summary>
    private async Task<KeptMonth> HoldAsync(DbSession session, string month)
    {
        var kept = await session.FirstAsync<KeptMonth>($"SELECT * FROM reconciliation_month WHERE month = @month{session.Dialect.ForUpdate}", new { month }) ?? throw Refusal.NotFound($"没有 {month} 的对账。");
        return kept.State == "open" ? kept : throw new Refusal("month_closed", $"{month} 已签字，不再改动。需要时先由财务退回核对。") { Status = 409 };
    }

    private async Task<Upload> StoredAsync(DbSession session, string hash, string name)
    {
        var content = new MemoryStream();
        await using var stored = await files.OpenAsync(session, hash);
        await stored.CopyToAsync(content);
        return new Upload(name, content);
    }

    private async Task<StoredFile> KeepAsync(DbSession session, Upload upload, ICurrentUser user)
    {
        upload.Content.Position = 0;
        var file = await files.SaveAsync(session, upload.Content, upload.Name, Permissions.Reconcile, FileKinds.Sheet, user, isSensitive: true);
        upload.Content.Position = 0;
        return file;
    }
}
