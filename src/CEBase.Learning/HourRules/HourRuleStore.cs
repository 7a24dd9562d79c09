namespace CEBase.Learning.HourRules;

/// <summary>Hour rules in the database.</summary>
internal sealed class HourRuleStore
{
    private const string Select = """
        SELECT code, holds_from, holds_until, name, provinces, total, min_professional, professional_share, min_public, face_to_face, levels, cycle_years,
          carry_over, citation, source, certainty, is_default FROM hour_rule
        """;

    public Task<IReadOnlyList<HourRule>> AllAsync(DbScope db) => db.QueryAsync<HourRule>(Select + " ORDER BY code, holds_from");

    /// <summary>Puts a rule; the same code and first day again replaces what stood.</summary>
    public Task PutAsync(DbScope db, HourRule rule) => db.ExecuteAsync("""
        INSERT INTO hour_rule (code, holds_from, holds_until, name, provinces, total, min_professional, professional_share, min_public, face_to_face, levels,
          cycle_years, carry_over, citation, source, certainty, is_default)
        VALUES (@Code, @HoldsFrom, @HoldsUntil, @Name, @Provinces, @Total, @MinProfessional, @ProfessionalShare, @MinPublic, @FaceToFace, @Levels,
          @CycleYears, @CarryOver, @Citation, @Source, @Certainty, @IsDefault)
        ON CONFLICT (code, holds_from) DO UPDATE SET holds_until = excluded.holds_until, name = excluded.name, provinces = excluded.provinces, total = excluded.total,
          min_professional = excluded.min_professional, professional_share = excluded.professional_share, min_public = excluded.min_public,
          face_to_face = excluded.face_to_face, levels = excluded.levels, cycle_years = excluded.cycle_years, carry_over = excluded.carry_over,
          citation = excluded.citation, source = excluded.source, certainty = excluded.certainty, is_default = excluded.is_default
        """, rule);
}
