using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace CEBase.Web.Errors;

/// <summary>
/// The last word on every request that ends without an answer of its own: problem details for <c>/api</c>, the page <c>/error/{status}</c>
/// for everything else. Unexpected faults are logged with the request's id; nobody sees a stack trace.
/// </summary>
internal sealed partial class ErrorsMiddleware(RequestDelegate next, RefusalTexts texts, ILogger<ErrorsMiddleware> log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task InvokeAsync(HttpContext http)
    {
        Problem? problem = null;
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone; there is nobody to tell.
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            problem = Problem.Of(exception);
            if (problem.Status >= 500 && exception is not Refusal)
            {
                LogUnexpected(exception, http.Request.Method, http.Request.Path);
            }
            if (exception is Refusal)
            {
                http.Items[RefusalPageFilter.ItemKey] = exception;
            }
            http.Response.Clear();
            http.Response.StatusCode = problem.Status;
        }

        if (problem is null && !IsBareError(http.Response))
        {
            return;
        }
        problem ??= Problem.Of(http.Response.StatusCode);
        if (IsApi(http.Request.Path))
        {
            await WriteProblemAsync(http, problem);
        }
        else
        {
            await ShowPageAsync(http, problem);
        }
    }

    private static bool IsApi(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi");

    private static bool IsBareError(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0 } && string.IsNullOrEmpty(response.ContentType);

    private Task WriteProblemAsync(HttpContext http, Problem problem)
    {
        var details = new ProblemDetails
        {
            Type = "urn:cebase:" + problem.Code,
            Title = texts.For(problem.Code, problem.Sentence, http.Request.Headers.AcceptLanguage),
            Status = problem.Status,
            Extensions = { ["requestId"] = http.TraceIdentifier },
        };
        if (problem.Field is not null)
        {
            details.Extensions["field"] = problem.Field;
        }
        return http.Response.WriteAsJsonAsync(details, Json, "application/problem+json");
    }

    private async Task ShowPageAsync(HttpContext http, Problem problem)
    {
        http.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature
        {
            OriginalPathBase = http.Request.PathBase,
            OriginalPath = http.Request.Path,
        });
        var (path, method, query) = (http.Request.Path, http.Request.Method, http.Request.QueryString);
        http.Request.Path = $"/error/{problem.Status}";
        http.Request.QueryString = QueryString.Empty;
        // The page is shown, not posted to: its own antiforgery check must not refuse it.
        http.Request.Method = HttpMethods.Get;
        http.Request.RouteValues.Clear();
        http.SetEndpoint(null);
        try
        {
            await next(http);
            if (IsBareError(http.Response))
            {
                await WriteSentenceAsync(http, problem);
            }
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            LogUnexpected(exception, HttpMethods.Get, http.Request.Path);
            http.Response.Clear();
            http.Response.StatusCode = problem.Status;
            await WriteSentenceAsync(http, problem);
        }
        finally
        {
            (http.Request.Path, http.Request.Method, http.Request.QueryString) = (path, method, query);
        }
    }

    private static Task WriteSentenceAsync(HttpContext http, Problem problem)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync($"{problem.Sentence}（{http.TraceIdentifier}）");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected fault in {Method} {Path}")]
    private partial void LogUnexpected(Exception exception, string method, string path);
}
