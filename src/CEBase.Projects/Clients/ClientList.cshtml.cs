namespace CEBase.Projects.Clients;

/// <summary>A line of the list.</summary>
internal sealed record ClientLine
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string CreditCode { get; init; } = "";
    public bool CodeFits { get; init; }
    public string LicenceSeenBy { get; init; } = "";
    public string Region { get; init; } = "";
    public bool IsOutsideRegion { get; init; }
    public string ContactName { get; init; } = "";
    public string ContactPhone { get; init; } = "";
    public bool IsRelationDeclared { get; init; }
    public int Contracts { get; init; }
}

/// <summary>委托单位.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClientListModel(ListServices services) : ListPage<ClientLine>(services)
{
    public bool MayManage => CurrentUser.Has(Permissions.ContractsManage);

    protected override ListQuery<ClientLine> Describe() => new("委托单位", """
        SELECT c.id, c.name, c.credit_code, c.code_fits, c.licence_seen_by, c.region, c.is_outside_region, c.contact_name, c.contact_phone, c.is_relation_declared,
          (SELECT count(*) FROM contract k WHERE k.client_id = c.id) AS contracts
        FROM client c
        """, "c.name, c.id")
    {
        Unit = "家",
        Search = new("单位名称、代码", "c.name", "c.credit_code"),
        Filters =
        [
            new("outside", "地区", "TRUE") { Options = [new("false", "省内", "c.is_outside_region = FALSE"), new("true", "省外", "c.is_outside_region = TRUE")] },
            new("todo", "待办", "TRUE") { Options = [new("true", "待核对或待申报", "(c.code_fits = FALSE AND c.licence_seen_by = '') OR c.is_relation_declared = FALSE")] },
        ],
        Columns =
        [
            new("单位", c => c.Name) { Link = c => ProjectAddresses.Client(c.Id), Sort = ("name", "c.name"), Place = CellPlace.Head },
            new("统一社会信用代码", c => c.CreditCode)
            {
                Detail = c => c.CodeFits ? null : c.LicenceSeenBy.Length > 0 ? "已核对执照" : "待核对执照", IsAlarming = c => !c.CodeFits && c.LicenceSeenBy.Length == 0, Sort = ("code", "c.credit_code"),
            },
            new("地区", c => c.Region) { Detail = c => c.IsOutsideRegion ? "省外" : null, Sort = ("region", "c.region") },
            new("联系人", c => $"{c.ContactName} {c.ContactPhone}"),
            new("关系人", c => c.IsRelationDeclared ? "已申报" : "未申报"),
            new("合同", c => c.Contracts),
        ],
    };
}
