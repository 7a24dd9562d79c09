using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace CEBase.Platform.Display;

/// <summary>
/// Markdown as the portal shows it. Raw HTML is written out as text; a link leads to http(s), mail, telephone or this site, or nowhere;
/// nothing in the text can set an attribute.
/// </summary>
public static class SafeMarkdown
{
    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, Uri.UriSchemeMailto, "tel"];
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    /// <summary>The text as HTML.</summary>
    public static IHtmlContent Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var node in document.Descendants())
        {
            switch (node)
            {
                case LinkInline link:
                    Mend(link);
                    break;
                case AutolinkInline auto when !auto.IsEmail && !IsSafe(auto.Url):
                    auto.Url = "";
                    break;
                case HeadingBlock heading:
                    // The page's title is its only first-level heading.
                    heading.Level = Math.Min(6, heading.Level + 1);
                    break;
                case Table table:
                    // Alignment would be written as a style attribute, which the site's policy forbids.
                    table.ColumnDefinitions.ForEach(column => column.Alignment = null);
                    break;
            }
        }
        return new HtmlString(document.ToHtml(Pipeline));
    }

    /// <summary>Whether a link may lead there.</summary>
    public static bool IsSafe(string? url)
    {
        if (string.IsNullOrWhiteSpace(url) || url.Any(c => char.IsControl(c) || c == '\\'))
        {
            return false;
        }
        if (url[0] is '#' || (url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal)))
        {
            return true;
        }
        return Uri.TryCreate(url, UriKind.Absolute, out var absolute) && Schemes.Contains(absolute.Scheme) && HasSoundHost(absolute);
    }

    /// <summary>A host that browsers can be led to once it is written in ASCII, as the renderer writes it.</summary>
    private static bool HasSoundHost(Uri url)
    {
        if (url.Host.Length == 0)
        {
            return true;
        }
        try
        {
            return Uri.TryCreate($"{url.Scheme}://{new IdnMapping().GetAscii(url.Host)}/", UriKind.Absolute, out _);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Mend(LinkInline link)
    {
        link.GetDynamicUrl = null;
        if (!IsSafe(link.Url))
        {
            link.Url = "";
            return;
        }
        if (!link.IsImage && link.Url![0] is not ('/' or '#'))
        {
            link.GetAttributes().AddProperty("rel", "noopener noreferrer");
        }
    }
}
