namespace CEBase.Enrollment.Learners;

/// <summary>Employers are compared by key: full-width folded, spaces and brackets' width aside.</summary>
internal static class Employers
{
    public static string Key(string employer) => TextFold.Of(employer, Keep.Visible, Casing.Lower);
}
