namespace CEBase.Catalogue.Archives;

/// <summary>Where an item stands on a day.</summary>
internal enum ArchiveStanding
{
    /// <summary>It is there.</summary>
    Present,

    /// <summary>Asked for, not there, not due yet.</summary>
    Missing,

    /// <summary>Asked for, not there, and its day has passed.</summary>
    Late,

    /// <summary>Not asked for and not there.</summary>
    Absent,
}

/// <summary>An item of a class's archive: what is asked, what the system holds, what was put in by hand.</summary>
internal sealed record ArchiveLine(ArchiveRequirement Requirement, ArchiveItem? Held, IReadOnlyList<ArchiveFile> Files, DateOnly Due)
{
    public bool IsPresent => Held?.IsPresent == true || Files.Count > 0;

    public ArchiveStanding On(DateOnly today) => IsPresent ? ArchiveStanding.Present
        : !Requirement.IsRequired ? ArchiveStanding.Absent
        : Due < today ? ArchiveStanding.Late
        : ArchiveStanding.Missing;
}

/// <summary>The archive of a class as it stands now.</summary>
internal sealed record ArchiveView(ClassCard Class, IReadOnlyList<ArchiveSection> Sections, IReadOnlyList<ArchiveLine> Lines, FrozenArchive? Frozen)
{
    public IEnumerable<ArchiveLine> Required => Lines.Where(l => l.Requirement.IsRequired);

    public IReadOnlyList<ArchiveLine> MissingLines => [.. Required.Where(l => !l.IsPresent)];

    public int LateOn(DateOnly today) => Lines.Count(l => l.On(today) == ArchiveStanding.Late);

    /// <summary>Of what is asked for, so much is there, in whole per cent, rounded down so that only all is 100.</summary>
    public int Percent => Required.Any() ? Required.Count(l => l.IsPresent) * 100 / Required.Count() : 100;

    /// <summary>The nearest day on which something missing is due.</summary>
    public DateOnly? NextDue => MissingLines.Count == 0 ? null : MissingLines.Min(l => l.Due);
}

/// <summary>The archive of a class is complete before it closes, and closing freezes it.</summary>
[RestsOn("BJTU:3", How = "班级档案按十一个方面分节，逐项列出应归材料")]
[RestsOn("BJTU:32", How = "按班列出归档缺项、责任人和期限，缺项不能结班")]
internal static class ArchiveRule
{
    public const string Incomplete = "archive.incomplete";
    public const string NotFrozen = "archive.not-frozen";
    public const string Damaged = "archive.damaged";

    /// <summary>Before closing. Items with a gate of their own are left to it.</summary>
    public static IEnumerable<Finding> CheckComplete(ArchiveView archive, DateOnly today)
    {
        var missing = archive.MissingLines.Where(l => l.Held?.HasOwnGate != true).ToList();
        if (missing.Count > 0)
        {
            var late = missing.Count(l => l.Due < today);
            var names = string.Join("、", missing.Take(4).Select(l => l.Requirement.Title)) + (missing.Count > 4 ? "等" : "");
            yield return Finding.Block(Incomplete, $"档案还缺 {missing.Count} 项：{names}{(late > 0 ? $"，其中 {late} 项已过期限" : "")}。请补齐后再结班。", "BJTU:32");
        }
    }

    /// <summary>Before archiving: frozen, and the last look at it found everything as it was.</summary>
    public static IEnumerable<Finding> CheckFrozen(bool isFrozen, ArchiveCheckRow? last)
    {
        if (!isFrozen)
        {
            yield return Finding.Block(NotFrozen, "档案还没有封存，请先封存。", "BJTU:32");
        }
        else if (last is { Problems: > 0 })
        {
            yield return Finding.Block(Damaged, $"最近一次核验发现 {last.Problems} 处与封存清单不符，请查明后重新核验。", "BJTU:32");
        }
    }
}
