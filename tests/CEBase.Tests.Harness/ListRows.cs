using CEBase.Platform.Lists;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Tests.Harness;

/// <summary>Asks a list page for its rows without a web server.</summary>
public static class ListRows
{
    /// <summary>The rows of the page that an address shows.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="query">What follows the question mark: <c>sort=-amount</c>.</param>
    /// <param name="user">Who looks.</param>
    public static Task<IReadOnlyList<TRow>> ListAsync<TPage, TRow>(this Bench bench, string query, ICurrentUser user) where TPage : ListPage<TRow> =>
        bench.RunAsync<IServiceProvider, IReadOnlyList<TRow>>(async services =>
        {
            var page = ActivatorUtilities.CreateInstance<TPage>(services, new ListServices(bench.Database, services.GetRequiredService<WorkflowEngine>(), user, bench.Clock));
            var http = new DefaultHttpContext { RequestServices = services };
            http.Request.QueryString = new QueryString("?" + query);
            page.PageContext = new PageContext(new ActionContext(http, new RouteData(), new CompiledPageActionDescriptor()));
            await page.OnGetAsync(default);
            return page.Rows;
        });
}
