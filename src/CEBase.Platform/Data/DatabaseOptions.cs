namespace CEBase.Platform.Data;

/// <summary>Which database to use: the connection string decides.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Folder of everything the program writes; <c>--data DIR</c> moves it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A PostgreSQL connection string (<c>Host=…</c>), or null for SQLite under <see cref="DataFolder"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The kind the connection string names.</summary>
    public DatabaseKind Kind => string.IsNullOrWhiteSpace(ConnectionString) ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql;

    /// <summary>The SQLite file.</summary>
    public string SqliteFile => Path.Combine(DataFolder, "cebase.db");
}
