namespace CEBase.Catalogue.Archives;

/// <summary>From when an item's due day is counted.</summary>
internal enum DueKind
{
    /// <summary>The first day of the class.</summary>
    Start,

    /// <summary>The last day of the class.</summary>
    End,

    /// <summary>Working days after the last day: parameter <c>class.summary-due-days</c>.</summary>
    Summary,

    /// <summary>Days after the last day: parameter <c>archive.due-days</c>.</summary>
    Archive,
}

/// <summary>A section of the archive: one of the eleven fields of BJTU 3.</summary>
internal sealed record ArchiveSection
{
    public string Code { get; init; } = "";
    public string Title { get; init; } = "";
    public int Position { get; init; }
}

/// <summary>An item that archives of some type of class ask for.</summary>
internal sealed record ArchiveRequirement
{
    public string Code { get; init; } = "";
    public string Section { get; init; } = "";
    public string Title { get; init; } = "";

    /// <summary>Names of <see cref="ArchiveConditions"/> that must all hold, separated by blanks; empty is every class.</summary>
    public string Conditions { get; init; } = "";

    /// <summary>Who sees to it: 班主任.</summary>
    public string Responsible { get; init; } = "";

    public DueKind DueKind { get; init; }

    /// <summary>Days added to the day that <see cref="DueKind"/> gives.</summary>
    public int DueDays { get; init; }

    /// <summary>The class can't close without it; otherwise it is filed when there is one.</summary>
    public bool IsRequired { get; init; }

    public string Citation { get; init; } = "";
    public string Hint { get; init; } = "";
    public int Position { get; init; }

    public bool AppliesTo(ClassCard card) => Conditions.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(name => ArchiveConditions.All[name](card));
}

/// <summary>What the type of a class can be asked, by the names that the data file uses.</summary>
internal static class ArchiveConditions
{
    public static IReadOnlyDictionary<string, Func<ClassCard, bool>> All { get; } = new Dictionary<string, Func<ClassCard, bool>>
    {
        ["open"] = c => c.Funding == FundingMode.Open,
        ["commissioned"] = c => c.Funding == FundingMode.Commissioned,
        ["public-money"] = c => c.Funding is FundingMode.Fiscal or FundingMode.BaseGrant,
        ["online"] = c => c.IsOnline,
        ["on-site"] = c => !c.IsOnline,
    };
}
