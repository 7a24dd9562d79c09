using CEBase.Funds.Expenses;

namespace CEBase.Funds.Papers;

/// <summary>A mark that a file of a claim is a paper, and of which lines.</summary>
internal sealed record PaperMark
{
    /// <summary>The paper that proves only lines of its own number.</summary>
    public const string InvoicePaper = "invoice";

    public long FileId { get; init; }
    public string Paper { get; init; } = "";

    /// <summary>Of an invoice: which one it is, <see cref="ClaimLine.InvoiceKey"/>; empty for other papers and where the lines had no number.</summary>
    public string Invoice { get; init; } = "";

    public string FileName { get; init; } = "";
    public string Hash { get; init; } = "";

    /// <summary>Ids of the lines it was said to serve.</summary>
    public IReadOnlyList<long> Told { get; init; } = [];

    /// <summary>Which of these lines it proves: an invoice those of its number, also a line that was added later and no longer one whose number was changed.</summary>
    public IReadOnlyList<long> LinesOf(IEnumerable<ClaimLine> lines) => [.. lines.Where(l => Invoice.Length > 0 ? l.InvoiceKey == Invoice : Told.Contains(l.Id)).Select(l => l.Id)];
}

/// <summary>Reads which file is which paper.</summary>
internal static class PaperMarkRepository
{
    public static async Task<IReadOnlyList<PaperMark>> OfAsync(DbScope db, long claimId)
    {
        var lines = (await db.QueryAsync<MarkedLine>("SELECT file_id, paper, line_id FROM claim_paper_line WHERE claim_id = @claimId ORDER BY line_id", new { claimId })).ToLookup(l => (l.FileId, l.Paper), l => l.LineId);
        var marks = await db.QueryAsync<PaperMark>("""
            SELECT p.file_id, p.paper, p.invoice, f.file_name, f.hash FROM claim_paper p JOIN claim_file f ON f.id = p.file_id WHERE p.claim_id = @claimId ORDER BY p.file_id, p.paper
            """, new { claimId });
        return [.. marks.Select(m => m with { Told = [.. lines[(m.FileId, m.Paper)]] })];
    }

    private sealed record MarkedLine
    {
        public long FileId { get; init; }
        public string Paper { get; init; } = "";
        public long LineId { get; init; }
    }
}
