using System.Text.RegularExpressions;

namespace CEBase.Tests.Architecture;

/// <summary>What is called append-only can't be changed, whoever tries.</summary>
public sealed partial class AppendOnlyTests
{
    [Fact]
    public void Every_table_whose_comment_says_append_only_is()
    {
        var missing = new List<string>();
        var said = 0;
        foreach (var module in Sources.Modules)
        {
            var sql = string.Join('\n', Sources.Migrations(module));
            foreach (var table in Commented().Matches(sql).Where(m => Promise().IsMatch(m.Groups["comment"].Value)).Select(m => m.Groups["table"].Value))
            {
                said++;
                if (!sql.Contains($"{{{{append_only {table}}}}}", StringComparison.Ordinal))
                {
                    missing.Add($"{module}: {table}");
                }
            }
        }
        Assert.Empty(missing);
        Assert.True(said >= 5, $"Only {said} tables are called append-only.");
    }

    [GeneratedRegex(@"append-only|is never changed|; never changed", RegexOptions.IgnoreCase)]
    private static partial Regex Promise();

    [GeneratedRegex(@"(?<comment>(?:^[ \t]*--[^\n]*\n)+)\s*CREATE TABLE (?<table>\w+)", RegexOptions.Multiline)]
    private static partial Regex Commented();
}
