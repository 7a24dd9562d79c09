namespace CEBase.Projects.Units;

/// <summary>A unit that may run projects (承办单位).</summary>
internal sealed record OwningUnit
{
    public const string Columns = """
        id, name, filing_no, filed_on, is_suspended, suspended_reason, suspended_until, is_legal_person, disciplines, contact, version
        """;

    public long Id { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Number of its filing with the school; empty while it isn't filed.</summary>
    public string FilingNo { get; init; } = "";

    public DateOnly? FiledOn { get; init; }
    public bool IsSuspended { get; init; }
    public string SuspendedReason { get; init; } = "";

    /// <summary>By when it is to be mended; the unit stays stopped until somebody resumes it.</summary>
    public DateOnly? SuspendedUntil { get; init; }

    /// <summary>带学校名称的独立法人: the same rules hold (BJTU 45).</summary>
    public bool IsLegalPerson { get; init; }

    public string Disciplines { get; init; } = "";
    public string Contact { get; init; } = "";
    public int Version { get; init; }

    public bool IsFiledOn(DateOnly day) => FilingNo.Length > 0 && FiledOn <= day;

    public static async Task<IReadOnlyList<OwningUnit>> GetAsync(DbScope db, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : await db.QueryAsync<OwningUnit>($"SELECT {Columns} FROM owning_unit WHERE id IN @ids ORDER BY name", new { ids });

    public static Task<OwningUnit?> FindAsync(DbScope db, long id) => db.FirstAsync<OwningUnit>($"SELECT {Columns} FROM owning_unit WHERE id = @id", new { id });

    public static Task<OwningUnit?> FindAsync(DbScope db, string name) => db.FirstAsync<OwningUnit>($"SELECT {Columns} FROM owning_unit WHERE name = @name", new { name });

    public static Task<IReadOnlyList<OwningUnit>> AllAsync(DbScope db) => db.QueryAsync<OwningUnit>($"SELECT {Columns} FROM owning_unit ORDER BY name");
}
