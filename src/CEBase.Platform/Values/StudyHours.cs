namespace CEBase.Platform.Values;

/// <summary>Class hours (学时) in tenths. Never a floating-point number.</summary>
/// <param name="Tenths">Tenths of a class hour; negative only in reversals.</param>
public readonly record struct StudyHours(int Tenths) : IComparable<StudyHours>
{
    /// <summary>No hours.</summary>
    public static StudyHours Zero => default;

    /// <summary>From hours with at most one decimal.</summary>
    /// <exception cref="ArgumentException">More than one decimal.</exception>
    public static StudyHours FromHours(decimal hours)
    {
        var tenths = hours * 10m;
        return tenths == decimal.Truncate(tenths) ? new StudyHours((int)tenths) : throw new ArgumentException("学时最多一位小数。", nameof(hours));
    }

    /// <summary>The hours as a number.</summary>
    public decimal Hours => Tenths / 10m;

    /// <inheritdoc />
    public int CompareTo(StudyHours other) => Tenths.CompareTo(other.Tenths);

    /// <summary>One decimal only where there is one: 8, 3.5.</summary>
    public override string ToString() => Hours.ToString("0.#", CultureInfo.InvariantCulture);

    public static StudyHours operator +(StudyHours a, StudyHours b) => new(checked(a.Tenths + b.Tenths));
    public static StudyHours operator -(StudyHours a, StudyHours b) => new(checked(a.Tenths - b.Tenths));
    public static StudyHours operator -(StudyHours a) => new(-a.Tenths);
    public static bool operator <(StudyHours a, StudyHours b) => a.Tenths < b.Tenths;
    public static bool operator >(StudyHours a, StudyHours b) => a.Tenths > b.Tenths;
    public static bool operator <=(StudyHours a, StudyHours b) => a.Tenths <= b.Tenths;
    public static bool operator >=(StudyHours a, StudyHours b) => a.Tenths >= b.Tenths;
}
