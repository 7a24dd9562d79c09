namespace CEBase.Projects.Contracts;

/// <summary>A file as it came with a form.</summary>
internal sealed record UploadedFile(Stream Content, string Name);

/// <summary>Drafts and changes contracts, and records their signing; states move by <see cref="ContractWorkflow"/>.</summary>
[RestsOn("BJTU:10", How = "合同台账登记签订、变更、履行与解除的全过程")]
internal sealed class ContractService(IProjectDirectory projects, IFileStore files, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string>
    {
        ["create"] = "起草", ["edit"] = "修改", ["recipe"] = "由配方建立", ["signing"] = "填写签订信息", ["amendment"] = "起草补充协议",
    };

    /// <summary>Drafts a contract and returns its number. The same request key again returns the number of the first time.</summary>
    /// <exception cref="Refusal"><c>contract_exists</c>: the project has one; <c>contract_incomplete</c>; <c>project_ended</c>.</exception>
    public async Task<string> CreateAsync(DbScope db, Contract contract, string? requestKey, ICurrentUser user)
    {
        Complete(contract);
        var project = await projects.FindAsync(db, contract.ProjectId) ?? throw Refusal.NotFound("没有这个项目，请从项目列表打开。");
        if (project.State is ProjectStates.Closed or ProjectStates.Returned)
        {
            throw new Refusal("project_ended", "项目已退回或已结项，不能再起草合同。") { Field = nameof(Contract.ProjectId), Status = 409 };
        }
        // Locks the counter, so that the looks below see what a request pressed twice has written.
        var year = clock.Today().Year;
        await db.ExecuteAsync("INSERT INTO project_counter (kind, year, last) VALUES ('contract', @year, 0) ON CONFLICT (kind, year) DO UPDATE SET last = project_counter.last", new { year });
        if (requestKey is not null && await db.FirstAsync<string>("SELECT number FROM contract WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        if (await db.FirstAsync<string>("SELECT number FROM contract WHERE project_id = @ProjectId AND state NOT IN ('ended', 'cancelled')", new { contract.ProjectId }) is { } there)
        {
            throw new Refusal("contract_exists", $"项目 {project.Number} 已有合同 {there}，一个项目只有一份有效合同。") { Field = nameof(Contract.ProjectId), Status = 409 };
        }
        var last = await db.ScalarAsync<int>("UPDATE project_counter SET last = last + 1 WHERE kind = 'contract' AND year = @year RETURNING last", new { year });
        var number = string.Create(CultureInfo.InvariantCulture, $"H{year}-{last:000}");
        var id = await InsertAsync(db, contract with { Number = number }, requestKey);
        await trace.AppendAsync(db, new TraceEntry(ContractStates.RecordType, id, "create") { To = ContractStates.Draft }, user);
        return number;
    }

    /// <summary>Changes a contract that isn't signed; one the office has or had goes back to the draft.</summary>
    /// <exception cref="Refusal"><c>contract_signed</c>, <c>contract_changed</c>, <c>contract_incomplete</c>.</exception>
    public async Task UpdateAsync(DbScope db, Contract contract, ICurrentUser user)
    {
        Complete(contract);
        var before = await Contract.GetAsync(db, contract.Number);
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
        var saved = await db.ExecuteAsync("""
            UPDATE contract SET client_id = @ClientId, kind = @Kind, template_id = @TemplateId, deviation = @Deviation, has_safety_clause = @HasSafetyClause, headcount = @Headcount,
              price = @Price, starts_on = @StartsOn, ends_on = @EndsOn, negotiated_on = @NegotiatedOn, key_terms = @KeyTerms, partners = @Partners, is_declared = @IsDeclared,
              version = version + 1
            WHERE id = @Id AND version = @Version
            """, Row(entry with { Version = contract.Version }, null));
        if (saved == 0)
        {
            throw Changed();
        }
        await trace.AppendAsync(db, new TraceEntry(ContractStates.RecordType, before.Id, "edit") { Comment = ContractChanges.Between(before, entry) }, user);
        if (before.State != ContractStates.Draft)
        {
            await engine.TakeAsync(db, new StepRequest(ContractStates.RecordType, before.Id, ContractWorkflow.Revise) { Comment = "审核后改动了内容。" }, SystemUser.Instance);
        }
    }

    /// <summary>Records the day of signing and stores the scan of the signed paper with the time of its upload.</summary>
    public async Task SaveSigningAsync(DbScope db, string number, DateOnly? signedOn, UploadedFile? scan, int version, ICurrentUser user)
    {
        var contract = await Contract.GetAsync(db, number);
        if (contract.State is not (ContractStates.Draft or ContractStates.Cleared))
        {
            throw new Refusal("contract_not_open", "现在的状态不能填写签订信息。") { Status = 409 };
        }
        var stored = scan is null ? null : await files.SaveAsync(db, scan.Content, scan.Name, Permissions.View, FileKinds.Evidence, user, isSensitive: true);
        if (stored is null && signedOn == contract.SignedOn)
        {
            return;
        }
        var saved = await db.ExecuteAsync("""
            UPDATE contract SET signed_on = @signedOn, scan_hash = @Hash, scan_name = @Name, scan_uploaded_at = @At, version = version + 1 WHERE id = @Id AND version = @version
            """, new
        {
            contract.Id, version, signedOn, Hash = stored?.Hash ?? contract.ScanHash, Name = stored?.FileName ?? contract.ScanName,
            At = stored is null ? contract.ScanUploadedAt : clock.GetUtcNow(),
        });
        if (saved == 0)
        {
            throw Changed();
        }
        await trace.AppendAsync(db, new TraceEntry(ContractStates.RecordType, contract.Id, "signing")
        {
            Comment = $"签订日 {signedOn?.InTable() ?? "未填"}{(stored is null ? "" : "，上传扫描件")}。",
            Attachments = stored is null ? [] : [stored.Hash],
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
            yield return (nameof(contract.Price), "合同价不能是负数。");
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

    public static Task<long> InsertAsync(DbScope db, Contract contract, string? requestKey) => db.InsertAsync("""
        INSERT INTO contract (number, request_key, state, state_since, client_id, project_id, kind, template_id, deviation, has_safety_clause, headcount, price, starts_on, ends_on,
          negotiated_on, signed_on, scan_hash, scan_name, scan_uploaded_at, key_terms, partners, is_declared, version)
        VALUES (@Number, @requestKey, @State, @StateSince, @ClientId, @ProjectId, @Kind, @TemplateId, @Deviation, @HasSafetyClause, @Headcount, @Price, @StartsOn, @EndsOn,
          @NegotiatedOn, @SignedOn, @ScanHash, @ScanName, @ScanUploadedAt, @KeyTerms, @Partners, @IsDeclared, 1)
        """, Row(contract, requestKey));

    private void Complete(Contract contract)
    {
        foreach (var (field, sentence) in Problems(contract, clock.Today()))
        {
            throw new Refusal("contract_incomplete", sentence) { Field = field };
        }
    }

    private static Refusal Changed() => new("contract_changed", "刚才有人改过这份合同。请记下您的修改，刷新后再改。") { Status = 409 };

    private static object Row(Contract c, string? requestKey) => new
    {
        c.Id, c.Number, requestKey, c.State, c.StateSince, c.ClientId, c.ProjectId, Kind = c.Kind.ToString(), c.TemplateId, c.Deviation, c.HasSafetyClause, c.Headcount, c.Price,
        c.StartsOn, c.EndsOn, c.NegotiatedOn, c.SignedOn, c.ScanHash, c.ScanName, c.ScanUploadedAt, c.KeyTerms, c.Partners, c.IsDeclared, c.Version,
    };
}
