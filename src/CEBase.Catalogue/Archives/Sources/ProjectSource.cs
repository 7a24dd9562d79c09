namespace CEBase.Catalogue.Archives.Sources;

/// <summary>What stands behind the class: approval, promotion material, contract, the text learners agree to, price.</summary>
internal sealed class ProjectSource(
    IProjectDirectory projects, IFileStore files, IPromotionDirectory promotions, IContractDirectory contracts, IAgreementTexts agreements, IPriceDirectory prices) : IArchiveSource
{
    public async Task<IReadOnlyList<ArchiveItem>> CollectAsync(DbScope db, ClassCard card)
    {
        var project = card.ProjectId is { } id ? await projects.FindAsync(db, id) : null;
        var items = new List<ArchiveItem> { Approval(card, project), await AgreementAsync(db, card) };
        if (project is not null)
        {
            items.Add(await PromotionAsync(db, card, project));
            items.Add(await ContractAsync(db, card, project));
            items.Add(await PriceAsync(db, card, project));
        }
        return items;
    }

    private static ArchiveItem Approval(ClassCard card, ProjectCard? project) => project is null
        ? new ArchiveItem("planning.approval", false, CatalogueAddresses.Class(card.ClassNo, "edit")) { Detail = "没有关联立项" }
        : new ArchiveItem("planning.approval", project.ApprovalNo is not null, $"/console/projects/{project.Number}")
        {
            Detail = project.ApprovalNo is null ? $"{project.Number} 还没有批准" : $"审批编号 {project.ApprovalNo}",
            Contents = [Sheet(card, "立项审批", $"立项 {project.Number}", [
                ("审批编号", project.ApprovalNo ?? ""), ("名称", project.Name), ("承办单位", project.UnitName), ("年度", $"{project.Year}"), ("办班形式", ProjectWords.Forms.LabelOf(project.Form)),
                ("任务类型", ProjectWords.Tasks.LabelOf(project.Task)), ("经费方式", project.Funding.Label()), ("每人收费", $"{project.Fee} 元"), ("人数", $"{project.Headcount} 人"),
                ("日期", $"{project.StartsOn.InTable()} 至 {project.EndsOn.InTable()}"), ("学时", project.Hours.ToString()), ("面向", project.Audience)])],
        };

    private async Task<ArchiveItem> PromotionAsync(DbScope db, ClassCard card, ProjectCard project)
    {
        var approved = (await promotions.OfProjectAsync(db, project.Id)).Where(p => p.IsApproved).ToList();
        var contents = new List<ArchiveContent>();
        foreach (var (material, n) in approved.Select((p, n) => (p, n + 1)))
        {
            contents.Add(Sheet(card, $"招生宣传材料 {n}", material.Title, [("正文", material.Text)]));
            foreach (var hash in material.Pictures)
            {
                contents.Add(ArchiveContent.Stored((await files.FindAsync(db, hash))?.FileName ?? $"{hash[..12]}.png", hash));
            }
        }
        return new ArchiveItem("planning.promotion", approved.Count > 0, $"/console/projects/{project.Number}")
        {
            Detail = approved.Count > 0 ? $"{approved.Count} 份已批准" : "没有批准的宣传材料",
            Contents = contents,
        };
    }

    private async Task<ArchiveItem> ContractAsync(DbScope db, ClassCard card, ProjectCard project)
    {
        var terms = await contracts.OfProjectAsync(db, project.Id);
        return new ArchiveItem("contract.contract", terms?.SignedOn is not null, $"/console/projects/{project.Number}")
        {
            Detail = terms is null ? "没有合同" : terms.SignedOn is { } day ? $"{terms.Number}，{day.InTable()} 签署" : $"{terms.Number} 还没有签署",
            Contents = terms is null ? [] : [Sheet(card, "委托培训合同", $"合同 {terms.Number}", [
                ("委托单位", terms.ClientName), ("统一社会信用代码", terms.ClientCreditCode), ("签署日期", terms.SignedOn?.InTable() ?? ""),
                ("日期", $"{terms.StartsOn.InTable()} 至 {terms.EndsOn.InTable()}"), ("人数", $"{terms.Headcount} 人"), ("金额", $"{terms.Price} 元")])],
        };
    }

    private async Task<ArchiveItem> AgreementAsync(DbScope db, ClassCard card)
    {
        var text = await agreements.CurrentAsync(db);
        return new ArchiveItem("contract.agreement", text is not null, CatalogueAddresses.Class(card.ClassNo))
        {
            Detail = text is null ? "没有知情协议文本" : $"{text.Title} 第 {text.Version} 版",
            Contents = text is null ? [] : [Sheet(card, "学员知情协议", text.Title, [("版本", $"第 {text.Version} 版"), ("正文", text.Text)])],
        };
    }

    private async Task<ArchiveItem> PriceAsync(DbScope db, ClassCard card, ProjectCard project)
    {
        var price = project.PriceId is { } id ? await prices.FindAsync(db, id) : null;
        return new ArchiveItem("finance.price", price is not null, $"/console/projects/{project.Number}")
        {
            Detail = price is null ? "没有价格备案" : $"备案号 {price.FilingNo}",
            Contents = price is null ? [] : [Sheet(card, "收费依据", price.Name, [
                ("每人不高于", $"{price.Amount} 元"), ("备案或批准文号", price.FilingNo), ("执行日期", $"{price.From.InTable()}{(price.Until is { } until ? $" 至 {until.InTable()}" : " 起")}")])],
        };
    }

    private static ArchiveContent Sheet(ClassCard card, string name, string title, (string, string)[] parts) =>
        ArchiveContent.Sheet($"{card.ClassNo} {name}.html", title, _ => Task.FromResult<IEnumerable<(string, string)>>(parts));
}
