using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CEBase.Platform.Display;

/// <summary>The icons pages may use, drawn into the page as SVG. A chosen part of Tabler Icons (MIT); the theme's <c>build/icons.mjs</c> holds the list.</summary>
public static class Icons
{
    private static readonly Dictionary<string, string> Paths = Load();

    /// <summary>Names of all icons.</summary>
    public static IReadOnlyCollection<string> Names => Paths.Keys;

    /// <summary>Draws an icon. It says nothing to a screen reader: the words beside it do. An unknown name draws a dot.</summary>
    public static IHtmlContent Draw(string? name, string? css = null) => new HtmlString(
        $"""<svg class="icon {css}" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{Paths.GetValueOrDefault(name ?? "", Paths["point"])}</svg>""");

    private static Dictionary<string, string> Load()
    {
        using var stream = typeof(Icons).Assembly.GetManifestResourceStream("icons.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}

/// <summary><c>&lt;icon name="calendar" /&gt;</c>: a Tabler icon drawn into the page.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>Its name in Tabler Icons.</summary>
    public string Name { get; set; } = "";

    /// <summary>Further classes, written by the page itself.</summary>
    public string? Class { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Icons.Draw(Name, Class));
    }
}
