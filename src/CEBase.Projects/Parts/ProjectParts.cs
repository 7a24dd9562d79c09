using CEBase.Projects.Drafting;

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

/// <summary>Records co-units, partners, purchases and documents of a project while it may be changed.</summary>
[RestsOn("BJTU:8", "BJTU:37", "MOE23:13", How = "立项时登记合办单位及分配比例、合作方的审查和关系申报、软件与服务采购的批准编号")]
internal sealed class ProjectParts(Trace trace)
{
    public static async Task<PartsOfProject> OfAsync(DbScope db, long projectId) => new(
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

    /// <summary>Sets a unit's share; the lead's own too. Zero takes the unit off.</summary>
    public Task SetShareAsync(DbScope db, string number, long unitId, int basisPoints, ICurrentUser user) => ChangeAsync(db, number, "shares", user, project =>
        basisPoints is < 0 or > 10000
            ? throw new Refusal("share_range", "分配比例应在 0 到 100% 之间，最多两位小数。") { Field = "Percent" }
            : basisPoints == 0
                ? db.ExecuteAsync("DELETE FROM project_share WHERE project_id = @Id AND unit_id = @unitId", new { project.Id, unitId })
                : db.ExecuteAsync("""
                    INSERT INTO project_share (project_id, unit_id, basis_points) VALUES (@Id, @unitId, @basisPoints)
                    ON CONFLICT (project_id, unit_id) DO UPDATE SET basis_points = excluded.basis_points
                    """, new { project.Id, unitId, basisPoints }));

    /// <summary>Adds a partner, or writes over the one of that name.</summary>
    public Task SavePartnerAsync(DbScope db, string number, Partner partner, ICurrentUser user)
    {
        Require(partner.Name, nameof(partner.Name), "合作方名称");
        Require(partner.Work, nameof(partner.Work), "合作内容");
        var code = CreditCode.Check(partner.CreditCode);
        if (partner.CreditCode.Length > 0 && code.Reason is { } reason)
        {
            throw new Refusal(reason, code.Sentence!) { Field = nameof(partner.CreditCode) };
        }
        return ChangeAsync(db, number, "partner", user, project => db.ExecuteAsync("""
            INSERT INTO project_partner (project_id, name, credit_code, work, checked_on, check_result, check_hash, check_file, is_declared, related_persons, runs_whole, recruits, collects_fees)
            VALUES (@ProjectId, @Name, @CreditCode, @Work, @CheckedOn, @CheckResult, @CheckHash, @CheckFile, @IsDeclared, @RelatedPersons, @RunsWhole, @Recruits, @CollectsFees)
            ON CONFLICT (project_id, name) DO UPDATE SET credit_code = excluded.credit_code, work = excluded.work, checked_on = excluded.checked_on,
              check_result = excluded.check_result, check_hash = CASE WHEN excluded.check_hash = '' THEN project_partner.check_hash ELSE excluded.check_hash END,
              check_file = CASE WHEN excluded.check_hash = '' THEN project_partner.check_file ELSE excluded.check_file END,
              is_declared = excluded.is_declared, related_persons = excluded.related_persons,
              runs_whole = excluded.runs_whole, recruits = excluded.recruits, collects_fees = excluded.collects_fees
            """, new
        {
            ProjectId = project.Id, Name = partner.Name.Trim(), CreditCode = code.Number, Work = partner.Work.Trim(), partner.CheckedOn, CheckResult = partner.CheckResult.Trim(), partner.CheckHash,
            partner.CheckFile, partner.IsDeclared, RelatedPersons = partner.RelatedPersons.Trim(), partner.RunsWhole, partner.Recruits, partner.CollectsFees,
        }));
    }

    /// <summary>Adds a purchase, or writes over the one of that name; it may wait for its approval number.</summary>
    public Task SavePurchaseAsync(DbScope db, string number, Purchase purchase, ICurrentUser user)
    {
        Require(purchase.Name, nameof(purchase.Name), "采购内容");
        return ChangeAsync(db, number, "purchase", user, project => db.ExecuteAsync("""
            INSERT INTO project_purchase (project_id, name, amount, approval_no) VALUES (@ProjectId, @Name, @Amount, @ApprovalNo)
            ON CONFLICT (project_id, name) DO UPDATE SET amount = excluded.amount, approval_no = excluded.approval_no
            """, new { ProjectId = project.Id, Name = purchase.Name.Trim(), purchase.Amount, ApprovalNo = purchase.ApprovalNo.Trim() }));
    }

    /// <summary>Adds an approval by somebody else; the same kind and number again is the same document.</summary>
    public Task SaveDocumentAsync(DbScope db, string number, ProjectDocument document, ICurrentUser user)
    {
        Require(document.Number, nameof(document.Number), "文件编号");
        Require(document.Issuer, nameof(document.Issuer), "批准部门");
        if (DocumentKinds.All.All(k => k.Code != document.Kind))
        {
            throw new Refusal("document_kind", "请选择文件类别。") { Field = nameof(document.Kind) };
        }
        return ChangeAsync(db, number, "document", user, project => db.ExecuteAsync("""
            INSERT INTO project_document (project_id, kind, number, issuer, issued_on, file_hash, file_name) VALUES (@ProjectId, @Kind, @Number, @Issuer, @IssuedOn, @FileHash, @FileName)
            ON CONFLICT (project_id, kind, number) DO UPDATE SET issuer = excluded.issuer, issued_on = excluded.issued_on, file_hash = excluded.file_hash, file_name = excluded.file_name
            """, new { ProjectId = project.Id, document.Kind, Number = document.Number.Trim(), Issuer = document.Issuer.Trim(), document.IssuedOn, document.FileHash, document.FileName }));
    }

    /// <summary>Takes a partner, purchase or document off; one that is gone already is no error.</summary>
    public Task RemoveAsync(DbScope db, string number, string part, long id, ICurrentUser user)
    {
        var table = part switch
        {
            "partner" => "project_partner",
            "purchase" => "project_purchase",
            "document" => "project_document",
            _ => throw Refusal.NotFound("没有这一类资料。"),
        };
        return ChangeAsync(db, number, $"{part}_remove", user, project => db.ExecuteAsync($"DELETE FROM {table} WHERE id = @id AND project_id = @ProjectId", new { id, ProjectId = project.Id }));
    }

    private async Task ChangeAsync(DbScope db, string number, string act, ICurrentUser user, Func<Project, Task<int>> change)
    {
        var project = await ProjectService.LockAsync(db, number, user);
        if (await change(project) > 0)
        {
            await db.ExecuteAsync("UPDATE project SET version = version + 1 WHERE id = @Id", new { project.Id });
            await trace.AppendAsync(db, new TraceEntry(ProjectStates.RecordType, project.Id, act), user);
        }
    }

    private static void Require(string value, string field, string label)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > 200)
        {
            throw new Refusal("part_incomplete", $"请填写{label}，最多 200 个字。") { Field = field };
        }
    }
}
