using CEBase.Platform.Data;
using CEBase.Platform.Files;
using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Security;

namespace CEBase.Platform.Imports.Jobs;

/// <summary>Import jobs in the database: the durable queue and the memory of what was imported.</summary>
internal sealed class ImportJobs(TimeProvider clock)
{
    private const int ProblemsPerInsert = 100;

    public Task<long> AddAsync(DbScope db, ISpreadsheetImport import, string target, string targetText, StoredFile file, ICurrentUser user) => db.InsertAsync("""
        INSERT INTO import_job (kind, target, target_text, file_hash, file_name, state, mapping, rows_total, rows_done, rows_good, rows_bad, rows_written,
          rows_unchanged, details, account_id, account_name, rights, created_at, attempts)
        VALUES (@Kind, @target, @targetText, @Hash, @FileName, @State, '{}', 0, 0, 0, 0, 0, 0, '{}', @AccountId, @DisplayName, '[]', @now, 0)
        """, new { import.Kind, target, targetText, file.Hash, file.FileName, State = nameof(ImportState.Uploaded), user.AccountId, user.DisplayName, now = clock.GetUtcNow() });

    public Task<ImportJob?> FindAsync(DbScope db, long id) => db.FirstAsync<ImportJob>("SELECT * FROM import_job WHERE id = @id", new { id });

    /// <summary>When the same bytes were last written into the same target; null when never.</summary>
    public Task<DateTimeOffset?> ImportedBeforeAsync(DbScope db, string kind, string target, string hash, long? beforeJob) => db.FirstAsync<DateTimeOffset?>("""
        SELECT finished_at FROM import_job WHERE file_hash = @hash AND kind = @kind AND target = @target AND state = 'Done' AND id <> @beforeJob
        ORDER BY finished_at DESC LIMIT 1
        """, new { kind, target, hash, beforeJob = beforeJob ?? 0 });

    /// <summary>Keeps the outcome of a check: ready to be confirmed, or the columns still to be settled.</summary>
    public async Task CheckedAsync(DbScope db, long id, ImportState state, string mapping, string? sentence, int good, IReadOnlyList<BadRow> bad)
    {
        await db.ExecuteAsync("""
            UPDATE import_job SET state = @State, mapping = @mapping, sentence = @sentence, rows_total = @Total, rows_good = @good, rows_bad = @Bad WHERE id = @id
            """, new { id, State = state.ToString(), mapping, sentence, Total = good + bad.Count, good, Bad = bad.Count });
        await ReplaceProblemsAsync(db, id, bad);
    }

    /// <summary>Keeps the outcome of a written import.</summary>
    public async Task FinishAsync(DbScope db, long id, ImportResult result)
    {
        await db.ExecuteAsync("""
            UPDATE import_job SET state = 'Done', sentence = NULL, rows_total = @Total, rows_done = @Total, rows_good = @Accepted, rows_bad = @Bad,
              rows_written = @Written, rows_unchanged = @Unchanged, details = @Details, confirmed_at = COALESCE(confirmed_at, @now), finished_at = @now,
              lease_token = NULL, lease_until = NULL
            WHERE id = @id
            """, new
        {
            id,
            Total = result.Accepted + result.BadRows.Count,
            result.Accepted,
            Bad = result.BadRows.Count,
            result.Written,
            result.Unchanged,
            Details = JsonSerializer.Serialize(result.Details),
            now = clock.GetUtcNow(),
        });
        await ReplaceProblemsAsync(db, id, result.BadRows);
    }

    public async Task<IReadOnlyList<BadRow>> ProblemsAsync(DbScope db, long id) =>
        [.. (await db.QueryAsync<StoredProblem>("SELECT row_number, code, column_name, sentence FROM import_problem WHERE job_id = @id ORDER BY row_number", new { id }))
            .Select(p => new BadRow(p.RowNumber, new RowProblem(p.Code, p.ColumnName, p.Sentence)))];

    private static async Task ReplaceProblemsAsync(DbScope db, long id, IReadOnlyList<BadRow> bad)
    {
        await db.ExecuteAsync("DELETE FROM import_problem WHERE job_id = @id", new { id });
        foreach (var chunk in bad.Chunk(ProblemsPerInsert))
        {
            var values = new Dapper.DynamicParameters();
            values.Add("id", id);
            for (var i = 0; i < chunk.Length; i++)
            {
                values.Add($"r{i}", chunk[i].Number);
                values.Add($"c{i}", chunk[i].Problem.Code);
                values.Add($"n{i}", chunk[i].Problem.Column);
                values.Add($"s{i}", chunk[i].Problem.Sentence);
            }
            var rows = string.Join(", ", Enumerable.Range(0, chunk.Length).Select(i => $"(@id, @r{i}, @c{i}, @n{i}, @s{i})"));
            await db.ExecuteAsync($"INSERT INTO import_problem (job_id, row_number, code, column_name, sentence) VALUES {rows}", values);
        }
    }
}
