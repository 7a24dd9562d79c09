namespace CEBase.Tests.Harness;

/// <summary>Settings that make tests quick without changing what is tested.</summary>
public static class TestSettings
{
    /// <summary>The password of every demo account.</summary>
    public const string DemoPassword = "Xuexi-2026";

    /// <summary>Configuration values for every bench and every site in process.</summary>
    public static readonly Dictionary<string, string?> Values = new()
    {
        // The work factor protects real passwords; tests make hundreds of accounts.
        ["Identity:PasswordIterations"] = "1000",
        ["Jobs:Enabled"] = "false",
    };
}
