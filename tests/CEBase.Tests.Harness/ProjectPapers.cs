namespace CEBase.Tests.Harness;

/// <summary>The papers of a project as they stand once everything was done right: what tests of other gates start from.</summary>
public static class ProjectPapers
{
    /// <summary>
    /// A contract signed ten days before the project starts, on the project's own terms, and its client. Returns the contract's number in the
    /// database. Parameters replace single terms, to make a difference that a gate should see.
    /// </summary>
    public static async Task<long> SignedContractAsync(this DbScope db, long projectId, string client = "西安航空动力示例公司", int? headcount = null, Money? price = null,
        DateOnly? startsOn = null, DateOnly? endsOn = null, bool isSigned = true)
    {
        var project = (await db.FirstAsync<Terms>("SELECT number, headcount, fee, starts_on, ends_on FROM project WHERE id = @projectId", new { projectId }))!;
        var clientId = await db.ClientAsync(client);
        await db.ExecuteAsync("UPDATE project SET client_id = @clientId WHERE id = @projectId", new { clientId, projectId });
        return await db.InsertAsync("""
            INSERT INTO contract (number, state, state_since, client_id, project_id, kind, deviation, has_safety_clause, headcount, price, starts_on, ends_on, negotiated_on, signed_on,
              scan_name, key_terms, partners, is_declared, version)
            VALUES (@Number, @State, @Since, @clientId, @projectId, 'Training', '', TRUE, @Headcount, @Price, @StartsOn, @EndsOn, @NegotiatedOn, @SignedOn, '', '', '', TRUE, 1)
            """, new
        {
            Number = $"H-{project.Number}",
            State = isSigned ? "signed" : "draft",
            Since = DateTimeOffset.UnixEpoch,
            clientId,
            projectId,
            Headcount = headcount ?? project.Headcount,
            Price = price ?? project.Fee * project.Headcount,
            StartsOn = startsOn ?? project.StartsOn,
            EndsOn = endsOn ?? project.EndsOn,
            NegotiatedOn = project.StartsOn.AddDays(-30),
            SignedOn = isSigned ? project.StartsOn.AddDays(-10) : (DateOnly?)null,
        });
    }

    /// <summary>A client by name, made when it isn't there, with a sound credit code.</summary>
    public static async Task<long> ClientAsync(this DbScope db, string name)
    {
        if (await db.ScalarAsync<long?>("SELECT id FROM client WHERE name = @name", new { name }) is { } there)
        {
            return there;
        }
        var bare = $"916101{await db.ScalarAsync<long>("SELECT count(*) FROM client") + 10_000_000_001:00000000000}";
        return await db.InsertAsync("""
            INSERT INTO client (name, credit_code, code_fits, licence_seen_by, region, is_outside_region, contact_name, contact_phone, invoice_title, invoice_details,
              related_persons, is_relation_declared, version)
            VALUES (@name, @Code, TRUE, '', '陕西', FALSE, '', '', @name, '', '', TRUE, 1)
            """, new { name, Code = bare + CreditCode.CheckCharacter(bare) });
    }

    /// <summary>Material that passed both approvals and says what the project says. Returns its number in the database.</summary>
    public static async Task<long> ApprovedPromotionAsync(this DbScope db, long projectId, bool isApproved = true)
    {
        var project = (await db.FirstAsync<Terms>("SELECT number, approval_no, name, audience, headcount, fee, starts_on, ends_on FROM project WHERE id = @projectId", new { projectId }))!;
        return await db.InsertAsync("""
            INSERT INTO promotion (project_id, state, state_since, title, body, says_name, says_starts_on, says_ends_on, says_fee, says_seats, says_audience,
              meeting_minutes, office_minutes, version)
            VALUES (@projectId, @State, @Since, @Name, @Body, @Name, @StartsOn, @EndsOn, @Fee, @Headcount, @Audience, '', '', 1)
            """, new
        {
            projectId,
            State = isApproved ? "approved" : "draft",
            Since = DateTimeOffset.UnixEpoch,
            project.Name,
            Body = $"审批编号：{project.ApprovalNo}。",
            project.StartsOn,
            project.EndsOn,
            project.Fee,
            project.Headcount,
            project.Audience,
        });
    }

    private sealed record Terms
    {
        public string Number { get; init; } = "";
        public string? ApprovalNo { get; init; }
        public string Name { get; init; } = "";
        public string Audience { get; init; } = "";
        public int Headcount { get; init; }
        public Money Fee { get; init; }
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
    }
}
