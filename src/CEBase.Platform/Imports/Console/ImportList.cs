using CEBase.Platform.Data;
using CEBase.Platform.Imports.Jobs;
using CEBase.Platform.Security;

namespace CEBase.Platform.Imports.Console;

/// <summary>The jobs a user may see, newest first.</summary>
internal sealed class ImportList(IDatabase database, ImportKinds kinds, ICurrentUser user)
{
    public const int Size = 20;

    /// <summary>Whether this user sees the jobs of others too.</summary>
    public bool SeesAll => user.IsSystem || user.Has(Permissions.ImportsUse);

    /// <param name="state">Only jobs in this state; null for all.</param>
    /// <param name="mine">Only the user's own.</param>
    /// <param name="page">From 1.</param>
    public async Task<(IReadOnlyList<ImportJob> Jobs, long Total)> ListAsync(string? state, bool mine, int page)
    {
        var allowed = kinds.For(user).Select(k => k.Kind).ToArray();
        if (allowed.Length == 0)
        {
            return ([], 0);
        }
        const string where = "FROM import_job WHERE kind IN @allowed AND (@all OR account_id = @account) AND (CAST(@state AS text) IS NULL OR state = @state)";
        var parameters = new { allowed, all = SeesAll && !mine, account = user.AccountId ?? 0, state, Size, offset = (Math.Max(1, page) - 1) * Size };
        return await database.ReadAsync(async db => (
            await db.QueryAsync<ImportJob>($"SELECT * {where} ORDER BY id DESC LIMIT @Size OFFSET @offset", parameters),
            await db.ScalarAsync<long>($"SELECT count(*) {where}", parameters)));
    }
}
