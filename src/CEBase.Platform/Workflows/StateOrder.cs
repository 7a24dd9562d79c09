namespace CEBase.Platform.Workflows;

/// <summary>The order of a workflow's states, for lists that are sorted by state.</summary>
public static class StateOrder
{
    /// <summary>A term for ORDER BY: states in the order of their workflow and not of their names.</summary>
    public static string Of(string column, IEnumerable<StateDefinition> states) => $"CASE {column} {string.Join(' ', states.Select((s, i) => $"WHEN '{s.Name}' THEN {i}"))} ELSE 99 END";
}
