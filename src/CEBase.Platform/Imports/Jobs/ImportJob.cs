namespace CEBase.Platform.Imports.Jobs;

/// <summary>Where an import stands.</summary>
internal enum ImportState
{
    /// <summary>Stored; the columns must be settled first.</summary>
    Uploaded,

    /// <summary>Checked; waits for the user to confirm.</summary>
    Ready,

    /// <summary>Confirmed; waits for a runner.</summary>
    Queued,

    /// <summary>A runner is at it.</summary>
    Running,

    /// <summary>Good rows are written.</summary>
    Done,

    /// <summary>Nothing was written; the sentence says why.</summary>
    Failed,

    /// <summary>The user gave it up; nothing was written.</summary>
    Dropped,
}

/// <summary>One spreadsheet on its way in.</summary>
internal sealed record ImportJob
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string Target { get; init; } = "";
    public string TargetText { get; init; } = "";
    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
    public ImportState State { get; init; }

    /// <summary>What the user corrected, as JSON.</summary>
    public string Mapping { get; init; } = "{}";

    /// <summary>Why it stands still or failed.</summary>
    public string? Sentence { get; init; }

    public int RowsTotal { get; init; }
    public int RowsDone { get; init; }
    public int RowsGood { get; init; }
    public int RowsBad { get; init; }
    public int RowsWritten { get; init; }
    public int RowsUnchanged { get; init; }
    public string Details { get; init; } = "{}";
    public long? AccountId { get; init; }
    public string AccountName { get; init; } = "";

    /// <summary>Permissions the owner held when confirming, as a JSON array: the runner acts with these.</summary>
    public string Rights { get; init; } = "[]";

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public string? LeaseToken { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }
    public int Attempts { get; init; }

    public IReadOnlyDictionary<string, int> Corrections => JsonSerializer.Deserialize<Dictionary<string, int>>(Mapping)!;

    public IReadOnlyDictionary<string, int> DetailCounts => JsonSerializer.Deserialize<Dictionary<string, int>>(Details)!;

    /// <summary>Still on its way without the user doing anything.</summary>
    public bool IsUnderWay => State is ImportState.Queued or ImportState.Running;
}

/// <summary>A bad row as kept with its job.</summary>
internal sealed record StoredProblem
{
    public int RowNumber { get; init; }
    public string Code { get; init; } = "";
    public string? ColumnName { get; init; }
    public string Sentence { get; init; } = "";
}
