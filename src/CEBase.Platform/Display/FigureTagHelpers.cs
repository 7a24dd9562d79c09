using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary><c>&lt;empty-state title="还没有报名"&gt;</c>: says what belongs there and offers the first step as child content.</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper : TagHelper
{
    /// <summary>What is not there yet.</summary>
    public string Title { get; set; } = "";

    /// <summary>Icon.</summary>
    public string Icon { get; set; } = "inbox";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var child = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(Blocks.Empty(Icon, Title, child));
    }
}

/// <summary><c>&lt;ring value="56" max="80" label="专业科目" caption="还差 24 学时" /&gt;</c>: how much of a whole is there, as a ring with the number in words beside it.</summary>
[HtmlTargetElement("ring", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RingTagHelper : TagHelper
{
    /// <summary>What is there.</summary>
    public decimal Value { get; set; }

    /// <summary>What would be whole.</summary>
    public decimal Max { get; set; }

    /// <summary>What is measured.</summary>
    public string Label { get; set; } = "";

    /// <summary>A line below: what is missing, in words.</summary>
    public string? Caption { get; set; }

    /// <summary>学时, 人.</summary>
    public string Unit { get; set; } = "学时";

    /// <summary>How it looks; by default done when whole, else under way.</summary>
    public StateTone? Tone { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var tone = (Tone ?? (Max > 0 && Value >= Max ? StateTone.Done : StateTone.Active)).ToString().ToLowerInvariant();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"ce-ring ce-tone-{tone}");
        output.Content.SetHtmlContent(Html($"""
            <div class="ce-ring-figure"><svg viewBox="0 0 120 120" role="img" aria-label="{Label}：{Figures.Plain(Value)}，应为 {Figures.Plain(Max)} {Unit}">
            <circle class="ce-ring-ground" cx="60" cy="60" r="52" fill="none" stroke-width="9"></circle>
            <circle class="ce-ring-value" cx="60" cy="60" r="52" fill="none" stroke-width="9" pathLength="100" stroke-dasharray="{Figures.Percent(Value, Max)} 100" transform="rotate(-90 60 60)"></circle>
            </svg><p class="ce-ring-number" aria-hidden="true"><strong>{Figures.Plain(Value)}</strong><span>/ {Figures.Plain(Max)} {Unit}</span></p></div>
            <div class="ce-ring-words"><p class="ce-ring-label">{Label}</p>{If(Caption is not null, $"<p class=\"ce-ring-caption\">{Caption}</p>")}</div>
            """));
    }
}

/// <summary><c>&lt;meter-bar value="42" max="60" label="已报 42 人，余 18 席" /&gt;</c>: a thin bar with its words.</summary>
[HtmlTargetElement("meter-bar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MeterBarTagHelper : TagHelper
{
    /// <summary>What is there.</summary>
    public decimal Value { get; set; }

    /// <summary>What would be whole.</summary>
    public decimal Max { get; set; }

    /// <summary>The words, shown above the bar.</summary>
    public string Label { get; set; } = "";

    /// <summary>How it looks.</summary>
    public StateTone Tone { get; set; } = StateTone.Active;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"ce-meter ce-tone-{Tone.ToString().ToLowerInvariant()}");
        output.Content.SetHtmlContent(Html($"""
            <p class="ce-meter-label">{Label}</p>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="ce-meter-ground" width="100" height="4"></rect><rect class="ce-meter-value" width="{Figures.Percent(Value, Max)}" height="4"></rect></svg>
            """));
    }
}

/// <summary><c>&lt;figure-card label="本年培训" value="1,204" unit="人次" icon="users" href="…" /&gt;</c>: one number that leads to what it counts.</summary>
[HtmlTargetElement("figure-card", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FigureCardTagHelper : TagHelper
{
    /// <summary>What is counted.</summary>
    public string Label { get; set; } = "";

    /// <summary>The number as shown.</summary>
    public string Value { get; set; } = "";

    /// <summary>Its unit.</summary>
    public string? Unit { get; set; }

    /// <summary>Icon.</summary>
    public string? Icon { get; set; }

    /// <summary>Where the counted things are.</summary>
    public string? Href { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Href is null ? "div" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ce-figure");
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
        }
        output.Content.SetHtmlContent(Html($"<span class=\"ce-figure-label\">{(Icon is null ? null : Icons.Draw(Icon))}{Label}</span><span class=\"ce-figure-value\">{Value}{If(Unit is not null, $"<span class=\"ce-figure-unit\">{Unit}</span>")}</span>"));
    }
}

internal static class Figures
{
    public static string Plain(decimal value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);

    public static string Percent(decimal value, decimal max) =>
        (max <= 0 ? 0 : Math.Clamp(value / max * 100, 0, 100)).ToString("0.#", CultureInfo.InvariantCulture);
}
