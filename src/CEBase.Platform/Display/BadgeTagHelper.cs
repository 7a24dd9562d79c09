using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary><c>&lt;badge tone="Done"&gt;已结业&lt;/badge&gt;</c>: a word with an icon, never colour alone.</summary>
[HtmlTargetElement("badge")]
public sealed class BadgeTagHelper : TagHelper
{
    /// <summary>How it looks.</summary>
    public StateTone Tone { get; set; } = StateTone.Quiet;

    /// <summary>Icon; by default the tone's own.</summary>
    public string? Icon { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var word = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(Badges.Draw(Tone, word, Icon));
    }
}

/// <summary><c>&lt;state-badge state="…"&gt;</c>: where a record stands.</summary>
[HtmlTargetElement("state-badge", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StateBadgeTagHelper : TagHelper
{
    /// <summary>The state.</summary>
    public StateDefinition State { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Badges.Draw(State));
    }
}

internal static class Badges
{
    public static IHtmlContent Draw(StateDefinition state) => Draw(state.Tone, Html($"{state.Label}"), null);

    public static IHtmlContent Draw(StateTone tone, IHtmlContent word, string? icon) =>
        Html($"<span class=\"ce-badge ce-tone-{tone.ToString().ToLowerInvariant()}\">{Icons.Draw(icon ?? IconOf(tone))}{word}</span>");

    private static string IconOf(StateTone tone) => tone switch
    {
        StateTone.Active => "circle-dot",
        StateTone.Waiting => "hourglass",
        StateTone.Done => "circle-check",
        StateTone.Stopped => "circle-x",
        _ => "circle-dashed",
    };
}
