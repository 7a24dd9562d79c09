using CEBase.Funds.Checks;
using CEBase.Platform.Workflows;
using Xunit.Abstractions;

namespace CEBase.Tests.Funds;

public sealed class UseCheckTests(ITestOutputHelper output)
{
    private static readonly UseCheck Check = new(Vocabulary.Load(Path.Combine(Repository.Recipes, "funds", "vocabulary.json")));

    [Theory]
    [InlineData("uses.txt")]
    [InlineData("second.txt")]
    [InlineData("third.txt")]
    [InlineData("fourth.txt")]
    public void On_the_corpus_forbidden_uses_are_caught_and_harmless_ones_pass(string corpus)
    {
        var measured = new Measurement(Check, Corpus.Read(corpus));
        foreach (var line in measured.Lines())
        {
            output.WriteLine(line);
        }

        Assert.True(measured.Forbidden + measured.Harmless >= 150);
        Assert.True(measured.Recall >= 0.98, "Recall of forbidden uses fell under 0.98.");
        Assert.True(measured.BlockedHarmless <= 0.02, "Blocks among harmless uses rose over 0.02.");
        Assert.True(measured.ReviewedHarmless <= 0.08, "Reviews among harmless uses rose over 0.08.");
        Assert.Empty(measured.AllowedVague);
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
}
