namespace CEBase.Platform.Personal;

/// <summary>What a check says of a number: the number in its one form, or a reason code with a sentence.</summary>
public record NumberCheck
{
    /// <summary>The number normalised: half-width, upper case, no spaces. Also given when it is wrong, as far as it goes.</summary>
    public required string Number { get; init; }

    /// <summary>Stable reason code, <c>id_checksum</c>; null when the number is right.</summary>
    public string? Reason { get; init; }

    /// <summary>What is wrong and what to do, in Chinese; null when the number is right.</summary>
    public string? Sentence { get; init; }

    /// <summary>The number is right.</summary>
    public bool IsValid => Reason is null;
}

/// <summary>Sex as a document tells it, with the codes of GB/T 2261.1.</summary>
public enum Sex
{
    /// <summary>未知.</summary>
    Unknown = 0,

    /// <summary>男.</summary>
    Male = 1,

    /// <summary>女.</summary>
    Female = 2,
}

/// <summary>One check for every kind of document the base meets.</summary>
public static class DocumentCheck
{
    /// <summary>Checks a number of the given kind.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="typed">As typed or read from a sheet.</param>
    /// <param name="today">Nobody is born after today.</param>
    public static NumberCheck Of(DocumentKind kind, string? typed, DateOnly today) => kind switch
    {
        DocumentKind.IdentityCard => IdentityCard.Check(typed, today),
        DocumentKind.HongKongMacaoPermit => TravelPermits.CheckHongKongMacao(typed),
        DocumentKind.TaiwanPermit => TravelPermits.CheckTaiwan(typed),
        DocumentKind.Passport => Passport.Check(typed),
        DocumentKind.OfficerCard => OtherDocument.CheckOfficerCard(typed),
        _ => OtherDocument.Check(typed),
    };

    /// <summary>What the kind is called.</summary>
    public static string Label(DocumentKind kind) => kind switch
    {
        DocumentKind.IdentityCard => "居民身份证",
        DocumentKind.HongKongMacaoPermit => "港澳居民来往内地通行证",
        DocumentKind.TaiwanPermit => "台湾居民来往大陆通行证",
        DocumentKind.Passport => "护照",
        DocumentKind.OfficerCard => "军官证",
        _ => "其他证件",
    };
}
