namespace CEBase.Sample.Letters;

/// <summary>Reads and writes letters.</summary>
internal sealed class LetterRepository(TimeProvider clock)
{
    public const string Select = "SELECT id, state, subject, body, written_by FROM letter";

    public Task<Letter?> FindAsync(DbScope db, long id) => db.FirstAsync<Letter>($"{Select} WHERE id = @id", new { id });

    public Task<long> InsertAsync(DbScope db, Letter letter) => db.InsertAsync(
        "INSERT INTO letter (state, state_since, subject, body, written_by) VALUES (@State, @Now, @Subject, @Body, @WrittenBy)",
        new { letter.State, Now = clock.GetUtcNow(), letter.Subject, letter.Body, letter.WrittenBy });
}
