namespace CEBase.Projects.Clients;

/// <summary>
/// The credit code of a client. A wrong form can be no code at all; a check character that doesn't fit may still be a legal code of the early
/// pilot, so somebody looks at the licence and says so.
/// </summary>
[RestsOn("GB32100:format", "GB32100:check", "BJTU:9", How = "委托单位代码格式不对不予登记，校验码不符须核对执照原件并记下核对人")]
internal static class ClientCodeRule
{
    public const string Format = "client.code-format";
    public const string CheckCharacter = "client.code-check";
    public const string Seen = "client.code-seen";

    /// <param name="typed">The code as typed.</param>
    /// <param name="seenBy">Who saw the licence, or empty.</param>
    /// <param name="seenOn">When.</param>
    public static IEnumerable<Finding> Check(string? typed, string seenBy, DateOnly? seenOn)
    {
        var code = CreditCode.Check(typed);
        if (code.Sentence is { } wrong)
        {
            yield return Finding.Block(Format, wrong, "GB32100:format");
        }
        else if (!code.ChecksumFits)
        {
            yield return seenBy.Length == 0
                ? Finding.Review(CheckCharacter, $"统一社会信用代码 {code.Number} 的校验码不符。早期试点发放的代码可能如此，请核对营业执照或法人证书原件并登记核对。", "GB32100:check")
                : Finding.Note(Seen, $"统一社会信用代码 {code.Number} 的校验码不符，{seenBy}{(seenOn is { } day ? $" {day.InTable()}" : "")} 已核对执照原件。", "GB32100:check");
        }
    }
}
