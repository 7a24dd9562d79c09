namespace CEBase.Platform.Data;

/// <summary>The order that a list's address asks for: <c>sort=amount</c> upwards, <c>sort=-amount</c> downwards; what the list doesn't know leaves its own order.</summary>
public static class SqlOrder
{
    /// <summary>The terms after ORDER BY.</summary>
    /// <param name="sort">As the address writes it.</param>
    /// <param name="usual">The list's own order, which also tells apart what is equal.</param>
    /// <param name="columns">Columns as the address and as the statement name them.</param>
    public static string By(string? sort, string usual, params (string Name, string Sql)[] columns)
    {
        var wanted = columns.FirstOrDefault(c => c.Name == sort?.TrimStart('-'));
        return wanted.Sql is null ? usual : $"{wanted.Sql}{(sort!.StartsWith('-') ? " DESC" : "")}, {usual}";
    }
}
