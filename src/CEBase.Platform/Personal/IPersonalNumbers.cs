namespace CEBase.Platform.Personal;

/// <summary>
/// Keeps personal numbers (identity card, passport, bank card): stored encrypted, found by a keyed hash, shown masked. Revealing one is a
/// permission and a trace, which is the caller's to write.
/// </summary>
public interface IPersonalNumbers
{
    /// <summary>Protects the number of an identity document.</summary>
    ProtectedNumber Protect(DocumentKind kind, string number);

    /// <summary>Protects the number of a bank card, which is never looked up.</summary>
    ProtectedNumber ProtectCard(string number);

    /// <summary>Encrypts what is personal and no number: a diet, a contact.</summary>
    string Protect(string text);

    /// <summary>Decrypts what lies in a row.</summary>
    string Reveal(string stored);

    /// <summary>Keyed hash for look-up and uniqueness; the same for the same normalised kind and number on every node.</summary>
    string Hash(DocumentKind kind, string number);
}

/// <summary>Kinds of identity documents the base meets (domain facts, part G).</summary>
public enum DocumentKind
{
    /// <summary>居民身份证, also the residence permit of Hong Kong, Macao and Taiwan residents and the foreigner's permanent ID of 18 digits.</summary>
    IdentityCard,

    /// <summary>港澳居民来往内地通行证.</summary>
    HongKongMacaoPermit,

    /// <summary>台湾居民来往大陆通行证.</summary>
    TaiwanPermit,

    /// <summary>护照.</summary>
    Passport,

    /// <summary>军官证.</summary>
    OfficerCard,

    /// <summary>其他.</summary>
    Other,
}
