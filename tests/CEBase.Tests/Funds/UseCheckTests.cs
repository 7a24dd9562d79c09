using CEBase.Funds.Checks;
using CEBase.Platform.Workflows;
using Xunit.Abstractions;

namespace CEBase.Tests.Funds;

public sealed class UseCheckTests(ITestOutputHelper output)
{
    private static readonly UseCheck Check = new(Vocabulary.Load(Path.Combine(Repository.Recipes, "funds", "vocabulary.json")));

    [Fact]
    public void On_the_corpus_forbidden_uses_are_caught_and_harmless_ones_pass()
    {
        var corpus = Corpus.Read();
        Assert.True(corpus.Sum(c => c.Value.Count) >= 300);
        var forbidden = corpus["clear"].Concat(corpus["tricky"]).ToList();
        var harmless = corpus["harmless"];
        var missed = forbidden.Where(d => Verdict(d) is null).ToList();
        var blocked = harmless.Where(d => Verdict(d) == Severity.Block).ToList();
        var reviewed = harmless.Where(d => Verdict(d) == Severity.Review).ToList();
        var caught = forbidden.Count - missed.Count;

        output.WriteLine($"forbidden {forbidden.Count}: blocked {forbidden.Count(d => Verdict(d) == Severity.Block)}, recall {(double)caught / forbidden.Count:P1}");
        output.WriteLine($"harmless {harmless.Count}: blocked {blocked.Count}, reviewed {reviewed.Count}; precision {(double)caught / (caught + blocked.Count + reviewed.Count):P1}");
        Show("missed", missed);
        Show("harmless but blocked", blocked);
        Show("harmless but reviewed", reviewed);
        Show("forbidden but only reviewed", forbidden.Where(d => Verdict(d) == Severity.Review));

        Assert.True(caught >= 0.98 * forbidden.Count, "Recall of forbidden uses fell under 0.98.");
        Assert.True(blocked.Count <= 0.02 * harmless.Count, "Blocks among harmless uses rose over 0.02.");
        Assert.True(reviewed.Count <= 0.08 * harmless.Count, "Reviews among harmless uses rose over 0.08.");
        Assert.All(corpus["vague"], d => Assert.Equal(Severity.Review, Verdict(d)));
    }

    [Theory]
    [InlineData("取暖补贴", "funds.welfare", "NPU:20(1)")]
    [InlineData("企业年金单位部分", "funds.wages", "NPU:20(1)")]
    [InlineData("公车轮胎更换", "funds.official-car", "NPU:20(2)")]
    [InlineData("商务宴席", "funds.reception", "NPU:20(2)")]
    [InlineData("墨尔本访问机票", "funds.abroad", "NPU:20(2)")]
    [InlineData("华山索道票", "funds.unrelated", "NPU:20(3)")]
    public void A_forbidden_use_names_its_rule_and_article(string description, string rule, string article)
    {
        var finding = Assert.Single(Check.Judge(description), f => f.Rule == rule);
        Assert.Equal(Severity.Block, finding.Severity);
        Assert.Equal(Citation.Parse(article), Assert.Single(finding.Articles));
    }

    [Fact]
    public void Every_phrase_has_a_citation_and_an_example_that_it_speaks_in()
    {
        var vocabulary = Vocabulary.Load(Path.Combine(Repository.Recipes, "funds", "vocabulary.json"));
        var silent = vocabulary.Phrases.Values.Where(p => p.Sense is not null && (p.Kinds & PhraseKinds.Harmless) == 0)
            .Where(p => !Check.Judge(p.Example).Any(f => f.Severity >= p.Sense!.Verdict)).Select(p => p.Example);
        Assert.Empty(silent);
    }

    private static Severity? Verdict(string description) => Check.Judge(description).Select(f => (Severity?)f.Severity).Max();

    private void Show(string what, IEnumerable<string> descriptions) => output.WriteLine($"{what}: {string.Join(" | ", descriptions)}");
}

internal static class Corpus
{
    public static Dictionary<string, List<string>> Read()
    {
        var parts = new Dictionary<string, List<string>>();
        List<string>? part = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "corpus", "uses.txt")).Skip(1))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                parts[line[2..line.IndexOf(':')]] = part = [];
            }
            else if (line.Length > 0)
            {
                part!.Add(line);
            }
        }
        return parts;
    }
}
