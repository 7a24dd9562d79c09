namespace CEBase.Enrollment.Learners;

/// <summary>Kinds of documents as people write them.</summary>
internal static class Documents
{
    /// <summary>The kind a word names; an empty cell means the identity card, an unknown word nothing.</summary>
    public static DocumentKind? Of(string word) => word.Replace(" ", "") switch
    {
        "" or "居民身份证" or "身份证" or "二代身份证" or "中华人民共和国居民身份证" or "港澳台居民居住证" or "外国人永久居留身份证" => DocumentKind.IdentityCard,
        "港澳居民来往内地通行证" or "港澳通行证" or "回乡证" => DocumentKind.HongKongMacaoPermit,
        "台湾居民来往大陆通行证" or "台胞证" => DocumentKind.TaiwanPermit,
        "护照" or "普通护照" or "因公护照" => DocumentKind.Passport,
        "军官证" or "文职干部证" or "士兵证" => DocumentKind.OfficerCard,
        "其他" or "其他证件" => DocumentKind.Other,
        _ => null,
    };
}
