namespace CEBase.Instructors.Titles;

/// <summary>A line of the list that staff see: of the recipe's table, or an alias of theirs.</summary>
internal sealed record TitleEntry
{
    public string Title { get; init; } = "";
    public string Series { get; init; } = "";
    public TitleLevel Level { get; init; }
    public string Note { get; init; } = "";
    public string? AddedByName { get; init; }
    public DateTimeOffset? AddedAt { get; init; }
}

/// <summary>The table of titles with the aliases that staff add.</summary>
internal sealed class TitleRepository(Trace trace, TimeProvider clock) : ITitles
{
    public const string RecordType = "TitleAlias";
    private const int LongestAlias = 50;

    async Task<ITitleTable> ITitles.TableAsync(DbScope db) => await TableAsync(db);

    /// <summary>The table as it stands, with the aliases that staff added last.</summary>
    public async Task<TitleTable> TableAsync(DbScope db) => new(await db.QueryAsync<TitleLine>("""
        SELECT title, series, level FROM (SELECT title, series, level, 0 AS place FROM professional_title
          UNION ALL SELECT alias AS title, '别名' AS series, level, 1 AS place FROM title_alias) t ORDER BY place
        """));

    public async Task<(TitleLevel Level, IReadOnlyList<string> Unknown)> ReadAsync(DbScope db, string text)
    {
        var reading = (await TableAsync(db)).Read(text);
        return (reading.Level, reading.Unknown);
    }

    /// <summary>What the list shows, aliases first.</summary>
    public Task<IReadOnlyList<TitleEntry>> ListAsync(DbScope db, string? text, TitleLevel? level) => db.QueryAsync<TitleEntry>($"""
        SELECT title, series, level, note, added_by_name, added_at FROM (
          SELECT alias AS title, '别名' AS series, level, note, added_by_name, added_at, 0 AS place FROM title_alias
          UNION ALL SELECT title, series, level, '' AS note, NULL AS added_by_name, NULL AS added_at, 1 AS place FROM professional_title) t
        WHERE (@Text = '' OR title {db.Dialect.Like} @Like ESCAPE '\' OR series {db.Dialect.Like} @Like ESCAPE '\') AND (@Level = '' OR level = @Level)
        ORDER BY place, series, level, title
        """, new { Text = text?.Trim() ?? "", Like = SqlText.Containing(text ?? ""), Level = level?.ToString() ?? "" });

    /// <summary>Adds an alias or changes its level, and reads every instructor's title anew. The same alias again changes nothing.</summary>
    /// <returns>How many instructors have another level now.</returns>
    /// <exception cref="Refusal"><c>required</c>, <c>alias_several</c>.</exception>
    public async Task<int> AddAliasAsync(DbScope db, string? typed, TitleLevel level, string? note, ICurrentUser user)
    {
        var alias = CellText.Clean(typed);
        Field.Check(alias.Length is > 0 and <= LongestAlias, "required", "Alias", $"请填写表格里出现的写法，最多 {LongestAlias} 个字。");
        Field.Check(alias.AsSpan().IndexOfAny("、,，/;；") < 0, "alias_several", "Alias", "一次收入一个写法；几个职务写在一起的会自动分开读。");
        if (await db.ScalarAsync<string>("SELECT level FROM title_alias WHERE alias = @alias", new { alias }) == level.ToString())
        {
            return 0;
        }
        var id = await db.InsertAsync("""
            INSERT INTO title_alias (alias, level, note, added_by_name, added_at) VALUES (@alias, @Level, @Note, @DisplayName, @Now)
            ON CONFLICT (alias) DO UPDATE SET level = excluded.level, note = excluded.note, added_by_name = excluded.added_by_name, added_at = excluded.added_at
            """, new { alias, Level = level.ToString(), Note = (note ?? "").Trim(), user.DisplayName, Now = clock.GetUtcNow() });
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "alias") { Comment = $"“{alias}”记为{level.Label()}" }, user);
        return await ReadAgainAsync(db, user);
    }

    private async Task<int> ReadAgainAsync(DbScope db, ICurrentUser user)
    {
        var table = await TableAsync(db);
        var changed = 0;
        foreach (var line in await db.QueryAsync<Held>("SELECT id, title, title_level FROM instructor WHERE title <> ''"))
        {
            var level = table.Read(line.Title).Level;
            if (level != line.TitleLevel)
            {
                await db.ExecuteAsync("UPDATE instructor SET title_level = @Level, version = version + 1 WHERE id = @Id", new { Level = level.ToString(), line.Id });
                await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, line.Id, "title_level") { Comment = $"{line.TitleLevel.Label()}改为{level.Label()}" }, user);
                changed++;
            }
        }
        foreach (var past in await db.QueryAsync<Held>("SELECT id, title, title_level FROM instructor_title_held WHERE title <> ''"))
        {
            if (table.Read(past.Title).Level is var level && level != past.TitleLevel)
            {
                await db.ExecuteAsync("UPDATE instructor_title_held SET title_level = @Level WHERE id = @Id", new { Level = level.ToString(), past.Id });
            }
        }
        return changed;
    }

    private sealed record Held
    {
        public long Id { get; init; }
        public string Title { get; init; } = "";
        public TitleLevel TitleLevel { get; init; }
    }
}
