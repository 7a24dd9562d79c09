namespace CEBase.Regulations.Parameters;

/// <summary>Looks parameters up in the database: one indexed row, so a change holds on every node at once.</summary>
internal sealed class ParameterRepository : IParameters
{
    /// <inheritdoc />
    public async Task<Parameter> GetAsync(DbScope db, string name, DateOnly day)
    {
        var found = await db.FirstAsync<Parameter>("""
            SELECT p.name, p.label, p.unit, v.value, v.holds_from AS "From", v.holds_until AS "Until", v.checked_until, v.citation, v.source, v.certainty
            FROM policy_parameter p JOIN policy_parameter_value v ON v.parameter_id = p.id
            WHERE p.name = @name AND v.holds_from <= @day AND (v.holds_until IS NULL OR v.holds_until >= @day)
            """, new { name, day })
            ?? throw new Refusal("parameter_missing", $"参数“{name}”在 {day.InTable()} 没有有效的值，请管理员在“规则参数”里补上。");
        return found.Value.Length > 0
            ? found
            : throw new Refusal("parameter_undecided", $"参数“{found.Label}”还没有定值，请管理员在“规则参数”里填写。");
    }

    /// <summary>Parameters with all their values; there are dozens, so all at once.</summary>
    public async Task<IReadOnlyList<ParameterRow>> AllAsync(DbScope db)
    {
        var rows = await db.QueryAsync<ParameterRow>("SELECT id, name, label, topic, kind, unit, note FROM policy_parameter ORDER BY id");
        var values = (await db.QueryAsync<ValueRow>("""
            SELECT id, parameter_id, value, holds_from AS "From", holds_until AS "Until", checked_until, citation, source, certainty
            FROM policy_parameter_value ORDER BY holds_from DESC
            """)).ToLookup(v => v.ParameterId);
        return [.. rows.Select(r => r with { Values = [.. values[r.Id]] })];
    }
}
