namespace CEBase.Projects.Parts;

/// <summary>A unit's agreed share.</summary>
internal sealed record UnitShare
{
    public long UnitId { get; init; }
    public string UnitName { get; init; } = "";

    /// <summary>Basis points: 10000 is the whole.</summary>
    public int BasisPoints { get; init; }

    public string Percent => (BasisPoints / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) + "%";
}

/// <summary>A partner outside the school, with what it does and what was found out about it.</summary>
internal sealed record Partner
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string CreditCode { get; init; } = "";
    public string Work { get; init; } = "";
    public DateOnly? CheckedOn { get; init; }
    public string CheckResult { get; init; } = "";
    public string CheckHash { get; init; } = "";
    public string CheckFile { get; init; } = "";

    /// <summary>Whether staff or related persons hold a post there was declared, with the answer in <see cref="RelatedPersons"/>.</summary>
    public bool IsDeclared { get; init; }

    public string RelatedPersons { get; init; } = "";
    public bool RunsWhole { get; init; }
    public bool Recruits { get; init; }
    public bool CollectsFees { get; init; }
}

/// <summary>A purchase of software or services.</summary>
internal sealed record Purchase
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public Money Amount { get; init; }
    public string ApprovalNo { get; init; } = "";
}

/// <summary>An approval given by somebody else.</summary>
internal sealed record ProjectDocument
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string Number { get; init; } = "";
    public string Issuer { get; init; } = "";
    public DateOnly IssuedOn { get; init; }
    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
}

/// <summary>Kinds of approvals by others.</summary>
internal static class DocumentKinds
{
    public const string Foreign = "foreign";
    public const string Region = "region";

    public static IReadOnlyList<CodeWord> All { get; } = [new(Foreign, "涉外、涉港澳台批准文件"), new(Region, "承接外地区、外单位任务的批准文件"), new("other", "其他批准文件")];
}

/// <summary>Everything that hangs on a project.</summary>
internal sealed record PartsOfProject(IReadOnlyList<UnitShare> Shares, IReadOnlyList<Partner> Partners, IReadOnlyList<Purchase> Purchases, IReadOnlyList<ProjectDocument> Documents);

/// <summary>Reads what hangs on a project.</summary>
internal sealed class PartRepository : IPurchaseApprovals
{
    public async Task<PartsOfProject> OfAsync(DbScope db, long projectId) => new(
        await db.QueryAsync<UnitShare>("""
            SELECT s.unit_id, u.name AS unit_name, s.basis_points FROM project_share s JOIN owning_unit u ON u.id = s.unit_id
            WHERE s.project_id = @projectId ORDER BY s.basis_points DESC, u.name
            """, new { projectId }),
        await db.QueryAsync<Partner>("""
            SELECT id, name, credit_code, work, checked_on, check_result, check_hash, check_file, is_declared, related_persons, runs_whole, recruits, collects_fees
            FROM project_partner WHERE project_id = @projectId ORDER BY id
            """, new { projectId }),
        await db.QueryAsync<Purchase>("SELECT id, name, amount, approval_no FROM project_purchase WHERE project_id = @projectId ORDER BY id", new { projectId }),
        await db.QueryAsync<ProjectDocument>("""
            SELECT id, kind, number, issuer, issued_on, file_hash, file_name FROM project_document WHERE project_id = @projectId ORDER BY issued_on, id
            """, new { projectId }));

    Task<IReadOnlyList<PurchaseApproval>> IPurchaseApprovals.OfProjectAsync(DbScope db, long projectId) => db.QueryAsync<PurchaseApproval>(
        "SELECT name, amount, approval_no FROM project_purchase WHERE project_id = @projectId AND approval_no <> '' ORDER BY id", new { projectId });
}
