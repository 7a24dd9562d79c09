namespace CEBase.Learning.HourRules;

/// <summary>
/// An hour requirement (学时要求) as data: who asks for how many hours of what, in which time, on which article. Provinces differ, so the rule
/// is picked by the learner's province and the year.
/// </summary>
internal sealed record HourRule
{
    /// <summary>Stable code: <c>SX-80</c>.</summary>
    public string Code { get; init; } = "";
    public DateOnly HoldsFrom { get; init; }

    /// <summary>Last day it holds, or null.</summary>
    public DateOnly? HoldsUntil { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Codes of provinces, separated by commas; <c>*</c> is everywhere.</summary>
    public string Provinces { get; init; } = "*";
    public StudyHours Total { get; init; }

    /// <summary>Professional hours at least, or null.</summary>
    public StudyHours? MinProfessional { get; init; }

    /// <summary>Professional hours at least as a share of the required total, <c>2/3</c>; null when an amount is given.</summary>
    public string? ProfessionalShare { get; init; }

    /// <summary>Public-subject hours at least, or null.</summary>
    public StudyHours? MinPublic { get; init; }

    /// <summary>Hours taught face to face at least, or null.</summary>
    public StudyHours? FaceToFace { get; init; }

    /// <summary>Other totals by title level: <c>Junior=56</c>, separated by commas.</summary>
    public string Levels { get; init; } = "";

    /// <summary>Years pooled: 1 asks each year alone.</summary>
    public int CycleYears { get; init; } = 1;

    /// <summary>Hours beyond the total of one year count in the next.</summary>
    public bool CarryOver { get; init; }

    /// <summary>The article: <c>MOHRSS25:8</c>.</summary>
    public string Citation { get; init; } = "";

    /// <summary>The rule it comes from, in words.</summary>
    public string Source { get; init; } = "";

    /// <summary>How sure the base is: <c>statute</c>, <c>seen</c>, <c>general</c>, <c>unsure</c>.</summary>
    public string Certainty { get; init; } = "unsure";

    /// <summary>Binds the learners of its provinces unless a parameter names another.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether it holds in some part of the year for learners of the province.</summary>
    public bool Applies(string province, int year) =>
        HoldsFrom.Year <= year && (HoldsUntil is not { } end || end.Year >= year)
        && (Provinces == "*" || Provinces.Split(',').Contains(province));

    public bool IsNational => Provinces == "*";

    /// <summary>Hours a year for somebody of this level; the general total for those not listed.</summary>
    public StudyHours TotalFor(TitleLevel? level)
    {
        foreach (var part in Levels.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, hours) = (part[..part.IndexOf('=')], part[(part.IndexOf('=') + 1)..]);
            if (level?.ToString() == name)
            {
                return StudyHours.FromHours(decimal.Parse(hours, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
        return Total;
    }

    /// <summary>Professional hours asked for when <paramref name="total"/> is; a share is rounded up to a tenth.</summary>
    public StudyHours ProfessionalOf(StudyHours total)
    {
        if (ProfessionalShare is not { } share)
        {
            return MinProfessional ?? StudyHours.Zero;
        }
        var slash = share.IndexOf('/');
        var (n, d) = (int.Parse(share[..slash]), int.Parse(share[(slash + 1)..]));
        return new StudyHours((total.Tenths * n + d - 1) / d);
    }
}
