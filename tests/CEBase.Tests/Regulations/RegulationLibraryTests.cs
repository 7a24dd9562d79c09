using CEBase.Regulations;
using CEBase.Regulations.Library;

namespace CEBase.Tests.Regulations;

public sealed class RegulationLibraryTests
{
    private static readonly RegulationLibrary Library = new(new RecipeFolder(Repository.Recipes));

    private const string Good = """
        { "code": "NPU", "title": "办法", "issuer": "学校", "inForceFrom": "2020-11-03", "binding": true,
          "articles": [ { "number": "1", "kind": "none", "certainty": "SEED", "duty": "说明性质。" } ] }
        """;

    /// <summary>Seed, article and kind of every duty that was read out of the five documents.</summary>
    private static IReadOnlyList<(string Seed, string Article, DutyKind Kind)> Obligations { get; } =
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "CEBase.Tests", "Regulations", "obligations.tsv")).Skip(1)
            .Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1], Enum.Parse<DutyKind>(cells[2], ignoreCase: true)))];

    [Fact]
    public void Every_duty_read_out_of_the_five_documents_is_an_article_of_its_kind()
    {
        Assert.Equal(272, Obligations.Count);
        var wrong = Obligations.Where(o => Library.Find(new Citation(o.Seed, o.Article))?.Kind != o.Kind);
        Assert.Empty(wrong);
        Assert.All(Obligations.GroupBy(o => o.Seed), seed => Assert.Equal(seed.Count(), Library.Regulation(seed.Key)!.Articles.Count));
    }

    [Theory]
    [InlineData("NPU", true)]
    [InlineData("MOHRSS25", true)]
    [InlineData("MOE23", true)]
    [InlineData("MOF540", true)]
    [InlineData("SX27", true)]
    [InlineData("BJTU", false)]
    [InlineData("MOE", false)]
    [InlineData("HENAN", false)]
    [InlineData("SWU", false)]
    public void A_regulation_says_whether_it_binds_this_base(string code, bool binds) => Assert.Equal(binds, Library.Regulation(code)!.Binding);

    [Fact]
    public void Every_article_is_in_Chinese_and_says_what_the_system_is_to_do_unless_there_is_nothing()
    {
        var articles = Library.All.SelectMany(r => r.Articles.Select(a => (At: $"{r.Code}:{a.Number}", Article: a))).ToList();
        Assert.Empty(articles.Where(a => !a.Article.Duty.Any(c => c is >= '\u4e00' and <= '\u9fff')).Select(a => a.At));
        Assert.Empty(articles.Where(a => a.Article.Kind != DutyKind.None && a.Article.Software.Length == 0).Select(a => a.At));
        Assert.Empty(articles.Where(a => a.Article.Certainty is Certainty.General or Certainty.Unsure && a.Article.Note.Length == 0).Select(a => a.At));
        Assert.Empty(Library.All.Where(r => r.About.Length == 0).Select(r => r.Code));
    }

    [Fact]
    public void An_article_without_a_number_has_a_Chinese_name() =>
        Assert.Empty(Library.All.SelectMany(r => r.Articles.Where(a => char.IsAsciiLetter(a.Number[0]) && a.Title.Length == 0).Select(a => $"{r.Code}:{a.Number}")));

    [Theory]
    [InlineData("NPU", "20(2)", "基地管理办法第 20(2) 条")]
    [InlineData("SX27", "hours", "陕西学时与证书办法·学时要求")]
    [InlineData("HENAN", "1.1.2", "函授站评估指标（河南）指标 1.1.2")]
    [InlineData("SWU", "任务7", "网络教育实施方案（西南大学）·任务7")]
    public void A_citation_has_a_name_in_words(string code, string article, string name) =>
        Assert.Equal(name, new CitationNames(Library).NameOf(new Citation(code, article)));

    [Fact]
    public void A_citation_of_nothing_has_no_name() => Assert.Null(new CitationNames(Library).NameOf(new Citation("NPU", "99")));

    public static TheoryData<string, string, string> Malformed => new()
    {
        { "\"NPU\"", "\"npu\"", "code" },
        { "\"title\": \"办法\",", "", "title" },
        { "2020-11-03", "2020-13-03", "inForceFrom" },
        { "true", "\"yes\"", "binding" },
        { "\"issuer\"", "\"isuer\"", "isuer" },
        { "\"none\"", "\"maybe\"", "articles[0].kind" },
        { "说明性质。", "", "articles[0].duty" },
        { "\"SEED\"", "\"SURE\"", "articles[0].certainty" },
        { "\"duty\"", "\"text\"", "articles[0].text" },
        { "\"1\"", "1", "articles[0].number" },
        { "[ {", "[ 7, {", "articles[0]" },
        { "} ] }", "}, { \"number\": \"1\", \"kind\": \"none\", \"certainty\": \"SEED\", \"duty\": \"又一次。\" } ] }", "articles[1].number" },
        { "{ \"code\"", "[ \"code\"", "JSON" },
    };

    [Theory, MemberData(nameof(Malformed))]
    public void A_malformed_file_is_refused_naming_file_and_key(string right, string wrong, string key)
    {
        Assert.NotNull(RegulationFile.Parse(DataFile.Parse(Good, "regulations/npu.json")));

        var refused = Assert.Throws<RecipeException>(() => RegulationFile.Parse(DataFile.Parse(Good.Replace(right, wrong), "regulations/npu.json")));

        Assert.Contains("regulations/npu.json", refused.Message);
        Assert.Contains(key, refused.Message);
    }

    [Fact]
    public void Two_files_with_one_code_are_refused()
    {
        var folder = Directory.CreateTempSubdirectory("cebase-regulations-");
        var regulations = folder.CreateSubdirectory("regulations");
        File.WriteAllText(Path.Combine(regulations.FullName, "a.json"), Good);
        File.WriteAllText(Path.Combine(regulations.FullName, "b.json"), Good);

        var refused = Assert.Throws<RecipeException>(() => new RegulationLibrary(new RecipeFolder(folder.FullName)));

        Assert.Contains("regulations/b.json", refused.Message);
    }

    [Fact]
    public void A_missing_folder_is_told_in_a_sentence() =>
        Assert.Contains("recipes/regulations", Assert.Throws<RecipeException>(() => new RegulationLibrary(new RecipeFolder(Path.GetTempPath() + "nowhere"))).Message);
}
