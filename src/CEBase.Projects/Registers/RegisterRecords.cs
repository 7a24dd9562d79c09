namespace CEBase.Projects.Registers;

/// <summary>A research topic on continuing education.</summary>
internal sealed record ResearchTopic
{
    public const string RecordType = "ResearchTopic";

    public long Id { get; init; }
    public string Title { get; init; } = "";

    /// <summary>Code of <see cref="RegisterWords.Sources"/>.</summary>
    public string Source { get; init; } = "";

    public string Leader { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public string Result { get; init; } = "";

    /// <summary>What of it is used in running classes.</summary>
    public string Applied { get; init; } = "";

    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>An exchange or a cooperation.</summary>
internal sealed record ExchangeActivity
{
    public const string RecordType = "ExchangeActivity";

    public long Id { get; init; }

    /// <summary>Code of <see cref="RegisterWords.Exchanges"/>.</summary>
    public string Kind { get; init; } = "";

    public string Title { get; init; } = "";
    public string Partner { get; init; } = "";
    public DateOnly HeldOn { get; init; }
    public string Place { get; init; } = "";
    public int People { get; init; }
    public string Summary { get; init; } = "";
    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>Code lists of the registers.</summary>
internal static class RegisterWords
{
    public static IReadOnlyList<CodeWord> Sources { get; } = [new("mohrss", "人力资源和社会保障部"), new("miit", "工业和信息化部"), new("shaanxi", "陕西省人社厅"), new("school", "学校"), new("own", "基地自设")];

    public static IReadOnlyList<CodeWord> Exchanges { get; } = [new("partner", "合作单位"), new("visit", "走访调研"), new("meeting", "经验交流"), new("joint", "联合办学"), new("academic", "学术活动")];
}
