using CEBase.Projects.Drafting;

namespace CEBase.Projects.Parts;

/// <summary>Records co-units, partners, purchases and documents of a project while it may be changed.</summary>
[RestsOn("BJTU:8", "BJTU:37", "MOE23:13", How = "立项时登记合办单位及分配比例、合作方的审查和关系申报、软件与服务采购的批准编号")]
internal sealed class ProjectParts(ProjectRepository projects, ProjectService drafting, Trace trace)
{
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
        var (name, work) = (Field.Required(partner.Name, nameof(partner.Name), "合作方名称", 200), Field.Required(partner.Work, nameof(partner.Work), "合作内容", 200));
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
            ProjectId = project.Id, Name = name, CreditCode = code.Number, Work = work, partner.CheckedOn, CheckResult = partner.CheckResult.Trim(), partner.CheckHash,
            partner.CheckFile, partner.IsDeclared, RelatedPersons = partner.RelatedPersons.Trim(), partner.RunsWhole, partner.Recruits, partner.CollectsFees,
        }));
    }

    /// <summary>Adds a purchase, or writes over the one of that name; it may wait for its approval number.</summary>
    public Task SavePurchaseAsync(DbScope db, string number, Purchase purchase, ICurrentUser user)
    {
        var name = Field.Required(purchase.Name, nameof(purchase.Name), "采购内容", 200);
        return ChangeAsync(db, number, "purchase", user, project => db.ExecuteAsync("""
            INSERT INTO project_purchase (project_id, name, amount, approval_no) VALUES (@ProjectId, @Name, @Amount, @ApprovalNo)
            ON CONFLICT (project_id, name) DO UPDATE SET amount = excluded.amount, approval_no = excluded.approval_no
            """, new { ProjectId = project.Id, Name = name, purchase.Amount, ApprovalNo = purchase.ApprovalNo.Trim() }));
    }

    /// <summary>Adds an approval by somebody else; the same kind and number again is the same document.</summary>
    public Task SaveDocumentAsync(DbScope db, string number, ProjectDocument document, ICurrentUser user)
    {
        var (no, issuer) = (Field.Required(document.Number, nameof(document.Number), "文件编号", 200), Field.Required(document.Issuer, nameof(document.Issuer), "批准部门", 200));
        Field.Check(DocumentKinds.All.Any(k => k.Code == document.Kind), "required", nameof(document.Kind), "请选择文件类别。");
        return ChangeAsync(db, number, "document", user, project => db.ExecuteAsync("""
            INSERT INTO project_document (project_id, kind, number, issuer, issued_on, file_hash, file_name) VALUES (@ProjectId, @Kind, @Number, @Issuer, @IssuedOn, @FileHash, @FileName)
            ON CONFLICT (project_id, kind, number) DO UPDATE SET issuer = excluded.issuer, issued_on = excluded.issued_on, file_hash = excluded.file_hash, file_name = excluded.file_name
            """, new { ProjectId = project.Id, document.Kind, Number = no, Issuer = issuer, document.IssuedOn, document.FileHash, document.FileName }));
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
        var project = await drafting.LockAsync(db, number, user);
        if (await change(project) > 0)
        {
            await projects.TouchAsync(db, project.Id);
            await trace.AppendAsync(db, new TraceEntry(ProjectStates.RecordType, project.Id, act), user);
        }
    }
}
