namespace CEBase.Instructors.Registry;

internal sealed class InstructorRegistry(TitleHistory history) : IInstructorRegistry
{
    private const string Card = "SELECT id, number, name, title, title_level, employer, relation, field, bio, is_active FROM instructor";

    public async Task<IReadOnlyList<InstructorCard>> FindAsync(DbScope db, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : await db.QueryAsync<InstructorCard>($"{Card} WHERE id IN @ids ORDER BY number", new { ids });

    public async Task<IReadOnlyList<InstructorCard>> OnAsync(DbScope db, IReadOnlyCollection<long> ids, DateOnly day) =>
        await history.OnAsync(db, await FindAsync(db, ids), day);

    public async Task<IReadOnlyList<InstructorCard>> NamedAsync(DbScope db, string name, DateOnly day) =>
        await history.OnAsync(db, await db.QueryAsync<InstructorCard>($"{Card} WHERE name = @name ORDER BY number", new { name }), day);

    public Task<IReadOnlyList<InstructorCard>> ActiveAsync(DbScope db) =>
        db.QueryAsync<InstructorCard>($"{Card} WHERE is_active = TRUE ORDER BY name, number");

    public Task<InstructorCard?> FindByNumberAsync(DbScope db, string number) =>
        db.FirstAsync<InstructorCard>($"{Card} WHERE number = @number", new { number });

    public Task<IReadOnlyList<InstructorCard>> FindByNumbersAsync(DbScope db, IReadOnlyCollection<string> numbers) =>
        numbers.Count == 0
            ? Task.FromResult<IReadOnlyList<InstructorCard>>([])
            : db.QueryAsync<InstructorCard>($"{Card} WHERE number IN @numbers", new { numbers });

    public async Task<IReadOnlyList<long>> IdsByNameAsync(DbScope db, string text) =>
        await db.QueryAsync<long>("SELECT id FROM instructor WHERE name LIKE @Like ESCAPE '\\'", new { Like = SqlText.Containing(text) });
}
