namespace CEBase.Funds.Checks;

/// <summary>Verdicts as shown.</summary>
internal static class VerdictWords
{
    /// <summary>允许, 复核, 禁止.</summary>
    public static string Label(string verdict) => verdict switch { "block" => "禁止", "review" => "复核", _ => "允许" };

    /// <summary>How the badge looks.</summary>
    public static StateTone Tone(string verdict) => verdict switch { "block" => StateTone.Stopped, "review" => StateTone.Waiting, _ => StateTone.Done };
}
