namespace CEBase.Instructors.Evidence;

/// <summary>What a paper on file proves.</summary>
internal enum Proves
{
    Education,
    Degree,
    Title,
    Standing,
    Experience,
    Commitment,
    Background,
    Other,
}

internal static class ProvesWords
{
    public static string Label(this Proves proves) => proves switch
    {
        Proves.Education => "学历",
        Proves.Degree => "学位",
        Proves.Title => "专业技术职务",
        Proves.Standing => "带头人或骨干",
        Proves.Experience => "教学与实践经验",
        Proves.Commitment => "教学承诺书",
        Proves.Background => "背景调查",
        _ => "其他",
    };
}
