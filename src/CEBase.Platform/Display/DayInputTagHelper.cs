using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CEBase.Platform.Display;

/// <summary>
/// Writes days and times of day as browsers' date and time inputs read them. The framework's input helper would write a <see cref="DateOnly"/> in the
/// culture's own form, which a date input shows as empty.
/// </summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
public sealed class DayInputTagHelper : TagHelper
{
    /// <summary>The property.</summary>
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>After the framework's input helper.</summary>
    public override int Order => 500;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => Dress(For, ViewContext, output);

    internal static void Dress(ModelExpression field, ViewContext view, TagHelperOutput output)
    {
        var kind = field.ModelExplorer.Metadata.UnderlyingOrModelType;
        var (type, value) = kind == typeof(DateOnly) ? ("date", (field.Model as DateOnly?)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : kind == typeof(TimeOnly) ? ("time", (field.Model as TimeOnly?)?.ToString("HH:mm", CultureInfo.InvariantCulture))
            : (null, null);
        if (type is null || output.Attributes["type"]?.Value?.ToString() == "hidden")
        {
            return;
        }
        output.Attributes.SetAttribute("type", type);
        var name = view.ViewData.TemplateInfo.GetFullHtmlFieldName(field.Name);
        if (!view.ViewData.ModelState.TryGetValue(name, out var typed) || typed.AttemptedValue is null)
        {
            output.Attributes.SetAttribute("value", value ?? "");
        }
    }
}
