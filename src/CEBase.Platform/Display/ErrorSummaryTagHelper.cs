using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary><c>&lt;error-summary /&gt;</c>: every error of the form on top of it, each leading to its field in the same words.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>What the heading says.</summary>
    public string Title { get; set; } = "还不能提交，请先处理下面的问题";

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var errors = ViewContext.ViewData.ModelState
            .Where(entry => entry.Value is not null)
            .SelectMany(entry => entry.Value!.Errors, (entry, error) => (entry.Key, error.ErrorMessage))
            .Where(error => error.ErrorMessage.Length > 0)
            .Distinct().ToList();
        if (errors.Count == 0)
        {
            return;
        }
        output.Content.SetHtmlContent(Html($"""
            <div class="ce-error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1" data-focus>
            <h2 id="error-summary-title">{Icons.Draw("alert-circle")}{Title}</h2>
            <ul>{Join(errors, error => error.Key.Length == 0
                ? Html($"<li>{error.ErrorMessage}</li>")
                : Html($"<li><a href=\"#{FieldNames.IdOf(FieldNames.FullNameOf(error.Key, ViewContext.ViewData.ModelMetadata))}\">{error.ErrorMessage}</a></li>"))}</ul>
            </div>
            """));
    }
}

/// <summary>How fields of forms and fields named by refusals meet: a refusal says <c>Phone</c> where the form binds <c>Input.Phone</c>.</summary>
internal static class FieldNames
{
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    /// <summary>The name under which the page binds the field; the name itself when the page doesn't know it.</summary>
    public static string FullNameOf(string field, ModelMetadata page)
    {
        if (field.Contains('.') || page.Properties[field] is not null)
        {
            return field;
        }
        var form = page.Properties.FirstOrDefault(p => p.IsComplexType && !p.IsCollectionType && p.BindingSource is not null && p.Properties[field] is not null)
            ?? page.Properties.FirstOrDefault(p => p.PropertyName is "Input" or "Form" && p.Properties[field] is not null);
        return form is null ? field : $"{form.PropertyName}.{field}";
    }

    /// <summary>Errors of a field, also those a refusal named by its last part only.</summary>
    public static IReadOnlyList<string> ErrorsOf(string fullName, ModelStateDictionary state)
    {
        var last = fullName[(fullName.LastIndexOf('.') + 1)..];
        return [.. new[] { fullName, last }.Distinct()
            .SelectMany(name => state.TryGetValue(name, out var entry) ? entry.Errors.Select(e => e.ErrorMessage) : [])
            .Where(message => message.Length > 0).Distinct()];
    }
}
