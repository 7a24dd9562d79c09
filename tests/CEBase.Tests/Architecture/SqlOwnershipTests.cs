using System.Text.RegularExpressions;

namespace CEBase.Tests.Architecture;

/// <summary>A module's SQL names its own tables only, and of modules below it what they publish.</summary>
public sealed partial class SqlOwnershipTests
{
    public static TheoryData<string> Modules => [.. Sources.Modules];

    [Theory, MemberData(nameof(Modules))]
    public void A_module_names_only_its_own_tables_and_what_modules_below_publish(string module)
    {
        var mayUse = Sources.MayUse(module);
        var strange = Sources.Files(module, "*.cs").SelectMany(file => NamesIn(File.ReadAllText(file)).Select(n => (file, n.Line, n.Name)))
            .Where(n => Sources.Owners.TryGetValue(n.Name, out var owner) && owner != module && !(n.Name.StartsWith("published_", StringComparison.Ordinal) && mayUse.Contains(owner)))
            .Select(n => $"{Path.GetRelativePath(Sources.Folder, n.file)}:{n.Line} names {n.Name} of {Sources.Owners[n.Name]}").ToList();
        Assert.Empty(strange);
    }

    [Fact]
    public void Tables_are_found_in_every_kind_of_literal_and_not_in_comments()
    {
        const string Source = """"
            // SELECT 1 FROM in_comment
            var a = "SELECT * FROM plain p JOIN joined j ON 1 = 1"; var quote = '"';
            var b = $@"UPDATE ""x"" SET y"; var c = @"DELETE FROM verbatim";
            var d = $"""
                INSERT INTO raw (a) SELECT b FROM {Table} , comma
                """;
            """";
        Assert.Equal([(2, "plain"), (2, "joined"), (3, "verbatim"), (4, "raw"), (4, "comma")], NamesIn(Source));
    }

    private static IEnumerable<(int Line, string Name)> NamesIn(string source) =>
        StringLiterals.Of(source).SelectMany(literal => TableName().Matches(literal.Text).SelectMany(m => m.Groups["name"].Captures.Select(c => (literal.Line, c.Value.ToLowerInvariant()))));

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+(?:ONLY\s+)?(?:(?<name>[a-z_]\w*)|\{\w+\})(?:\s+(?:AS\s+)?[a-z]\w?)?(?:\s*,\s*(?<name>[a-z_]\w*)(?:\s+[a-z]\w?)?)*")]
    private static partial Regex TableName();
}
