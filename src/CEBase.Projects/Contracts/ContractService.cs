using CEBase.Projects.Drafting;

namespace CEBase.Projects.Contracts;

/// <summary>A file as it came with a form.</summary>
internal sealed record UploadedFile(Stream Content, string Name)
{
    /// <summary>From its beginning, also when the transaction runs again; null when nothing came.</summary>
    public static UploadedFile? Of(Stream? content, IFormFile? upload)
    {
        if (content is null)
        {
            return null;
        }
        content.Position = 0;
        return new UploadedFile(content, upload!.FileName);
    }
}

/// <summary>Drafts and changes contracts, and records their signing; states move by <see cref="ContractWorkflow"/>.</summary>
[RestsOn("BJTU:10", How = "合同台账登记签订、变更、履行与解除的全过程")]
internal sealed class ContractService(ContractRepository contracts, IProjectDirectory projects, IFileStore files, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    private const string Numbers = "contract";

    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string>
    {
        ["create"] = "起草", ["edit"] = "修改", ["recipe"] = "由配方建立", ["signing"] = "填写签订信息", ["amendment"] = "起草补充协议",
    };

    /// <summary>The next contract number of the year.</summary>
    public static async Task<string> NextNumberAsync(DbScope db, int year) => $"H{year}-{await NumberCounter.NextAsync(db, Numbers, year):000}";

    /// <summary>Drafts a contract and returns its number. The same request key again returns the number of the first time.</summary>
    /// <exception cref="Refusal"><c>contract_exists</c>: the project has one; <c>contract_incomplete</c>; <c>project_ended</c>.</exception>
    public async Task<string> CreateAsync(DbScope db, Contract contract, string? requestKey, ICurrentUser user)
    {
        Refusals.All("contract_incomplete", Problems(contract, clock.Today()));
        var project = await projects.FindAsync(db, contract.ProjectId) ?? throw Refusal.NotFound("没有这个项目，请从项目列表打开。");
        if (project.State is ProjectStates.Closed or ProjectStates.Returned)
        {
            throw new Refusal("project_ended", "项目已退回或已结项，不能再起草合同。") { Field = nameof(Contract.ProjectId), Status = 409 };
        }
        // Locks the counter, so that the looks below see what a request pressed twice has written.
        var year = clock.Today().Year;
        await NumberCounter.LockAsync(db, Numbers, year);
        if (requestKey is not null && await contracts.FindByKeyAsync(db, requestKey) is { } before)
        {
            return before;
        }
        if (await contracts.LivingAsync(db, contract.ProjectId) is { } there)
        {
            throw new Refusal("contract_exists", $"项目 {project.Number} 已有合同 {there}，一个项目只有一份有效合同。") { Field = nameof(Contract.ProjectId), Status = 409 };
        }
        var number = await NextNumberAsync(db, year);
        var id = await contracts.AddAsync(db, contract with { Number = number }, requestKey);
        await trace.AppendAsync(db, new TraceEntry(ContractStates.RecordType, id, "create") { To = ContractStates.Draft }, user);
        return number;
    }

    /// <summary>Changes a contract that isn't signed; one the office has or had goes back to the draft.</summary>
    /// <exception cref="Refusal"><c>contract_signed</c>, <c>contract_changed</c>, <c>contract_incomplete</c>.</exception>
    public async Task UpdateAsync(DbScope db, Contract contract, ICurrentUser user)
    {
        Refusals.All("contract_incomplete", Problems(contract, clock.Today()));
        var before = await contracts.GetAsync(db, contract.Number);
        var entry = before with
        {
            ClientId = contract.ClientId, Kind = contract.Kind, TemplateId = contract.TemplateId, Deviation = contract.Deviation, HasSafetyClause = contract.HasSafetyClause,
            Headcount = contract.Headcount, Price = contract.Price, StartsOn = contract.StartsOn, EndsOn = contract.EndsOn, NegotiatedOn = contract.NegotiatedOn,
            KeyTerms = contract.KeyTerms, Partners = contract.Partners, IsDeclared = contract.IsDeclared,
        };
        if (entry == before)
        {
            return;
        }
        if (!before.MayBeEdited)
        {
            throw new Refusal("contract_signed", "合同已签订或已终止，不能再改。班期、人数或价格要变更的，请签订补充协议。") { Status = 409 };
        }
        Saved(await contracts.UpdateAsync(db, entry with { Version = contract.Version }));
        await trace.AppendAsync(db, new TraceEntry(ContractStates.RecordType, before.Id, "edit") { Comment = ContractChanges.Between(before, entry) }, user);
        if (before.State != ContractStates.Draft)
        {
            await engine.TakeAsync(db, new StepRequest(ContractStates.RecordType, before.Id, ContractWorkflow.Revise) { Comment = "审核后改动了内容。" }, SystemUser.Instance);
        }
    }

    /// <summary>Records the day of signing and stores the scan of the signed paper with the time of its upload.</summary>
    public async Task SaveSigningAsync(DbScope db, string number, DateOnly? signedOn, UploadedFile? scan, int version, ICurrentUser user)
    {
        var contract = await contracts.GetAsync(db, number);
        if (contract.State is not (ContractStates.Draft or ContractStates.Cleared))
        {
            throw new Refusal("contract_not_open", "现在的状态不能填写签订信息。") { Status = 409 };
        }
        var stored = scan is null ? null : await files.SaveAsync(db, scan.Content, scan.Name, Permissions.View, FileKinds.Evidence, user, isSensitive: true);
        if (stored is null && signedOn == contract.SignedOn)
        {
            return;
        }
        var signed = contract with { SignedOn = signedOn };
        Saved(await contracts.SignAsync(db, stored is null ? signed : signed with { ScanHash = stored.Hash, ScanName = stored.FileName, ScanUploadedAt = clock.GetUtcNow() }, version));
        await trace.AppendAsync(db, new TraceEntry(ContractStates.RecordType, contract.Id, "signing")
        {
            Comment = $"签订日 {signedOn?.InTable() ?? "未填"}{(stored is null ? "" : "，上传扫描件")}。", Attachments = stored is null ? [] : [stored.Hash],
        }, user);
    }

    /// <summary>What makes a contract impossible to store, by field.</summary>
    public static IEnumerable<(string Field, string Sentence)> Problems(Contract contract, DateOnly today)
    {
        if (contract.ProjectId == 0)
        {
            yield return (nameof(contract.ProjectId), "请选择项目。");
        }
        if (contract.ClientId == 0)
        {
            yield return (nameof(contract.ClientId), "请选择委托单位；名单里没有的先登记。");
        }
        if (contract.Headcount is <= 0 or > 100_000)
        {
            yield return (nameof(contract.Headcount), "请填写人数。");
        }
        if (contract.Price < Money.Zero)
        {
            yield return (nameof(contract.Price), "请填写合同价，最多两位小数；不收费的填 0。");
        }
        if (contract.StartsOn == default || contract.EndsOn == default || contract.StartsOn > contract.EndsOn)
        {
            yield return (nameof(contract.EndsOn), "请填写开始日和结束日，结束日不早于开始日。");
        }
        if (contract.NegotiatedOn == default || contract.NegotiatedOn > today)
        {
            yield return (nameof(contract.NegotiatedOn), "请填写洽谈日，不晚于今天。");
        }
        foreach (var (value, field, label) in new[] { (contract.KeyTerms, nameof(contract.KeyTerms), "合同要点"), (contract.Deviation, nameof(contract.Deviation), "偏离说明"), (contract.Partners, nameof(contract.Partners), "合作方申报") })
        {
            if (value.Length > 5000)
            {
                yield return (field, $"{label}最多 5,000 个字。");
            }
        }
    }

    private static void Saved(bool isSaved)
    {
        if (!isSaved)
        {
            throw new Refusal("contract_changed", "刚才有人改过这份合同。请记下您的修改，刷新后再改。") { Status = 409 };
        }
    }
}
