using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CEBase.Tests.Architecture;

/// <summary>The API speaks English to those who ask it to: every code that a refusal can carry has a sentence.</summary>
public sealed partial class RefusalCodeTests
{
    private static readonly HashSet<string> English = [.. Directory.EnumerateFiles(Sources.Folder, "Refusals.en.resx", SearchOption.AllDirectories)
        .SelectMany(file => XDocument.Load(file).Descendants("data").Select(d => (string)d.Attribute("name")!))];

    public static TheoryData<string> Modules => [.. Sources.Modules, "CEBase.Web"];

    [Theory, MemberData(nameof(Modules))]
    public void Every_code_has_an_English_sentence(string module)
    {
        var missing = Sources.Files(module, "*.cs").SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(m => m.Groups["code"].Value)).Distinct()
            .Where(code => !English.Contains(code)).Order(StringComparer.Ordinal).ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public void Codes_are_found_where_they_are_given() =>
        Assert.Equal(["first_code", "second", "third"], Code().Matches("""
            throw new Refusal("first_code", $"话"); Field.Check(amount > Money.Zero, "second", nameof(Amount), "话"); Field.Required(x, "Not", "话");
            refusals.Add(new Refusal(
                "third", "话"));
            """).Select(m => m.Groups["code"].Value));

    [GeneratedRegex("""(?:new\s+\w*Refusal\(|\bField\.Check\([^;]*?,)\s*"(?<code>[a-z][a-z0-9_]*)"\s*,""")]
    private static partial Regex Code();
}
