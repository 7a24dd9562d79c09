using System.Net.Http.Json;

namespace CEBase.Tests.Web;

public sealed class EnglishRefusalTests(DemoSite demo)
{
    [Theory]
    [InlineData("/api/v1/classes/1999-999", "not_found")]
    [InlineData("/api/v1/classes?state=sleeping", "state_unknown")]
    public async Task A_reader_who_prefers_English_gets_the_sentence_in_English_and_everybody_else_in_Chinese(string address, string code)
    {
        var site = await demo.SharedAsync();
        var visitor = site.Visitor();
        var chinese = await Title(visitor, address, code);
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB,en;q=0.9");
        var english = await Title(visitor, address, code);

        Assert.Contains(chinese, c => c is >= '\u4e00' and <= '\u9fff');
        Assert.DoesNotContain(english, c => c is >= '\u4e00' and <= '\u9fff');
    }

    private static async Task<string> Title(HttpClient visitor, string address, string code)
    {
        var answer = await visitor.GetAsync(address);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"urn:cebase:{code}", problem.GetProperty("type").GetString());
        return problem.GetProperty("title").GetString()!;
    }
}
