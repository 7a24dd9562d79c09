namespace CEBase.Sample.Letters;

/// <summary>One letter.</summary>
[RequirePermission(Permissions.View)]
internal sealed class LetterRecordModel(RecordServices services, LetterRepository letters) : RecordPage<Letter>(services, Letter.RecordType)
{
    [FromRoute]
    public long Id { get; set; }

    protected override Task<long?> FindIdAsync(DbScope db) => db.FirstAsync<long?>("SELECT id FROM letter WHERE id = @Id", new { Id });

    protected override Task<Letter?> ReadAsync(DbScope db, long id) => letters.FindAsync(db, id);
}
