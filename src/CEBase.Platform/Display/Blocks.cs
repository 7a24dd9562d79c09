using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary>Building blocks that other building blocks are made of.</summary>
internal static class Blocks
{
    /// <summary>What belongs in an empty place, and the first step.</summary>
    public static IHtmlContent Empty(string icon, string title, IHtmlContent text) =>
        Html($"<div class=\"ce-empty\">{Icons.Draw(icon, "ce-empty-icon")}<p class=\"ce-empty-title\">{title}</p><div class=\"ce-empty-text\">{text}</div></div>");

    /// <summary>Draws a tag helper around content, as a page would.</summary>
    public static async Task<IHtmlContent> DrawAsync(TagHelper helper, IHtmlContent content)
    {
        var context = new TagHelperContext([], new Dictionary<object, object>(), Guid.NewGuid().ToString("N"));
        var output = new TagHelperOutput("div", [], (_, _) => Task.FromResult(new DefaultTagHelperContent().SetHtmlContent(content)));
        await helper.ProcessAsync(context, output);
        return output;
    }
}
