namespace CEBase.Platform.Values;

/// <summary>Typed numbers as amounts; null when they have too many decimals or are out of reach.</summary>
public static class TypedAmounts
{
    /// <summary>Hours, with at most one decimal.</summary>
    public static StudyHours? Hours(decimal? hours) => hours is { } h && Math.Abs(h) <= 100_000 && h * 10 == decimal.Truncate(h * 10) ? StudyHours.FromHours(h) : null;

    /// <summary>Money in yuan, with at most two decimals.</summary>
    public static Money? Yuan(decimal? yuan) => yuan is { } y && Math.Abs(y) <= 1_000_000_000 && y * 100 == decimal.Truncate(y * 100) ? Money.FromYuan(y) : null;

    /// <summary>A percentage from 0 to 100 in basis points, with at most two decimals.</summary>
    public static int? BasisPoints(decimal? percent) => percent is { } p && p is >= 0 and <= 100 && p * 100 == decimal.Truncate(p * 100) ? (int)(p * 100) : null;
}
