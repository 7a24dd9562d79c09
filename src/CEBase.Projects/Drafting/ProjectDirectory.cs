namespace CEBase.Projects.Drafting;

internal sealed class ProjectDirectory : IProjectDirectory
{
    private const string Card = """
        SELECT p.id, p.number, p.approval_no, p.state, p.year, p.name, p.unit_id, u.name AS unit_name, u.is_suspended AS is_unit_suspended, p.funding, p.form,
          p.task, p.is_open_enrolment, p.is_service_only, p.audience, p.headcount, p.starts_on, p.ends_on, p.hours, p.fee, p.city, p.price_id, p.client_id
        FROM project p JOIN owning_unit u ON u.id = p.unit_id
        """;

    public Task<ProjectCard?> FindAsync(DbScope db, long id) => db.FirstAsync<ProjectCard>($"{Card} WHERE p.id = @id", new { id });

    public Task<ProjectCard?> FindAsync(DbScope db, string number) => db.FirstAsync<ProjectCard>($"{Card} WHERE p.number = @number", new { number });

    public async Task<IReadOnlyList<ProjectCard>> ApprovedAsync(DbScope db, IReadOnlyCollection<string> numbers) => numbers.Count == 0 ? []
        : await db.QueryAsync<ProjectCard>($"{Card} WHERE p.state IN ('{ProjectStates.Approved}', '{ProjectStates.Closed}') AND (p.number IN @numbers OR p.approval_no IN @numbers) ORDER BY p.number",
            new { numbers = numbers.ToArray() });

    public async Task<IReadOnlyList<ProjectCard>> GetAsync(DbScope db, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : await db.QueryAsync<ProjectCard>($"{Card} WHERE p.id IN @ids ORDER BY p.number", new { ids });

    public Task<IReadOnlyList<ProjectCard>> CurrentAsync(DbScope db) =>
        db.QueryAsync<ProjectCard>($"{Card} WHERE p.state NOT IN ('{ProjectStates.Returned}', '{ProjectStates.Closed}') ORDER BY p.number DESC");
}
