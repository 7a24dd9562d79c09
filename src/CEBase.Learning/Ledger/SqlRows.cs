using Dapper;

namespace CEBase.Learning.Ledger;

/// <summary>The rows of a multi-row VALUES with numbered parameters: one statement a chunk instead of one a row.</summary>
internal sealed class SqlRows(int width)
{
    private readonly StringBuilder _sql = new();
    private int _next;

    /// <summary>Types of the columns, for VALUES that no table gives types to; null where the target table does.</summary>
    public string[]? Casts { get; init; }
    public DynamicParameters Parameters { get; } = new();

    /// <summary>The rows: <c>(@v0, @v1), (@v2, @v3)</c>.</summary>
    public string Sql => _sql.ToString();

    public void Add(params object?[] values)
    {
        if (values.Length != width)
        {
            throw new ArgumentException($"A row has {width} values.", nameof(values));
        }
        _sql.Append(_sql.Length == 0 ? "(" : ", (");
        for (var i = 0; i < width; i++)
        {
            var name = "v" + _next++;
            Parameters.Add(name, values[i]);
            _sql.Append(i == 0 ? "" : ", ").Append(Casts is null ? "@" + name : $"CAST(@{name} AS {Casts[i]})");
        }
        _sql.Append(')');
    }
}
