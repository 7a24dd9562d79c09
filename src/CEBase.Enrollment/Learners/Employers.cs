namespace CEBase.Enrollment.Learners;

/// <summary>Employers are compared by key: full-width folded, spaces and brackets' width aside.</summary>
internal static class Employers
{
    public static string Key(string employer)
    {
        var folded = new StringBuilder(employer.Length);
        foreach (var letter in employer.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(letter))
            {
                folded.Append(char.ToLower(letter, CultureInfo.InvariantCulture));
            }
        }
        return folded.ToString();
    }
}
