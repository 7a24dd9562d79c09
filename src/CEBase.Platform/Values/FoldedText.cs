namespace CEBase.Platform.Values;

/// <summary>Letters and digits of a text, half-width and in capitals: what two ways of writing the same name or number have in common.</summary>
public static class FoldedText
{
    /// <summary>Empty for what has neither letters nor digits.</summary>
    public static string Of(string? text) => string.Concat((text ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));
}
