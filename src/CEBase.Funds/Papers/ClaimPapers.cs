using CEBase.Funds.Budgets;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.Reconciliation;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Papers;

/// <summary>Finds papers of a claim that the system has already.</summary>
internal interface IClaimPaperSource
{
    /// <summary>What there is for these lines, present or not. Reads only.</summary>
    Task<IReadOnlyList<FoundPaper>> FindAsync(DbScope db, IReadOnlyList<ClaimLine> lines);
}

/// <summary>Makes the checklist of a claim's papers, and marks which file is which paper of which lines.</summary>
internal sealed class ClaimPapers(PaperTable table, IEnumerable<IClaimPaperSource> sources, CapTable caps)
{
    public async Task<IReadOnlyList<PaperLine>> ChecklistAsync(DbScope db, long claimId, IReadOnlyList<(ClaimLine Line, FundLine Budget)> lines, bool isGrant)
    {
        ClaimLine[] asked = [.. lines.Select(l => l.Line)];
        var found = (await PaperMarkRepository.OfAsync(db, claimId)).Select(m => new FoundPaper(m.Paper, m.LinesOf(asked), true, m.FileName, FundsAddresses.File(m.Hash, m.FileName))).ToList();
        foreach (var source in sources)
        {
            found.AddRange(await source.FindAsync(db, asked));
        }
        return PaperRule.Checklist(table, lines, found, isGrant, await PaperSums.ReadAsync(db, table, caps, claimId, asked));
    }

    /// <summary>Marks a file as these papers of these lines; without lines, of those that miss the paper, or else of all that need it.</summary>
    /// <exception cref="Refusal"><c>paper_unknown</c>, <c>line_gone</c>; <c>invoice_lines</c>: one invoice can't be that of lines with different numbers.</exception>
    public async Task MarkAsync(DbScope db, long claimId, long fundId, long fileId, IReadOnlyList<string> held, IReadOnlyCollection<long> told)
    {
        if (held.FirstOrDefault(p => table.Find(p) is null) is { } unknown)
        {
            throw new Refusal("paper_unknown", $"没有名为“{unknown}”的报销材料。") { Field = "Papers" };
        }
        var lines = await ClaimLineRepository.OfClaimAsync(db, claimId);
        if (told.Any(id => lines.All(l => l.Id != id)))
        {
            throw new Refusal("line_gone", "所选的明细行已经删去，请刷新后再选。") { Field = "Lines", Status = 409 };
        }
        var budgets = (await FundLineRepository.OfFundAsync(db, fundId)).ToDictionary(b => b.Id);
        var checklist = await ChecklistAsync(db, claimId, [.. lines.Select(l => (l, budgets[l.FundLineId]))], isGrant: false);
        var marks = await PaperMarkRepository.OfAsync(db, claimId);
        foreach (var paper in held.Distinct())
        {
            var proved = lines.Where((line, i) => told.Count > 0 ? told.Contains(line.Id) : Serves(checklist, paper, i + 1)).ToList();
            var invoices = paper == PaperMark.InvoicePaper ? proved.Select(l => l.InvoiceKey).Distinct().ToList() : [];
            if (invoices.Count > 1)
            {
                throw new Refusal("invoice_lines", $"第 {string.Join("、", lines.Index().Where(l => proved.Contains(l.Item)).Select(l => l.Index + 1))} 行的发票号码不同，一份发票只证明同一号码的行。请勾选这张发票对应的行，其他发票另行上传。") { Field = "Lines" };
            }
            if (invoices.Count == 1 && marks.FirstOrDefault(m => m.FileId == fileId && m.Paper == paper) is { } before && before.Invoice != invoices[0])
            {
                throw new Refusal("invoice_other", $"这个附件已登记为{(before.Invoice.Length > 0 ? $"发票 {before.Invoice}" : "没有号码的发票")}，不能再作另一张发票。请移去后重新上传。") { Field = "Lines" };
            }
            await db.ExecuteAsync("INSERT INTO claim_paper (file_id, claim_id, paper, invoice) VALUES (@fileId, @claimId, @paper, @Invoice) ON CONFLICT DO NOTHING",
                new { fileId, claimId, paper, Invoice = invoices.FirstOrDefault() ?? "" });
            foreach (var line in proved)
            {
                await db.ExecuteAsync("INSERT INTO claim_paper_line (file_id, paper, line_id, claim_id) VALUES (@fileId, @paper, @LineId, @claimId) ON CONFLICT DO NOTHING",
                    new { fileId, paper, LineId = line.Id, claimId });
            }
        }
    }

    private static bool Serves(IReadOnlyList<PaperLine> checklist, string paper, int number)
    {
        var asking = checklist.Where(p => p.Paper.Code == paper || p.Paper.Or.Contains(paper)).ToList();
        return asking.Any(p => p.IsMissing) ? asking.Any(p => p.MissingLines.Contains(number)) : asking.Any(p => p.Lines.Contains(number));
    }
}

/// <summary>Papers that the class has: its archive's items, uploads to the archive, and its settlement sheet.</summary>
internal sealed class ClassPapers(PaperTable table, IClassDirectory classes, IEnumerable<IArchiveSource> archives) : IClaimPaperSource
{
    private const string Settlement = "class-settlement";

    public async Task<IReadOnlyList<FoundPaper>> FindAsync(DbScope db, IReadOnlyList<ClaimLine> lines)
    {
        var found = new List<FoundPaper>();
        var served = lines.Where(l => l.ClassId is not null).ToLookup(l => l.ClassId!.Value, l => l.Id);
        foreach (var card in await classes.GetAsync(db, [.. served.Select(g => g.Key)]))
        {
            long[] ids = [.. served[card.Id]];
            var uploads = await db.QueryAsync<Upload>("SELECT item_code, file_name FROM published_archive_file WHERE class_id = @Id AND withdrawn_at IS NULL ORDER BY id", new { card.Id });
            foreach (var source in archives)
            {
                foreach (var item in await source.CollectAsync(db, card))
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
            found.Add(new FoundPaper(Settlement, ids, true, $"{card.ClassNo} 班决算单", FundsAddresses.Settlement(card.ClassNo)) { IsOfSystem = true });
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

    public async Task<IReadOnlyList<FoundPaper>> FindAsync(DbScope db, IReadOnlyList<ClaimLine> lines)
    {
        var found = new List<FoundPaper>();
        foreach (var card in (await classes.GetAsync(db, [.. lines.Select(l => l.ClassId).OfType<long>().Distinct()])).Where(c => c.ProjectId is not null))
        {
            var approved = await purchases.OfProjectAsync(db, card.ProjectId!.Value);
            if (approved.Count > 0 && await projects.FindAsync(db, card.ProjectId.Value) is { } project)
            {
                // An approval covers what is not dearer than it.
                var most = approved.Max(p => p.Amount.Fen);
                found.Add(new FoundPaper(Approval, [.. lines.Where(l => l.ClassId == card.Id && l.Amount.Fen <= most).Select(l => l.Id)], true, $"批准编号 {string.Join("、", approved.Select(p => p.ApprovalNo))}", $"/console/projects/{project.Number}") { IsOfSystem = true });
            }
        }
        return found;
    }
}
