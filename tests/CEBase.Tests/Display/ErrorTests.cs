using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CEBase.Tests.Display;

public sealed class ErrorTests
{
    [Fact]
    public async Task Summary_leads_to_the_field_and_repeats_its_words()
    {
        var state = new ModelStateDictionary();
        state.AddModelError("Input.Phone", "手机号码应为 11 位数字。");
        state.AddModelError("", "报名截止日期已过。");

        var summary = await Draw.Of(new ErrorSummaryTagHelper { ViewContext = Draw.View(state: state, model: new Page()) });

        Assert.Equal("#Input_Phone", summary.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(["报名截止日期已过。", "手机号码应为 11 位数字。"], summary.QuerySelectorAll("li").Select(li => li.TextContent));
    }

    [Fact]
    public async Task Summary_without_errors_is_not_drawn()
    {
        var summary = await Draw.Of(new ErrorSummaryTagHelper { ViewContext = Draw.View() });

        Assert.Equal("", summary.InnerHtml);
    }

    [Fact]
    public void Error_a_refusal_names_by_the_field_alone_finds_the_form()
    {
        var state = new ModelStateDictionary();
        state.AddModelError("Phone", "手机号码已被使用。");

        Assert.Equal(["手机号码已被使用。"], FieldNames.ErrorsOf("Input.Phone", state));
        Assert.Equal("Input.Phone", FieldNames.FullNameOf("Phone", new EmptyModelMetadataProvider().GetMetadataForType(typeof(Page))));
        Assert.Equal("Title", FieldNames.FullNameOf("Title", new EmptyModelMetadataProvider().GetMetadataForType(typeof(Page))));
    }

    private sealed class Page
    {
        public string Title { get; set; } = "";

        public Form Input { get; set; } = new();
    }

    private sealed class Form
    {
        public string Phone { get; set; } = "";
    }
}
