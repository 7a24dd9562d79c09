namespace CEBase.Projects.Agreements;

internal sealed class AgreementTexts : IAgreementTexts
{
    private const string Select = "SELECT id, version, title, text FROM agreement_text";

    public Task<AgreementText?> CurrentAsync(DbScope db) => db.FirstAsync<AgreementText>($"{Select} ORDER BY version DESC LIMIT 1");

    public Task<AgreementText?> FindAsync(DbScope db, long id) => db.FirstAsync<AgreementText>($"{Select} WHERE id = @id", new { id });
}
