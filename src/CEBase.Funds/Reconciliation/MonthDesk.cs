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
}

/// <summary>A match as kept.</summary>
internal sealed record KeptMatch
{
    public long Id { get; init; }
    public string MatchGroup { get; init; } = "";
    public string Way { get; init; } = "";
    public bool IsConfirmed { get; init; }
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
    /// <summary>Compares and keeps; an open month is compared anew.</summary>
    /// <returns>The month's id.</returns>
    /// <exception cref="Refusal">A file can't be read, or the month is signed.</exception>
    public async Task<long> CompareAsync(DbSession session, string month, Upload ledger, Upload claims, int windowDays, ICurrentUser user)
    {
        var known = await session.FirstAsync<KeptMonth>("SELECT * FROM reconciliation_month WHERE month = @month", new { month });
        if (known is { State: not "open" })
        {
            throw new Refusal("month_closed", $"{month} 已签字，不再改动。需要时先由财务退回核对。") { Status = 409 };
        }
        var ledgerFile = await KeepAsync(session, ledger, user);
        var claimsFile = await KeepAsync(session, claims, user);
        var result = Reconciler.Compare(BookFiles.ReadClaims(claims.Content, claims.Name), BookFiles.ReadLedger(ledger.Content, ledger.Name), new MatchingOptions(windowDays));
        var values = new { known?.Id, month, Ledger = ledger.Name, Claims = claims.Name, LedgerHash = ledgerFile.Hash, ClaimsHash = claimsFile.Hash };
        if (known is not null)
        {
            await session.ExecuteAsync("UPDATE reconciliation_month SET ledger_name = @Ledger, claims_name = @Claims, ledger_hash = @LedgerHash, claims_hash = @ClaimsHash WHERE id = @Id AND state = 'open'", values);
            await session.ExecuteAsync("DELETE FROM reconciliation_item WHERE month_id = @Id", values);
        }
        var id = known?.Id ?? await session.InsertAsync("""
            INSERT INTO reconciliation_month (month, state, ledger_name, claims_name, ledger_hash, claims_hash) VALUES (@month, 'open', @Ledger, @Claims, @LedgerHash, @ClaimsHash)
            """, values);
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
        var kept = await FindAsync(session, month);
        var moved = await session.ExecuteAsync("""
            UPDATE reconciliation_item SET is_confirmed = TRUE WHERE id = @item AND month_id = @Id AND way = 'AmountAndDay' AND is_confirmed = FALSE
              AND EXISTS (SELECT 1 FROM reconciliation_month m WHERE m.id = @Id AND m.state = 'open')
            """, new { item, kept.Id });
        if (moved > 0)
        {
            await trace.AppendAsync(session, new TraceEntry(MonthWorkflow.RecordType, kept.Id, "reconcile_confirm"), user);
        }
        else if (kept.State != "open")
        {
            throw new Refusal("month_closed", $"{month} 已签字，不再改动。") { Status = 409 };
        }
    }

    /// <summary>Takes a proposal apart: the claim is missing in the ledger, the line is only there.</summary>
    /// <exception cref="Refusal">The month is signed.</exception>
    public async Task RejectAsync(DbSession session, string month, long item, ICurrentUser user)
    {
        var kept = await FindAsync(session, month);
        if (kept.State != "open")
        {
            throw new Refusal("month_closed", $"{month} 已签字，不再改动。") { Status = 409 };
        }
        var added = await session.ExecuteAsync("""
            INSERT INTO reconciliation_item (month_id, position, match_group, way, is_confirmed, claim_numbers, claim_fen, vouchers, summaries, book_fen, remark)
            SELECT month_id, position, 'OnlyInLedger', 'None', FALSE, '', 0, vouchers, summaries, book_fen, '推定被否定' FROM reconciliation_item
            WHERE id = @item AND month_id = @Id AND way = 'AmountAndDay' AND is_confirmed = FALSE
            """, new { item, kept.Id });
        if (added > 0)
        {
            await session.ExecuteAsync("""
                UPDATE reconciliation_item SET match_group = 'MissingInLedger', way = 'None', vouchers = '', summaries = '', book_fen = 0, remark = '推定被否定' WHERE id = @item
                """, new { item });
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

    private async Task<StoredFile> KeepAsync(DbSession session, Upload upload, ICurrentUser user)
    {
        upload.Content.Position = 0;
        var file = await files.SaveAsync(session, upload.Content, upload.Name, Permissions.Reconcile, FileKinds.Sheet, user, isSensitive: true);
        upload.Content.Position = 0;
        return file;
    }
}
