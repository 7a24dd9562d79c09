using CEBase.Funds.Checks;

namespace CEBase.Tests.Funds;

public sealed class UseCheckTests(ITestOutputHelper output)
{
    private static readonly UseCheck Check = new(Vocabulary.Load(Path.Combine(Repository.Recipes, "funds", "vocabulary.json")));

    [Fact]
    public void On_the_corpus_forbidden_uses_are_caught_and_harmless_ones_pass()
    {
        var parts = Corpus.Parts.ToDictionary(p => p, p => new PartMeasure(p, Check));
        var (clear, tricky, harmless, vague) = (parts["clear"], parts["tricky"], parts["harmless"], parts["vague"]);
        var recall = (double)(clear.Caught + tricky.Caught) / (clear.Count + tricky.Count);
        var precision = (double)(clear.Caught + tricky.Caught) / (clear.Caught + tricky.Caught + harmless.Caught);
        output.WriteLine($"whole: recall {recall:P2}, precision {precision:P2}");
        output.WriteLine($"clear: recall {clear.Recall:P2}, precision {clear.PrecisionAgainst(harmless):P2}");
        output.WriteLine($"tricky: recall {tricky.Recall:P2}, precision {tricky.PrecisionAgainst(harmless):P2}");
        output.WriteLine($"harmless: blocked {harmless.Blocked:P2}, reviewed {harmless.Reviewed:P2}");
        output.WriteLine($"vague: looked at {vague.Recall:P2}");
        foreach (var line in parts.Values.SelectMany(p => p.Report()))
        {
            output.WriteLine(line);
        }

        Assert.True(parts.Values.Sum(p => p.Count) >= 300);
        Assert.True(recall >= 0.98, "Recall of forbidden uses fell under 0.98.");
        Assert.True(clear.Recall >= 0.98, "Recall of the clear part fell under 0.98.");
        Assert.True(tricky.Recall >= 0.98, "Recall of the tricky part fell under 0.98.");
        Assert.True(harmless.Blocked <= 0.02, "Blocks among harmless uses rose over 0.02.");
        Assert.True(harmless.Reviewed <= 0.08, "Reviews among harmless uses rose over 0.08.");
        Assert.Empty(vague.Of(null));
    }

    [Fact]
    public void No_description_of_the_corpus_stands_in_two_parts() =>
        Assert.Empty(Corpus.ReadAll().GroupBy(d => d).Where(g => g.Count() > 1).Select(g => g.Key));

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
