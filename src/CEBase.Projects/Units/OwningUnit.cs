namespace CEBase.Projects.Units;

/// <summary>A unit that may run projects (承办单位).</summary>
internal sealed record OwningUnit
{
    public const string RecordType = "OwningUnit";

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

    /// <summary>Where it stands on the day.</summary>
    public StateDefinition StateOn(DateOnly day) => IsSuspended ? new("suspended", "停办整顿", StateTone.Stopped)
        : IsFiledOn(day) ? new("filed", "已备案", StateTone.Done) : new("unfiled", "未备案", StateTone.Waiting);

    public bool IsFiledOn(DateOnly day) => FilingNo.Length > 0 && FiledOn <= day;
}
