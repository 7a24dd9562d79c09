using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary>
/// <c>&lt;form-field for="Input.Phone" label="手机号码" hint="…" required /&gt;</c>: label, hint, control and error as one thing.
/// The control is the child content (an <c>input</c>, <c>select</c> or <c>textarea</c> with <c>asp-for</c>), or an input made for the property;
/// attributes the helper doesn't know (<c>type</c>, <c>autocomplete</c>, <c>inputmode</c>, <c>rows</c>) go to that input.
/// <c>type="textarea"</c> makes a text area; a bool property a check box.
/// </summary>
[HtmlTargetElement("form-field", Attributes = "for")]
public sealed class FormFieldTagHelper(IHtmlGenerator generator) : TagHelper
{
    /// <summary>The property.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>What the field is called.</summary>
    public string? Label { get; set; }

    /// <summary>What helps to fill it in: the form it takes, where to find it.</summary>
    public string? Hint { get; set; }

    /// <summary>It must be filled in.</summary>
    public bool Required { get; set; }

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var field = new FieldControl(FieldNames.IdOf(name), Hint is not null, Required, FieldNames.ErrorsOf(name, ViewContext.ViewData.ModelState));
        context.Items[typeof(FieldControl)] = field;
        var child = await output.GetChildContentAsync();
        var isCheck = child.IsEmptyOrWhiteSpace && For.ModelExplorer.ModelType == typeof(bool);
        IHtmlContent control = child.IsEmptyOrWhiteSpace ? MakeControl(context, output, field, isCheck) : child;
        var label = Html($"<label class=\"{(isCheck ? "form-check-label" : "form-label")}\" for=\"{field.Id}\">{Label ?? For.Metadata.GetDisplayName()}{If(Required, $"<span class=\"ce-required\" aria-hidden=\"true\">*</span><span class=\"visually-hidden\">（必填）</span>")}</label>");
        var hint = If(Hint is not null, $"<p class=\"form-hint\" id=\"{field.Id}-hint\">{Hint}</p>");
        var errors = If(field.HasErrors, $"<p class=\"ce-field-error\" id=\"{field.Id}-error\">{Icons.Draw("alert-circle")}<span>{string.Join(" ", field.Errors)}</span></p>");

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", field.HasErrors ? "ce-field ce-field-bad" : "ce-field");
        output.Content.SetHtmlContent(isCheck
            ? Html($"<div class=\"form-check\">{control}{label}</div>{hint}{errors}")
            : Html($"{label}{hint}{errors}{control}"));
    }

    private TagHelperOutput MakeControl(TagHelperContext context, TagHelperOutput field, FieldControl state, bool isCheck)
    {
        var attributes = new TagHelperAttributeList(field.Attributes);
        var type = attributes["type"]?.Value?.ToString();
        var isArea = type == "textarea";
        attributes.RemoveAll("type");
        var control = new TagHelperOutput(isArea ? "textarea" : "input", attributes, (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()))
        {
            TagMode = isArea ? TagMode.StartTagAndEndTag : TagMode.SelfClosing,
        };
        if (isArea)
        {
            new TextAreaTagHelper(generator) { For = For, ViewContext = ViewContext }.Process(context, control);
        }
        else
        {
            new InputTagHelper(generator) { For = For, ViewContext = ViewContext, InputTypeName = type! }.Process(context, control);
            DayInputTagHelper.Dress(For, ViewContext, control);
        }
        // Errors are told by the server, in the same words everywhere; the browser's own bubbles would come first.
        control.Attributes.RemoveAll("required");
        foreach (var validation in control.Attributes.Where(a => a.Name.StartsWith("data-val", StringComparison.Ordinal)).ToList())
        {
            control.Attributes.Remove(validation);
        }
        state.Dress(control, isCheck ? "form-check-input" : "form-control");
        return control;
    }
}

/// <summary>What the control of a field must carry so that label, hint and error belong to it.</summary>
internal sealed record FieldControl(string Id, bool HasHint, bool Required, IReadOnlyList<string> Errors)
{
    public bool HasErrors => Errors.Count > 0;

    public void Dress(TagHelperOutput control, string css)
    {
        // The framework's input helper wraps classes that it added in content of its own.
        var own = control.Attributes["class"]?.Value is IHtmlContent content ? Written(content) : control.Attributes["class"]?.Value;
        var classes = $"{own} {css}{(HasErrors ? " is-invalid" : "")}".Trim();
        control.Attributes.SetAttribute("class", classes);
        if (!control.Attributes.ContainsName("id"))
        {
            control.Attributes.SetAttribute("id", Id);
        }
        var describedBy = string.Join(' ', new[] { HasHint ? $"{Id}-hint" : null, HasErrors ? $"{Id}-error" : null }.OfType<string>());
        if (describedBy.Length > 0)
        {
            control.Attributes.SetAttribute("aria-describedby", describedBy);
        }
        if (HasErrors)
        {
            control.Attributes.SetAttribute("aria-invalid", "true");
        }
        if (Required)
        {
            control.Attributes.SetAttribute("aria-required", "true");
        }
    }

    private static string Written(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }
}

/// <summary>Dresses a control that the page wrote itself inside a <c>form-field</c>.</summary>
[HtmlTargetElement("input", ParentTag = "form-field", Attributes = "asp-for")]
[HtmlTargetElement("select", ParentTag = "form-field", Attributes = "asp-for")]
[HtmlTargetElement("textarea", ParentTag = "form-field", Attributes = "asp-for")]
public sealed class FieldControlTagHelper : TagHelper
{
    /// <summary>After the framework's own helpers.</summary>
    public override int Order => 1000;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.TryGetValue(typeof(FieldControl), out var field) && output.Attributes["type"]?.Value?.ToString() is not ("radio" or "checkbox" or "hidden"))
        {
            ((FieldControl)field).Dress(output, "");
        }
    }
}
