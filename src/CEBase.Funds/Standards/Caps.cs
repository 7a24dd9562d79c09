namespace CEBase.Funds.Standards;

/// <summary>A standard on a day: its value, or why there is none.</summary>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Label">What staff call it.</param>
/// <param name="Value">The value; null while nobody has decided it or none holds on the day.</param>
/// <param name="Day">The day asked for.</param>
internal sealed record Cap(string Name, string Label, long? Value, DateOnly Day)
{
    public const string UnknownRule = "standard.unknown";

    /// <summary>The value in fen.</summary>
    public Money? Money => Value is { } yuan ? new Money(yuan * 100) : null;

    /// <summary>A standard that isn't known stops nothing, but somebody must look.</summary>
    public Finding Unknown(string article) => Finding.Review(UnknownRule,
        $"{Day.InTable()} 的标准“{Label}”没有定值，无法核对是否超标。请基地负责人定值，由管理员在“规则参数”里填写；先行支付的，请写明依据。", article) with { Remedy = $"/console/parameters/{Name}" };
}

/// <summary>Looks standards up by day; keeps what it read for one use case.</summary>
internal sealed class CapTable(IParameters parameters)
{
    private readonly Dictionary<(string, DateOnly), Cap> _known = [];

    public async Task<Cap> OnAsync(DbScope db, string name, DateOnly day)
    {
        if (_known.TryGetValue((name, day), out var known))
        {
            return known;
        }
        return _known[(name, day)] = await parameters.TryGetAsync(db, name, day) is { } found
            ? new Cap(name, found.Label, long.Parse(found.Value, CultureInfo.InvariantCulture), day)
            : new Cap(name, CapNames.Label(name), null, day);
    }
}

/// <summary>Yuan as sentences write it: 2,000 or 4,761.90.</summary>
internal static class Yuan
{
    public static string InWords(this Money money) => money.Yuan.ToString(money.Fen % 100 == 0 ? "#,##0" : "#,##0.00", CultureInfo.InvariantCulture);

    public static Money Times(this Money money, StudyHours hours) => new((long)Math.Round(money.Fen * hours.Tenths / 10m, MidpointRounding.AwayFromZero));

    public static Money Percent(this Money money, long percent) => new((long)Math.Round(money.Fen * percent / 100m, MidpointRounding.AwayFromZero));
}
