using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CEBase.Tests.Harness;

/// <summary>
/// The whole site in process, in Development with the recipes npu and demo, on a database of its own. The demo is made once a process and
/// copied, so that each test class may have its own site.
/// </summary>
public sealed class Site : WebApplicationFactory<Program>
{
    // Each site would watch its settings files; dozens of sites in one process use up the watches a user may have.
    static Site()
    {
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
    }

    private static readonly SemaphoreSlim TemplateGate = new(1);
    private static string? _template;
    private readonly Dictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _more;

    /// <summary>A site over a folder, and over PostgreSQL when a connection string is given.</summary>
    public Site(string folder, string? connectionString = null, string environment = "Development", IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null)
    {
        Folder = folder;
        _more = more;
        _settings = new(TestSettings.Values)
        {
            ["data"] = folder,
            ["recipes"] = Repository.Recipes,
            ["environment"] = environment,
            ["ConnectionStrings:CEBase"] = connectionString,
            // Limits are tested by tests of their own; elsewhere many requests come from one address.
            ["RateLimits:SignInPerMinute"] = "0",
            ["RateLimits:RegistrationsPerMinute"] = "0",
            ["RateLimits:ApplicationsPerMinute"] = "0",
            ["RateLimits:VerificationsPerMinute"] = "0",
            ["RateLimits:NotificationsPerMinute"] = "0",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
        {
            _settings[key] = value;
        }
    }

    /// <summary>App_Data of this site.</summary>
    public string Folder { get; }

    /// <summary>The database behind the site.</summary>
    public IDatabase Database => Services.GetRequiredService<IDatabase>();

    /// <summary>A site with the demo base, on SQLite.</summary>
    public static async Task<Site> WithDemoAsync(IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("cebase-site-").FullName;
        File.Copy(await TemplateAsync(), Path.Combine(folder, "cebase.db"));
        return new Site(folder, settings: settings, more: more);
    }

    /// <summary>A new visitor; follows no redirects, keeps cookies.</summary>
    public HttpClient Visitor()
    {
        // The factory keeps a plain list of its clients, and tests that share a site come at once.
        lock (_settings)
        {
            return CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("http://localhost") });
        }
    }

    /// <summary>A visitor signed in through the sign-in page. Every demo account has the one demo password.</summary>
    public async Task<HttpClient> SignedInAsync(string login)
    {
        var client = Visitor();
        var answer = await client.SubmitAsync("/account/sign-in", form =>
        {
            form["Login"] = login;
            form["Password"] = TestSettings.DemoPassword;
        });
        Assert.True((int)answer.StatusCode is 302 or 303, $"{login} could not sign in: {(int)answer.StatusCode}");
        return client;
    }

    /// <inheritdoc />
    protected override IHost CreateHost(IHostBuilder builder)
    {
        // Host configuration reaches the program as arguments, early enough for what it reads while composing.
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(_settings.Where(s => s.Value is not null)));
        return base.CreateHost(builder);
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (_more is not null)
        {
            builder.ConfigureTestServices(_more);
        }
    }

    private static async Task<string> TemplateAsync()
    {
        await TemplateGate.WaitAsync();
        try
        {
            if (_template is null)
            {
                var folder = Directory.CreateTempSubdirectory("cebase-demo-").FullName;
                await using (var site = new Site(folder))
                {
                    site.CreateClient();
                }
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "cebase.db")};Pooling=false");
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                await command.ExecuteNonQueryAsync();
                _template = Path.Combine(folder, "cebase.db");
            }
            return _template;
        }
        finally
        {
            TemplateGate.Release();
        }
    }
}

/// <summary>Reading and posting pages as a browser does.</summary>
public static class PageClient
{
    /// <summary>Gets a page, following redirects, and parses it; fails with the status when it isn't 200.</summary>
    public static async Task<IDocument> PageAsync(this HttpClient client, string address)
    {
        for (var hops = 0; ; hops++)
        {
            using var answer = await client.GetAsync(address);
            if ((int)answer.StatusCode is >= 300 and < 400 && hops < 5)
            {
                address = answer.Headers.Location!.ToString();
                continue;
            }
            Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return await ParseAsync(await answer.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Gets the page, fills the form and posts it with everything it holds, the antiforgery token too.</summary>
    /// <param name="client">The visitor.</param>
    /// <param name="address">The page with the form.</param>
    /// <param name="fill">Sets fields by name.</param>
    /// <param name="selector">Which form; the first that posts by default.</param>
    /// <param name="handler">Added to where the form is posted: the handler of a live part.</param>
    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient client, string address, Action<Dictionary<string, string>>? fill = null, string selector = "main form[method=post]", string handler = "")
    {
        var page = await client.PageAsync(address);
        var form = page.QuerySelector<IHtmlFormElement>(selector);
        Assert.True(form is not null, $"{address} has no form {selector}");
        var fields = new Dictionary<string, string>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlInputElement { Type: "submit" or "button" or "file" }:
                    break;
                case IHtmlInputElement { Name.Length: > 0 } input:
                    fields[input.Name!] = input.Value;
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    fields[select.Name!] = select.Value ?? "";
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    fields[area.Name!] = area.Value;
                    break;
            }
        }
        fill?.Invoke(fields);
        var target = form.GetAttribute("action") is { Length: > 0 } action ? action : address;
        return await client.PostAsync(target + handler, new FormUrlEncodedContent(fields));
    }

    /// <summary>Parses a response's page.</summary>
    public static async Task<IDocument> ParseAsync(this HttpResponseMessage answer) => await ParseAsync(await answer.Content.ReadAsStringAsync());

    private static async Task<IDocument> ParseAsync(string html) =>
        await BrowsingContext.New(AngleSharp.Configuration.Default).OpenAsync(request => request.Content(html));
}
