namespace CEBase.Regulations.Parameters;

/// <summary>Parameters carry the articles they come from.</summary>
internal sealed class ParameterCarrier : IPolicyCarrier
{
    private sealed record Row
    {
        public string Name { get; init; } = "";
        public string Label { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Unit { get; init; } = "";
        public string Value { get; init; } = "";
        public string Citation { get; init; } = "";
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<CarriedArticle>> CarriedAsync(DbScope db)
    {
        var rows = await db.QueryAsync<Row>("""
            SELECT p.name, p.label, p.kind, p.unit, v.value, v.citation
            FROM policy_parameter p JOIN policy_parameter_value v ON v.parameter_id = p.id
            WHERE v.holds_until IS NULL ORDER BY p.id
            """);
        return [.. rows.Select(r => new CarriedArticle(Citation.Parse(r.Citation), $"规则参数“{r.Label}”",
            ParameterValues.Shown(Enum.Parse<ParameterKind>(r.Kind), r.Value, r.Unit)) { Code = r.Name })];
    }
}
