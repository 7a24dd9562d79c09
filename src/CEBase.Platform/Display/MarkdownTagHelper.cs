using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CEBase.Platform.Display;

/// <summary><c>&lt;markdown text="@course.Outline" /&gt;</c>: prose that staff wrote in Markdown. Raw HTML in it is shown as text, never run.</summary>
[HtmlTargetElement("markdown", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MarkdownTagHelper : TagHelper
{
    /// <summary>The Markdown.</summary>
    public string? Text { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrWhiteSpace(Text))
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ce-prose");
        output.Content.SetHtmlContent(SafeMarkdown.Render(Text));
    }
}
