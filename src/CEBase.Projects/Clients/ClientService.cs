namespace CEBase.Projects.Clients;

/// <summary>Enters and changes clients; one a credit code.</summary>
[RestsOn("MOE23:13", How = "登记委托单位时申报本校人员及关系人在该单位任职持股情况")]
internal sealed class ClientService(ClientRepository clients, Trace trace, TimeProvider clock)
{
    public const string LicenceSeen = "licence_seen";

    /// <summary>Acts of this record.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string>
    {
        ["create"] = "登记", ["edit"] = "修改", ["recipe"] = "由配方建立", [LicenceSeen] = "核对执照原件",
    };

    /// <summary>Enters a client and returns its number. The same request key again returns the number of the first time.</summary>
    /// <exception cref="Refusal"><c>client_exists</c>: the code is taken; <c>client_incomplete</c>.</exception>
    public async Task<long> CreateAsync(DbScope db, Client client, bool licenceSeen, string? requestKey, ICurrentUser user, string act = "create")
    {
        var entry = Completed(client with { LicenceSeenBy = "", LicenceSeenOn = null }, licenceSeen, user);
        var id = await clients.AddAsync(db, entry, requestKey);
        if (id == 0)
        {
            return await clients.FindByKeyAsync(db, requestKey) ?? throw Taken((await clients.FindByCodeAsync(db, entry.CreditCode))!);
        }
        await trace.AppendAsync(db, new TraceEntry(Client.RecordType, id, act) { Findings = [.. Findings(entry)] }, user);
        return id;
    }

    /// <summary>Changes a client. A changed code has to be looked at anew.</summary>
    /// <exception cref="Refusal">As above, and <c>client_changed</c>: somebody saved meanwhile.</exception>
    public async Task UpdateAsync(DbScope db, Client client, bool licenceSeen, ICurrentUser user)
    {
        var before = await clients.GetAsync(db, client.Id);
        var isSameCode = CreditCode.Check(client.CreditCode).Number == before.CreditCode;
        var entry = Completed(client with { LicenceSeenBy = isSameCode ? before.LicenceSeenBy : "", LicenceSeenOn = isSameCode ? before.LicenceSeenOn : null }, licenceSeen, user);
        if (entry with { Version = before.Version } == before)
        {
            return;
        }
        if (await clients.FindByCodeAsync(db, entry.CreditCode) is { } other && other.Id != before.Id)
        {
            throw Taken(other);
        }
        if (!await clients.UpdateAsync(db, entry))
        {
            throw new Refusal("client_changed", "刚才有人改过这个单位。请记下您的修改，刷新后再改。") { Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(Client.RecordType, entry.Id, "edit") { Findings = [.. Findings(entry)] }, user);
    }

    /// <summary>Records that somebody looked at the licence; a second time changes nothing.</summary>
    public async Task ConfirmLicenceAsync(DbScope db, long id, ICurrentUser user)
    {
        var client = await clients.GetAsync(db, id);
        if (await clients.ConfirmLicenceAsync(db, id, user.DisplayName, clock.Today()))
        {
            await trace.AppendAsync(db, new TraceEntry(Client.RecordType, id, LicenceSeen) { Comment = $"统一社会信用代码 {client.CreditCode}" }, user);
        }
    }

    public static IEnumerable<Finding> Findings(Client client) => ClientCodeRule.Check(client.CreditCode, client.LicenceSeenBy, client.LicenceSeenOn);

    /// <summary>What makes an entry impossible to store, by field.</summary>
    private static IEnumerable<(string Field, string Sentence)> Problems(Client client)
    {
        if (client.Name.Length is 0 or > 100)
        {
            yield return (nameof(client.Name), "请填写单位全称，最多 100 个字。");
        }
        foreach (var block in ClientCodeRule.Check(client.CreditCode, "", null).Where(f => f.Severity == Severity.Block))
        {
            yield return (nameof(client.CreditCode), block.Sentence);
        }
        if (client.Region.Length is 0 or > 50)
        {
            yield return (nameof(client.Region), "请填写单位所在省份或地区。");
        }
        if (client.ContactName.Length is 0 or > 50)
        {
            yield return (nameof(client.ContactName), "请填写联系人。");
        }
        foreach (var (value, most, field, label) in new[]
        {
            (client.ContactPhone, 50, nameof(client.ContactPhone), "联系电话"), (client.InvoiceTitle, 100, nameof(client.InvoiceTitle), "发票抬头"),
            (client.InvoiceDetails, 300, nameof(client.InvoiceDetails), "开票资料"), (client.RelatedPersons, 1000, nameof(client.RelatedPersons), "关系人"),
        })
        {
            if (value.Length > most)
            {
                yield return (field, $"{label}最多 {most} 个字。");
            }
        }
    }

    private Client Completed(Client client, bool licenceSeen, ICurrentUser user)
    {
        Refusals.All("client_incomplete", Problems(client));
        var code = CreditCode.Check(client.CreditCode);
        var isSeen = !code.ChecksumFits && licenceSeen && client.LicenceSeenBy.Length == 0;
        return client with
        {
            CreditCode = code.Number,
            CodeFits = code.ChecksumFits,
            LicenceSeenBy = isSeen ? user.DisplayName : code.ChecksumFits ? "" : client.LicenceSeenBy,
            LicenceSeenOn = isSeen ? clock.Today() : code.ChecksumFits ? null : client.LicenceSeenOn,
            InvoiceTitle = client.InvoiceTitle.Length == 0 ? client.Name : client.InvoiceTitle,
        };
    }

    private static Refusal Taken(Client there) =>
        new("client_exists", $"代码 {there.CreditCode} 已登记为“{there.Name}”，请直接使用该单位。") { Field = nameof(Client.CreditCode), Status = 409 };
}
