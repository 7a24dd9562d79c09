using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CEBase.Platform.Refusals;

/// <summary>
/// Turns a <see cref="Refusal"/> thrown by a page handler into the page itself with the sentence in its error summary (422, or 409 for a
/// clash). What doesn't exist becomes the not-found page; a refusal on a page without a form becomes the error page of its status.
/// </summary>
public sealed class RefusalPageFilter : IAsyncPageFilter
{
    /// <summary>Where the refusal lies in <see cref="HttpContext.Items"/> for the error page to show its sentence.</summary>
    public static readonly object ItemKey = typeof(Refusal);

    /// <inheritdoc />
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <inheritdoc />
    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerInstance is IFormPage form && HasUnreadableField(context))
        {
            await form.LoadAsync();
            context.HttpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            context.Result = new PageResult();
            return;
        }

        var executed = await next();
        if (executed.Exception is not Refusal refusal || executed.ExceptionHandled)
        {
            return;
        }
        executed.ExceptionHandled = true;
        executed.Result = refusal.Status == StatusCodes.Status404NotFound || context.HandlerInstance is not IFormPage page
            ? ErrorPage(context.HttpContext, refusal)
            : await AgainAsync(context, page, refusal);
    }

    private static IActionResult ErrorPage(HttpContext http, Refusal refusal)
    {
        http.Items[ItemKey] = refusal;
        return new StatusCodeResult(refusal.Status);
    }

    private static async Task<IActionResult> AgainAsync(PageHandlerExecutingContext context, IFormPage page, Refusal refusal)
    {
        foreach (var one in (Refusal[])[refusal, .. refusal.Others])
        {
            context.ModelState.AddModelError(KeyOf(context.ModelState, one.Field), one.Message);
        }
        try
        {
            await page.LoadAsync();
        }
        catch (Refusal gone)
        {
            return ErrorPage(context.HttpContext, gone);
        }
        context.HttpContext.Response.StatusCode = refusal.Status == StatusCodes.Status409Conflict
            ? StatusCodes.Status409Conflict
            : StatusCodes.Status422UnprocessableEntity;
        return new PageResult();
    }

    /// <summary>A use case names the field (<c>Phone</c>); the form may hold it inside its input (<c>Input.Phone</c>).</summary>
    private static string KeyOf(ModelStateDictionary state, string? field) =>
        field is null ? "" : state.Keys.FirstOrDefault(k => k == field || k.EndsWith("." + field, StringComparison.OrdinalIgnoreCase)) ?? field;

    /// <summary>Only fields that this form sent count: a page may carry several forms, each bound on every post.</summary>
    private static bool HasUnreadableField(PageHandlerExecutingContext context) =>
        HttpMethods.IsPost(context.HttpContext.Request.Method)
        && context.HttpContext.Request.HasFormContentType
        && context.ModelState.Any(entry => entry.Value?.ValidationState == ModelValidationState.Invalid && context.HttpContext.Request.Form.ContainsKey(entry.Key));
}
