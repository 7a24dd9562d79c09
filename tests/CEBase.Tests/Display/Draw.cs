using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Tests.Display;

/// <summary>Draws one tag helper as a page would and reads what came out.</summary>
internal static class Draw
{
    public static ViewContext View(string address = "/console/classes", object? model = null, ModelStateDictionary? state = null)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        var parts = address.Split('?', 2);
        http.Request.Path = parts[0];
        http.Request.QueryString = new QueryString(parts.Length > 1 ? $"?{parts[1]}" : "");
        var metadata = new EmptyModelMetadataProvider();
        return new ViewContext
        {
            HttpContext = http,
            RouteData = new RouteData(),
            ActionDescriptor = new ActionDescriptor(),
            ViewData = new ViewDataDictionary(metadata, state ?? new ModelStateDictionary()) { Model = model },
        };
    }

    public static async Task<IElement> Of(ITagHelper helper, string child = "")
    {
        var context = new TagHelperContext("test", [], new Dictionary<object, object>(), Guid.NewGuid().ToString());
        var output = new TagHelperOutput("test", [], (_, _) =>
        {
            TagHelperContent content = new DefaultTagHelperContent();
            return Task.FromResult(content.SetHtmlContent(child));
        });
        helper.Init(context);
        await helper.ProcessAsync(context, output);
        using var text = new StringWriter();
        output.WriteTo(text, System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        var page = await BrowsingContext.New(Configuration.Default).OpenAsync(request => request.Content(text.ToString()));
        return page.Body!;
    }

    /// <summary>Gives out one token.</summary>
    public sealed class Tokens : IAntiforgery
    {
        private static readonly AntiforgeryTokenSet Set = new("token", "cookie", "__RequestVerificationToken", "X-Token");

        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => Set;

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => Set;

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(true);

        public void SetCookieTokenAndHeader(HttpContext httpContext) { }

        public Task ValidateRequestAsync(HttpContext httpContext) => Task.CompletedTask;
    }
}
