using CEBase.Platform.Imports.Marking;

namespace CEBase.Platform.Imports.Mapping;

/// <summary>What became of an import, or would become of it in a dry run.</summary>
public sealed record ImportResult
{
    /// <summary>Good rows, whether they changed something or were there already.</summary>
    public required int Accepted { get; init; }

    /// <summary>Bad rows by reason code.</summary>
    public IReadOnlyDictionary<string, int> Rejected => BadRows.GroupBy(r => r.Problem.Code).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>Good rows that changed something; 0 in a dry run.</summary>
    public required int Written { get; init; }

    /// <summary>Good rows that were there already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Further counts of the kind: <c>admitted</c>, <c>waitlisted</c>.</summary>
    public required IReadOnlyDictionary<string, int> Details { get; init; }

    /// <summary>Every bad row, from the top.</summary>
    public required IReadOnlyList<BadRow> BadRows { get; init; }

    /// <summary>Nothing was written because nothing should be.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>The import's number in the list of imports; null in a dry run.</summary>
    public long? JobId { get; init; }

    /// <summary>When the same file was imported into the same target before; null when never.</summary>
    public DateTimeOffset? ImportedBefore { get; init; }

    /// <summary>The user's file, for <see cref="MarkedFile"/>.</summary>
    internal byte[] Original { get; init; } = [];

    internal ImportTable Table { get; init; } = null!;
}
