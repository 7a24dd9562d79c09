using CEBase.Platform.Data;

namespace CEBase.Instructors.Registry;

internal sealed class InstructorRegistry : IInstructorRegistry
{
    private const string Card = "SELECT id, number, name, title, title_level, employer, relation, field, bio, is_active FROM instructor";

    public async Task<IReadOnlyList<InstructorCard>> FindAsync(DbSession session, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : await session.QueryAsync<InstructorCard>($"{Card} WHERE id IN @ids ORDER BY number", new { ids });

    public async Task<IReadOnlyList<InstructorCard>> OnAsync(DbSession session, IReadOnlyCollection<long> ids, DateOnly day) =>
        await TitleHistory.OnAsync(session, await FindAsync(session, ids), day);

    public async Task<IReadOnlyList<InstructorCard>> NamedAsync(DbSession session, string name, DateOnly day) =>
        await TitleHistory.OnAsync(session, await session.QueryAsync<InstructorCard>($"{Card} WHERE name = @name ORDER BY number", new { name }), day);

    public Task<IReadOnlyList<InstructorCard>> ActiveAsync(DbSession session) =>
        session.QueryAsync<InstructorCard>($"{Card} WHERE is_active = TRUE ORDER BY name, number");

    public Task<InstructorCard?> FindByNumberAsync(DbSession session, string number) =>
        session.FirstAsync<InstructorCard>($"{Card} WHERE number = @number", new { number });

    public Task<IReadOnlyList<InstructorCard>> FindByNumbersAsync(DbSession session, IReadOnlyCollection<string> numbers) =>
        numbers.Count == 0
            ? Task.FromResult<IReadOnlyList<InstructorCard>>([])
            : session.QueryAsync<InstructorCard>($"{Card} WHERE number IN @numbers", new { numbers });

    public async Task<IReadOnlyList<long>> IdsByNameAsync(DbSession session, string text) =>
        await session.QueryAsync<long>("SELECT id FROM instructor WHERE name LIKE @Like ESCAPE '\\'", new { Like = SqlText.Containing(text) });
}
