using AngleSharp;
using AngleSharp.Html.Parser;
using FsCheck.Fluent;

namespace CEBase.Tests.Catalogue;

public sealed class SafeMarkdownTests
{
    private static readonly string[] Elements =
        ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "em", "strong", "code", "pre", "blockquote", "br", "hr", "img", "table", "thead", "tbody", "tr", "th", "td", "body", "html", "head"];

    private static readonly string[] Attributes = ["href", "rel", "src", "alt", "title", "start", "class", "type"];

    private static string Render(string markdown)
    {
        using var writer = new StringWriter();
        SafeMarkdown.Render(markdown).WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }

    /// <summary>The browser's reading of the text holds nothing but plain text elements, harmless attributes and safe links.</summary>
    private static bool IsHarmless(string markdown)
    {
        var document = new HtmlParser().ParseDocument(Render(markdown));
        return document.All.All(e => Elements.Contains(e.LocalName)
            && e.Attributes.All(a => Attributes.Contains(a.Name))
            && (e.GetAttribute("href") is not { Length: > 0 } href || SafeMarkdown.IsSafe(href))
            && (e.GetAttribute("src") is not { Length: > 0 } src || SafeMarkdown.IsSafe(src)));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("文字 <img src=x onerror=alert(1)> 文字")]
    [InlineData("[看](javascript:alert(1))")]
    [InlineData("[看](JaVaScRiPt:alert(1))")]
    [InlineData("[看](&#106;avascript:alert(1))")]
    [InlineData("[看](java\tscript:alert(1))")]
    [InlineData("[看](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[看](vbscript:x)")]
    [InlineData("[看](//evil.example)")]
    [InlineData("[看](/\\evil.example)")]
    [InlineData("[看][a]\n\n[a]: javascript:alert(1)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![图](javascript:alert(1))")]
    [InlineData("[看](https://example.com \"x\\\" onclick=alert(1)\")")]
    [InlineData("| a |\n| :-: |\n| <b onclick=x>b</b> |")]
    [InlineData("# 标题 {onclick=alert(1)}")]
    [InlineData("http://a.b文- <> # &#106;'- javascript:data:http://a.b文")]
    [InlineData("```html onclick=x\n<script>\n```")]
    public void Nothing_that_acts_comes_through(string markdown) => Assert.True(IsHarmless(markdown), Render(markdown));

    [Fact]
    public void Whatever_is_typed_stays_harmless()
    {
        var bits = Gen.Elements("<script>", "</p>", "<img src=x onerror=y>", "[a](", "javascript:", "data:", ")", "](", "![", "`", "```", "\n", "\n\n", "|", ":-:", "# ", "> ", "- ", "<", ">", "\"", "'", "&#106;",
            "http://a.b", "<http://a", "{#x onclick=y}", "[a]: ", "\\", "*", "_", " ", "文");
        Property.Holds(bits.ListOf().Select(parts => string.Concat(parts)), IsHarmless, tries: 2000);
    }

    [Fact]
    public void What_a_notice_needs_comes_out_as_it_should()
    {
        var html = Render("# 要点\n\n- 一\n- 二\n\n[政策](/policy) [外站](https://example.com/)\n\n| 甲 | 乙 |\n| --- | :-: |\n| 1 | 2 |");
        Assert.Contains("<h2>要点</h2>", html);
        Assert.Contains("<li>一</li>", html);
        Assert.Contains("<a href=\"/policy\">政策</a>", html);
        Assert.Contains("<a href=\"https://example.com/\" rel=\"noopener noreferrer\">外站</a>", html);
        Assert.Contains("<td>2</td>", html);
    }
}
