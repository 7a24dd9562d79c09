using CEBase.Platform.Values;

namespace CEBase.Projects.Approval;

/// <summary>Typed numbers as amounts; null when they have too many decimals or are out of reach.</summary>
internal static class TypedAmounts
{
    public static StudyHours? Hours(decimal? hours) => hours is { } h && Math.Abs(h) <= 100_000 && h * 10 == decimal.Truncate(h * 10) ? StudyHours.FromHours(h) : null;

    public static Money? Yuan(decimal? yuan) => yuan is { } y && Math.Abs(y) <= 1_000_000_000 && y * 100 == decimal.Truncate(y * 100) ? Money.FromYuan(y) : null;

    public static int? BasisPoints(decimal? percent) => percent is { } p && p is >= 0 and <= 100 && p * 100 == decimal.Truncate(p * 100) ? (int)(p * 100) : null;
}
