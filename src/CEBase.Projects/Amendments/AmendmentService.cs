using CEBase.Projects.Contracts;

namespace CEBase.Projects.Amendments;

/// <summary>Drafts amendments (补充协议) of signed contracts and records their signing.</summary>
[RestsOn("BJTU:11", How = "签约后只能用补充协议变更班期、人数和价格，各有签订日和文件")]
internal sealed class AmendmentService(ContractRepository contracts, AmendmentRepository amendments, ContractDirectory directory, IFileStore files, Trace trace, TimeProvider clock)
{
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "起草", ["edit"] = "修改", ["signing"] = "填写签订信息", ["recipe"] = "由配方建立" };

    /// <summary>Drafts an amendment that brings the contract to the terms wanted and returns its number; what stays the same isn't named in it.</summary>
    /// <exception cref="Refusal"><c>contract_not_signed</c>, <c>amendment_open</c>, <c>amendment_empty</c>, <c>required</c>.</exception>
    public async Task<int> CreateAsync(DbScope db, string contractNumber, AmendmentWish wish, string? requestKey, ICurrentUser user)
    {
        var contract = await contracts.GetAsync(db, contractNumber);
        // So that numbers follow on and a form sent twice is seen.
        await contracts.LockAsync(db, contract.Id);
        if (requestKey is not null && await amendments.FindByKeyAsync(db, requestKey) is { } before)
        {
            return before;
        }
        if (contract.State != ContractStates.Signed)
        {
            throw new Refusal("contract_not_signed", "只有已签订、还在履行的合同才用补充协议变更；没有签订的直接修改合同。") { Status = 409 };
        }
        var all = await amendments.OfAsync(db, contract.Id);
        if (all.FirstOrDefault(a => a.State == AmendmentStates.Draft) is { } open)
        {
            throw new Refusal("amendment_open", $"第 {open.Number} 份补充协议还没有签订，请先签订或放弃，再起草下一份。") { Status = 409 };
        }
        var change = wish.Against((await directory.OfAsync(db, contract.Id))!);
        var number = all.Select(a => a.Number).DefaultIfEmpty(0).Max() + 1;
        var id = await amendments.AddAsync(db, change.Of(new Amendment { ContractId = contract.Id, Number = number }), requestKey, clock.GetUtcNow());
        await trace.AppendAsync(db, new TraceEntry(AmendmentStates.RecordType, id, "create") { To = AmendmentStates.Draft, Comment = wish.Reason }, user);
        await trace.AppendAsync(db, new TraceEntry(ContractStates.RecordType, contract.Id, "amendment") { Comment = $"第 {number} 份：{wish.Reason}" }, user);
        return number;
    }

    /// <summary>Changes an amendment that isn't signed.</summary>
    public async Task UpdateAsync(DbScope db, Amendment amendment, AmendmentWish wish, int version, ICurrentUser user)
    {
        Open(amendment);
        Saved(await amendments.UpdateAsync(db, wish.Against((await directory.OfAsync(db, amendment.ContractId))!).Of(amendment), version));
        await trace.AppendAsync(db, new TraceEntry(AmendmentStates.RecordType, amendment.Id, "edit"), user);
    }

    /// <summary>Records the day of signing and stores the scan.</summary>
    public async Task SaveSigningAsync(DbScope db, Amendment amendment, DateOnly? signedOn, UploadedFile? scan, int version, ICurrentUser user)
    {
        Open(amendment);
        var stored = scan is null ? null : await files.SaveAsync(db, scan.Content, scan.Name, Permissions.View, FileKinds.Evidence, user, isSensitive: true);
        var signed = amendment with { SignedOn = signedOn };
        Saved(await amendments.SignAsync(db, stored is null ? signed : signed with { ScanHash = stored.Hash, ScanName = stored.FileName, ScanUploadedAt = clock.GetUtcNow() }, version));
        await trace.AppendAsync(db, new TraceEntry(AmendmentStates.RecordType, amendment.Id, "signing")
        {
            Comment = $"签订日 {signedOn?.InTable() ?? "未填"}{(stored is null ? "" : "，上传扫描件")}。", Attachments = stored is null ? [] : [stored.Hash],
        }, user);
    }

    private static void Open(Amendment amendment)
    {
        if (amendment.State != AmendmentStates.Draft)
        {
            throw new Refusal("amendment_closed", "补充协议已签订或已放弃，不能再改。") { Status = 409 };
        }
    }

    private static void Saved(bool isSaved)
    {
        if (!isSaved)
        {
            throw new Refusal("amendment_changed", "刚才有人改过这份补充协议。请记下您的修改，刷新后再改。") { Status = 409 };
        }
    }
}

/// <summary>The terms as they should be after the change, as typed: all of them, so that nobody has to remember what stays.</summary>
internal sealed record AmendmentWish(DateOnly? StartsOn, DateOnly? EndsOn, int? Headcount, Money? Price, string Reason)
{
    /// <summary>Only what differs from the terms that hold now.</summary>
    /// <exception cref="Refusal">Nothing differs, or a term is missing.</exception>
    public AmendmentWish Against(ContractTerms now)
    {
        Field.Check(StartsOn is not null && EndsOn is not null && StartsOn <= EndsOn, "day_order", nameof(EndsOn), "请填写开始日和结束日，结束日不早于开始日。");
        Field.Check(Headcount > 0, "required", nameof(Headcount), "请填写人数。");
        Field.Check(Price >= Money.Zero, "amount_range", nameof(Price), "请填写合同价，最多两位小数。");
        Field.Required(Reason, nameof(Reason), "变更的原因", 1000);
        var change = this with
        {
            StartsOn = StartsOn == now.StartsOn ? null : StartsOn,
            EndsOn = EndsOn == now.EndsOn ? null : EndsOn,
            Headcount = Headcount == now.Headcount ? null : Headcount,
            Price = Price == now.Price ? null : Price,
        };
        return change is { StartsOn: null, EndsOn: null, Headcount: null, Price: null }
            ? throw new Refusal("amendment_empty", "班期、人数和价格都与现行合同相同，没有要变更的。") { Field = nameof(Headcount) }
            : change;
    }

    /// <summary>The amendment with this change.</summary>
    public Amendment Of(Amendment amendment) => amendment with { StartsOn = StartsOn, EndsOn = EndsOn, Headcount = Headcount, Price = Price, Reason = Reason };
}
