using CEBase.Platform.Lists;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary><c>&lt;card title="内容" id="facts"&gt;…&lt;/card&gt;</c>: a part of a page with its heading.</summary>
[HtmlTargetElement("card")]
public sealed class CardTagHelper : TagHelper
{
    /// <summary>Heading of the second level.</summary>
    public string Title { get; set; } = "";

    /// <summary>Id of the heading, for links; by default made from the title.</summary>
    public string? Id { get; set; }

    /// <summary>The content brings its own frame: a table, a list.</summary>
    public bool Flush { get; set; }

    /// <summary>Where what the card is about stands, on the right of the heading.</summary>
    public StateDefinition? State { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var id = Id ?? $"card-{context.UniqueId}";
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "card mb-3");
        output.Attributes.SetAttribute("aria-labelledby", id);
        output.Content.SetHtmlContent(Html($"<div class=\"card-header\"><h2 class=\"card-title\" id=\"{id}\">{Title}</h2>{If(State is not null, $"<span class=\"ms-auto\">{(State is null ? null : Badges.Draw(State))}</span>")}</div>{(Flush ? content : Html($"<div class=\"card-body\">{content}</div>"))}"));
    }
}

/// <summary><c>&lt;facts&gt;&lt;fact label="经费来源"&gt;…&lt;/fact&gt;&lt;/facts&gt;</c>: what is known of a record, word and value.</summary>
[HtmlTargetElement("facts")]
public sealed class FactsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ce-facts");
    }
}

/// <summary>One of the <see cref="FactsTagHelper">facts</see>; left out when <c>if</c> doesn't hold, 未填写 when nothing is known.</summary>
[HtmlTargetElement("fact")]
public sealed class FactTagHelper : TagHelper
{
    /// <summary>What it is.</summary>
    public string Label { get; set; } = "";

    /// <summary>Whether it is shown at all.</summary>
    public bool If { get; set; } = true;

    /// <summary>What stands there when nothing is known.</summary>
    public string Otherwise { get; set; } = "未填写";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (!If)
        {
            output.SuppressOutput();
            return;
        }
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetHtmlContent(Html($"<dt>{Label}</dt><dd>{(content.IsEmptyOrWhiteSpace ? Html($"{Otherwise}") : content)}</dd>"));
    }
}

/// <summary><c>&lt;history view="Model.View" labels="…" /&gt;</c>: the card of what happened to a record.</summary>
[HtmlTargetElement("history", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class HistoryTagHelper : TagHelper
{
    /// <summary>What the engine says about the record.</summary>
    public WorkflowView View { get; set; } = null!;

    /// <summary>Words for acts that are no steps, where they differ from what the module registered.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    /// <summary>Heading.</summary>
    public string Title { get; set; } = "痕迹";

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var timeline = await Blocks.DrawAsync(new TimelineTagHelper { Lines = View.History, Definition = View.Definition, Labels = Labels, ViewContext = ViewContext }, Html($""));
        output.TagName = null;
        output.Content.SetHtmlContent(Html($"<section class=\"card mb-3\" aria-labelledby=\"history\"><div class=\"card-header\"><h2 class=\"card-title\" id=\"history\">{Title}</h2></div><div class=\"card-body\">{timeline}</div></section>"));
    }
}

/// <summary><c>&lt;form-select for="Input.Kind" items="Model.Kinds" label="类型" required="true" /&gt;</c>: a <c>form-field</c> whose control is a choice.</summary>
[HtmlTargetElement("form-select", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FormSelectTagHelper(IHtmlGenerator generator) : TagHelper
{
    /// <summary>The property.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>The choices: <see cref="ListOption"/>s; for an enum give <see cref="Options.Of{TEnum}"/>.</summary>
    public IEnumerable<ListOption> Items { get; set; } = [];

    /// <summary>What the field is called.</summary>
    public string? Label { get; set; }

    /// <summary>What helps to choose.</summary>
    public string? Hint { get; set; }

    /// <summary>It must be chosen.</summary>
    public bool Required { get; set; }

    /// <summary>The choice of nothing, 请选择 or 全部; null leaves none.</summary>
    public string? Prompt { get; set; }

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var items = Items.Select(o => new SelectListItem(o.Label, o.Value));
        var control = new TagHelperOutput("select", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent())) { TagMode = TagMode.StartTagAndEndTag };
        var select = new SelectTagHelper(generator) { For = For, Items = Prompt is null ? items : items.Prepend(new SelectListItem(Prompt, "")), ViewContext = ViewContext };
        select.Init(context);
        select.Process(context, control);
        foreach (var validation in control.Attributes.Where(a => a.Name.StartsWith("data-val", StringComparison.Ordinal)).ToList())
        {
            control.Attributes.Remove(validation);
        }
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        new FieldControl(FieldNames.IdOf(name), Hint is not null, Required, FieldNames.ErrorsOf(name, ViewContext.ViewData.ModelState)).Dress(control, "form-select");
        output.TagName = null;
        output.Content.SetHtmlContent(await Blocks.DrawAsync(new FormFieldTagHelper(generator) { For = For, Label = Label, Hint = Hint, Required = Required, ViewContext = ViewContext }, control));
    }
}

/// <summary><c>&lt;state-filter states="Model.States" value="Model.State" /&gt;</c>: the choice of a state in a hand-made filter bar.</summary>
[HtmlTargetElement("state-filter", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StateFilterTagHelper : TagHelper
{
    /// <summary>The states.</summary>
    public IEnumerable<StateDefinition> States { get; set; } = [];

    /// <summary>The state chosen, by name.</summary>
    public string? Value { get; set; }

    /// <summary>What the filter is called.</summary>
    public string Label { get; set; } = "状态";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetHtmlContent(Html($"<label class=\"form-label\" for=\"state\">{Label}</label><select class=\"form-select\" id=\"state\" name=\"state\"><option value=\"\">全部</option>{Join(States, s => Html($"<option value=\"{s.Name}\"{If(s.Name == Value, $" selected")}>{s.Label}</option>"))}</select>"));
    }
}
