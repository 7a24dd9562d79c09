namespace CEBase.Funds.Checks;

/// <summary>A checked file.</summary>
internal sealed record CheckedBatch
{
    public long Id { get; init; }
    public string FileName { get; init; } = "";
    public string FileHash { get; init; } = "";
    public string AccountName { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public int Lines { get; init; }
    public int Reviewed { get; init; }
    public int Blocked { get; init; }
    public int Allowed => Lines - Reviewed - Blocked;
}

/// <summary>A checked line as kept.</summary>
internal sealed record CheckedLine
{
    public int RowNo { get; init; }
    public string Number { get; init; } = "";
    public string Category { get; init; } = "";
    public string Description { get; init; } = "";
    public string Amount { get; init; } = "";
    public string Verdict { get; init; } = "";
    public string Rules { get; init; } = "";
    public string Articles { get; init; } = "";
    public string Message { get; init; } = "";
}

/// <summary>Checks uploads and keeps what was said about every line, so that a change of the vocabulary can be tried on it.</summary>
internal sealed class UseCheckService(IFileStore files, VocabularyRepository book, Trace trace, TimeProvider clock)
{
    /// <summary>Record type of the traces.</summary>
    public const string RecordType = "UseCheckBatch";

    /// <summary>Judges a file and keeps it.</summary>
    /// <exception cref="Refusal">The file can't be read.</exception>
    public async Task<long> CheckAsync(DbScope db, Stream content, string fileName, ICurrentUser user)
    {
        var file = await files.SaveAsync(db, content, fileName, Permissions.Check, FileKinds.Sheet, user, isSensitive: true);
        content.Position = 0;
        var judged = (await book.CheckAsync(db)).Judge(content, fileName);
        var id = await db.InsertAsync("""
            INSERT INTO use_check_batch (file_name, file_hash, account_id, account_name, created_at, lines, reviewed, blocked)
            VALUES (@fileName, @Hash, @AccountId, @DisplayName, @Now, @Lines, @Reviewed, @Blocked)
            """, new
        {
            fileName, file.Hash, user.AccountId, user.DisplayName, Now = clock.GetUtcNow(), Lines = judged.Count,
            Reviewed = judged.Count(l => l.Verdict == "review"), Blocked = judged.Count(l => l.Verdict == "block"),
        });
        await db.ExecuteAsync("""
            INSERT INTO use_check_line (batch_id, row_no, number, category, description, amount, verdict, rules, articles, message)
            VALUES (@Batch, @Row, @Number, @Category, @Description, @Amount, @Verdict, @Rules, @Articles, @Message)
            """, judged.Select((l, i) => new
        {
            Batch = id, Row = i + 1, Number = l.Line.Id, l.Line.Category, l.Line.Description, l.Line.Amount, l.Verdict, l.Rules, l.Articles, l.Message,
        }).ToList());
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "use_check") { Attachments = [file.Hash], Comment = $"{fileName}：{judged.Count.ToString(CultureInfo.InvariantCulture)} 行" }, user);
        return id;
    }

    /// <summary>The latest files.</summary>
    public Task<IReadOnlyList<CheckedBatch>> LatestAsync(DbScope db) => db.QueryAsync<CheckedBatch>("SELECT * FROM use_check_batch ORDER BY id DESC LIMIT 20");

    /// <summary>A file.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<CheckedBatch> FindAsync(DbScope db, long id) =>
        await db.FirstAsync<CheckedBatch>("SELECT * FROM use_check_batch WHERE id = @id", new { id }) ?? throw Refusal.NotFound("没有这次检查。");

    /// <summary>Its lines, of one verdict or all, a page of them.</summary>
    public Task<IReadOnlyList<CheckedLine>> LinesAsync(DbScope db, long id, string? verdict, int page, int size) => db.QueryAsync<CheckedLine>("""
        SELECT * FROM use_check_line WHERE batch_id = @id AND (@verdict = '' OR verdict = @verdict) ORDER BY row_no LIMIT @size OFFSET @skip
        """, new { id, verdict = verdict ?? "", size, skip = (page - 1) * size });

    /// <summary>Writes the user's own file with verdict, rules, articles and message beside every line.</summary>
    /// <returns>What the file is called.</returns>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<string> MarkAsync(DbScope db, long id, Stream output)
    {
        var batch = await FindAsync(db, id);
        var lines = await LinesAsync(db, id, null, 1, int.MaxValue);
        using var original = new MemoryStream();
        await using (var stored = await files.OpenAsync(db, batch.FileHash))
        {
            await stored.CopyToAsync(original);
        }
        var extension = MarkedFile.Write(original.ToArray(), batch.FileName, BatchCheck.Columns, ["verdict", "rules", "articles", "message"],
            [.. lines.Select(l => new RowMark([l.Verdict, l.Rules, l.Articles, l.Message], l.Verdict switch { "block" => RowTone.Stop, "review" => RowTone.Look, _ => RowTone.Plain }))], output);
        return $"{Path.GetFileNameWithoutExtension(batch.FileName)}-检查结果{extension}";
    }
}
