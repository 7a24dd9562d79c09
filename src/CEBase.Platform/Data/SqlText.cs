namespace CEBase.Platform.Data;

/// <summary>Text for LIKE patterns.</summary>
public static class SqlText
{
    /// <summary>A pattern that finds the text anywhere, taking what the user typed literally; the statement says <c>ESCAPE '\'</c>.</summary>
    public static string Containing(string text) => $"%{text.Trim().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%";
}
