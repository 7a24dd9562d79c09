using CEBase.Projects;

namespace CEBase.Tests.Projects;

/// <summary>An approved project to hang contracts and material on.</summary>
internal static class PapersBase
{
    public const string ApprovalNo = "NPU-JJ-2026-007";

    /// <summary>An approved project that starts 40 days after the test clock's day: 30 learners at 1,200 yuan each.</summary>
    public static Task<ProjectCard> ProjectAsync(this Bench bench, string number = "P2026-901", string state = ProjectStates.Approved, FundingMode funding = FundingMode.Commissioned,
        bool isServiceOnly = false, long? priceId = null, string? approvalNo = ApprovalNo) => bench.Database.WriteAsync(async db =>
    {
        var unit = await db.ScalarAsync<long?>("SELECT id FROM owning_unit WHERE name = '航空学院'") ?? await db.InsertAsync("""
            INSERT INTO owning_unit (name, filing_no, filed_on, is_suspended, suspended_reason, is_legal_person, disciplines) VALUES ('航空学院', 'BA-01', '2025-01-01', FALSE, '', FALSE, '')
            """);
        var id = await db.InsertAsync("""
            INSERT INTO project (number, approval_no, state, state_since, year, name, unit_id, funding, form, task, is_open_enrolment, is_service_only, audience, headcount, starts_on, ends_on,
              hours, fee, city, price_id, version)
            VALUES (@number, @approvalNo, @state, '2026-01-05T00:00:00.000Z', 2026, '发动机装配工艺培训班', @unit, @Funding, 'training', 'commissioned', @Open, @isServiceOnly, '装配与试车人员', 30,
              '2026-04-25', '2026-04-29', 400, 120000, '西安', @priceId, 1)
            """, new { number, approvalNo, state, unit, Funding = funding.ToString(), Open = funding == FundingMode.Open, isServiceOnly, priceId });
        return (await db.FirstAsync<ProjectCard>("SELECT * FROM project WHERE id = @id", new { id }))!;
    });
}
