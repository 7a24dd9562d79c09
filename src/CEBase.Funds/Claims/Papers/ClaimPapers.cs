using CEBase.Catalogue;
using CEBase.Funds.Standards;
using CEBase.Platform.Data;
using CEBase.Projects;

namespace CEBase.Funds.Claims.Papers;

/// <summary>Finds papers of a claim that the system has already.</summary>
internal interface IClaimPaperSource
{
    /// <summary>What there is for these lines, present or not. Reads only.</summary>
    Task<IReadOnlyList<FoundPaper>> FindAsync(DbSession session, IReadOnlyList<ClaimLine> lines);
}

/// <summary>A mark that a file of a claim is a paper.</summary>
internal sealed record PaperMark
{
    public long FileId { get; init; }
    public string Paper { get; init; } = "";
    public string FileName { get; init; } = "";
    public string Hash { get; init; } = "";

    public static Task<IReadOnlyList<PaperMark>> OfAsync(DbSession session, long claimId) => session.QueryAsync<PaperMark>("""
        SELECT p.file_id, p.paper, f.file_name, f.hash FROM claim_paper p JOIN claim_file f ON f.id = p.file_id WHERE p.claim_id = @claimId ORDER BY p.file_id, p.paper
        """, new { claimId });
}

/// <summary>Makes the checklist of a claim's papers.</summary>
internal sealed class ClaimPapers(PaperTable table, IEnumerable<IClaimPaperSource> sources, CapBook caps)
{
    public async Task<IReadOnlyList<PaperLine>> ChecklistAsync(DbSession session, Claim claim, IReadOnlyList<(ClaimLine Line, Ledger.FundLine Budget)> lines, bool isGrant)
    {
        var found = (await PaperMark.OfAsync(session, claim.Id)).Select(m => new FoundPaper(m.Paper, null, true, m.FileName, $"/files/{m.Hash}/{Uri.EscapeDataString(m.FileName)}")).ToList();
        ClaimLine[] asked = [.. lines.Select(l => l.Line)];
        foreach (var source in sources)
        {
            found.AddRange(await source.FindAsync(session, asked));
        }
        return PaperRule.Checklist(table, lines, found, isGrant, await PaperSums.ReadAsync(session, table, caps, claim.Id, asked));
    }
}

/// <summary>Papers that the class has: its archive's items, uploads to the archive, and its settlement sheet.</summary>
internal sealed class ClassPapers(PaperTable table, IClassDirectory classes, IEnumerable<IArchiveSource> archives) : IClaimPaperSource
{
    private const string Settlement = "class-settlement";

    public async Task<IReadOnlyList<FoundPaper>> FindAsync(DbSession session, IReadOnlyList<ClaimLine> lines)
    {
        var found = new List<FoundPaper>();
        var served = lines.Where(l => l.ClassId is not null).ToLookup(l => l.ClassId!.Value, l => l.Id);
        foreach (var card in await classes.GetAsync(session, [.. served.Select(g => g.Key)]))
        {
            long[] ids = [.. served[card.Id]];
            var uploads = await session.QueryAsync<Upload>("SELECT item_code, file_name FROM archive_file WHERE class_id = @Id AND withdrawn_at IS NULL ORDER BY id", new { card.Id });
            foreach (var source in archives)
            {
                foreach (var item in await source.CollectAsync(session, card))
                {
                    found.AddRange(table.Papers.Where(p => p.From.Contains(item.Code))
                        .Select(p => new FoundPaper(p.Code, ids, item.IsPresent, item.Detail.Length > 0 ? $"{card.ClassNo} 班，{item.Detail}" : $"{card.ClassNo} 班", item.Href) { IsOfSystem = true }));
                }
            }
            // What was put into the archive by hand counts where the system itself has nothing.
            foreach (var paper in table.Papers.Where(p => !found.Any(f => f.Paper == p.Code && f.IsPresent && ReferenceEquals(f.Lines, ids))))
            {
                var ofPaper = uploads.Where(u => paper.From.Contains(u.ItemCode)).ToList();
                if (ofPaper.Count > 0)
                {
                    var what = ofPaper.Count == 1 ? ofPaper[0].FileName : $"{ofPaper.Count} 件";
                    found.Add(new FoundPaper(paper.Code, ids, true, $"{card.ClassNo} 班档案，{what}", $"/console/classes/{card.ClassNo}/archive") { IsOfSystem = true });
                }
            }
            found.Add(new FoundPaper(Settlement, ids, true, $"{card.ClassNo} 班决算单", $"/console/classes/{card.ClassNo}/settlement") { IsOfSystem = true });
        }
        return found;
    }

    private sealed record Upload
    {
        public string ItemCode { get; init; } = "";
        public string FileName { get; init; } = "";
    }
}

/// <summary>Approvals of purchases that the class's project has on record (BJTU 37).</summary>
internal sealed class ProjectPurchasePapers(IClassDirectory classes, IProjectDirectory projects, IPurchaseApprovals purchases) : IClaimPaperSource
{
    private const string Approval = "purchase-approval";

    public async Task<IReadOnlyList<FoundPaper>> FindAsync(DbSession session, IReadOnlyList<ClaimLine> lines)
    {
        var found = new List<FoundPaper>();
        foreach (var card in (await classes.GetAsync(session, [.. lines.Select(l => l.ClassId).OfType<long>().Distinct()])).Where(c => c.ProjectId is not null))
        {
            var approved = await purchases.OfProjectAsync(session, card.ProjectId!.Value);
            if (approved.Count > 0 && await projects.FindAsync(session, card.ProjectId.Value) is { } project)
            {
                // An approval covers what is not dearer than it.
                var most = approved.Max(p => p.Amount.Fen);
                found.Add(new FoundPaper(Approval, [.. lines.Where(l => l.ClassId == card.Id && l.Amount.Fen <= most).Select(l => l.Id)], true, $"批准编号 {string.Join("、", approved.Select(p => p.ApprovalNo))}", $"/console/projects/{project.Number}") { IsOfSystem = true });
            }
        }
        return found;
    }
}
