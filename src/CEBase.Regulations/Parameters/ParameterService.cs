namespace CEBase.Regulations.Parameters;

/// <summary>A new dated value as staff write it.</summary>
internal sealed record NewValue(string Value, DateOnly From, DateOnly CheckedUntil, string Citation, string Source, Certainty Certainty, string Reason);

/// <summary>Lists parameters and changes them: a change is a new value from a day on, never an overwriting, and leaves a trace.</summary>
internal sealed class ParameterService(IDatabase database, ParameterRepository repository, IRegulationLibrary library, Trace trace, TimeProvider clock)
{
    /// <summary>The kind of record, for traces.</summary>
    public const string RecordType = "Parameter";

    /// <summary>Words for the acts in the trace.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["change"] = "改定新值", ["check"] = "核对" };

    /// <summary>Every parameter with its values.</summary>
    public Task<IReadOnlyList<ParameterRow>> ListAsync(CancellationToken cancel) => database.ReadAsync(repository.AllAsync, cancel);

    /// <summary>One parameter with its values and traces.</summary>
    public Task<(ParameterRow Row, IReadOnlyList<TraceLine> History)> OpenAsync(string name, CancellationToken cancel) => database.ReadAsync(async db =>
    {
        var row = await FindAsync(db, name);
        return (row, await trace.OfAsync(db, RecordType, row.Id));
    }, cancel);

    /// <summary>Sets a value from a day on. It closes the value that held on that day; one that begins later stays and ends the new one.</summary>
    /// <exception cref="Refusal">Names the field; nothing was changed.</exception>
    public Task ChangeAsync(string name, NewValue entry, ICurrentUser user, CancellationToken cancel) => database.WriteAsync(async db =>
    {
        await db.FirstAsync<long>("SELECT id FROM policy_parameter WHERE name = @name" + db.Dialect.ForUpdate, new { name });
        var row = await FindAsync(db, name);
        entry = Checked(row, entry);
        if (row.Values.FirstOrDefault(v => v.From == entry.From) is { } same)
        {
            if (same.Value == entry.Value && same.Citation == entry.Citation)
            {
                return;
            }
            throw new Refusal("value_same_day", $"已经有一个从 {entry.From.InTable()} 起的值，请换一个生效日期。") { Field = nameof(NewValue.From), Status = 409 };
        }
        await db.ExecuteAsync("""
            UPDATE policy_parameter_value SET holds_until = @LastDay
            WHERE parameter_id = @Id AND holds_from < @From AND (holds_until IS NULL OR holds_until >= @From)
            """, new { row.Id, entry.From, LastDay = entry.From.AddDays(-1) });
        await db.ExecuteAsync("""
            INSERT INTO policy_parameter_value (parameter_id, value, holds_from, holds_until, checked_until, citation, source, certainty)
            VALUES (@Id, @Value, @From, @Until, @CheckedUntil, @Citation, @Source, @Certainty)
            """, new { row.Id, entry.Value, entry.From, Until = row.Values.Where(v => v.From > entry.From).Min(v => (DateOnly?)v.From)?.AddDays(-1),
            entry.CheckedUntil, entry.Citation, entry.Source, Certainty = entry.Certainty.ToString() });
        await trace.AppendAsync(db, new TraceEntry(RecordType, row.Id, "change")
        {
            Comment = $"自 {entry.From.InTable()} 起为 {ParameterValues.Shown(row.Kind, entry.Value, row.Unit)}。{entry.Reason}",
        }, user);
    }, cancel);

    /// <summary>Says that the value in force was checked against its source and when it is to be checked again.</summary>
    public Task CheckAsync(string name, DateOnly until, ICurrentUser user, CancellationToken cancel) => database.WriteAsync(async db =>
    {
        var today = clock.Today();
        var row = await FindAsync(db, name);
        var value = row.On(today) ?? throw new Refusal("parameter_missing", "今天没有有效的值可以核对，请先填写新值。") { Field = "Until" };
        if (until <= today)
        {
            throw new Refusal("check_past", "核对到哪一天应晚于今天。") { Field = "Until" };
        }
        if (value.CheckedUntil == until)
        {
            return;
        }
        await db.ExecuteAsync("UPDATE policy_parameter_value SET checked_until = @until WHERE id = @Id", new { until, value.Id });
        await trace.AppendAsync(db, new TraceEntry(RecordType, row.Id, "check") { Comment = $"已与依据核对，下次核对不晚于 {until.InTable()}。" }, user);
    }, cancel);

    private NewValue Checked(ParameterRow row, NewValue entry)
    {
        entry = entry with { Value = entry.Value.Trim(), Citation = entry.Citation.Trim(), Source = entry.Source.Trim(), Reason = entry.Reason.Trim() };
        Field.Required(entry.Value, nameof(NewValue.Value), "新值");
        if (ParameterValues.Problem(row.Kind, row.Unit, entry.Value) is { } problem)
        {
            throw Wrong("value_form", nameof(NewValue.Value), "新值" + problem);
        }
        if (!Citation.TryParse(entry.Citation, out var citation) || library.Find(citation) is null)
        {
            throw Wrong("citation_unknown", nameof(NewValue.Citation), $"没有收录条款“{entry.Citation}”，请写成 NPU:8(a) 的样子，可从政策地图查到。");
        }
        Field.Check(entry.Source.Length is > 0 and <= 200, "source_missing", nameof(NewValue.Source), "请写明这个值出自哪里，最多 200 个字。");
        Field.Check(entry.Reason.Length is > 0 and <= 500, "reason_missing", nameof(NewValue.Reason), "请写明为什么改，最多 500 个字。");
        Field.Check(entry.From.Year is >= 1990 and <= 2100, "from_range", nameof(NewValue.From), "生效日期应在 1990 年到 2100 年之间。");
        Field.Check(entry.CheckedUntil >= entry.From, "check_before", nameof(NewValue.CheckedUntil), "核对到哪一天不能早于生效日期。");
        return entry;
    }

    private async Task<ParameterRow> FindAsync(DbScope db, string name) =>
        (await repository.AllAsync(db)).FirstOrDefault(r => r.Name == name) ?? throw Refusal.NotFound($"没有名为“{name}”的参数。");

    private static Refusal Wrong(string code, string field, string sentence) => new(code, sentence) { Field = field };
}
