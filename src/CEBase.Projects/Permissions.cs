namespace CEBase.Projects;

/// <summary>Rights of plans, projects, promotion material and contracts.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Reads plans, projects, prices, promotion material and contracts.</summary>
    public const string View = "Projects.View";

    /// <summary>Drafts annual plans and projects of the owning unit.</summary>
    public const string Manage = "Projects.Manage";

    /// <summary>Reviews for the owning unit: its joint meeting passes projects and promotion material.</summary>
    public const string UnitReview = "Projects.UnitReview";

    /// <summary>Reviews for the office: approves projects, files plans, approves promotion material.</summary>
    public const string OfficeReview = "Projects.OfficeReview";

    /// <summary>Files owning units, suspends and resumes them.</summary>
    public const string UnitsManage = "Units.Manage";

    /// <summary>Records approved or filed prices.</summary>
    public const string PricesManage = "Prices.Manage";

    /// <summary>Keeps the list of banned words and the whitelist.</summary>
    public const string NamesManage = "Names.Manage";

    /// <summary>Drafts promotion material.</summary>
    public const string PromotionsManage = "Promotions.Manage";

    /// <summary>Keeps clients, contracts and amendments, and the texts learners agree to.</summary>
    public const string ContractsManage = "Contracts.Manage";

    /// <summary>Keeps the registers of research topics and exchanges.</summary>
    public const string RegistersManage = "Registers.Manage";

    IReadOnlyList<Permission> IPermissionProvider.Permissions =>
    [
        new(View, "查看立项、计划、宣传材料和合同"),
        new(Manage, "起草立项与年度计划"),
        new(UnitReview, "承办单位审核"),
        new(OfficeReview, "管理办公室审批立项"),
        new(UnitsManage, "管理承办单位备案与停办"),
        new(PricesManage, "管理价格备案"),
        new(NamesManage, "管理名称禁用词"),
        new(PromotionsManage, "起草宣传材料"),
        new(ContractsManage, "管理合同与委托单位"),
        new(RegistersManage, "管理研究与交流登记"),
    ];
}
