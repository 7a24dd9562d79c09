using System.Net;
using System.Net.Sockets;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace CEBase.Tests.Browser;

/// <summary>The demo site on a real port and the system's Chromium; made once for all browser tests.</summary>
public sealed class BrowserSite : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Site? _site;
    private PaymentPlatform? _payments;

    /// <summary>Address of the site.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The site itself, to look behind the pages.</summary>
    public Site Site => _site!;

    /// <summary>The stand-in for the school's payment page that the site is connected to.</summary>
    public PaymentPlatform Payments => _payments!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("CHROMIUM") ?? Programs.FirstOrDefault(File.Exists);
        if (program is null)
        {
            return;
        }
        // The payment page sends the payer back to an address that is configured before the site starts.
        var port = FreePort();
        _payments = await PaymentPlatform.StartAsync();
        _site = await Site.WithDemoAsync(new Dictionary<string, string?>(_payments.Settings) { ["Payments:PublicAddress"] = $"http://127.0.0.1:{port}" });
        _site.UseKestrel(port);
        _site.StartServer();
        Address = $"http://127.0.0.1:{port}";
        _payments.Site = new HttpClient { BaseAddress = new Uri(Address) };
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A new visitor at desktop or phone width; skips the test where there is no Chromium, except in CI.</summary>
    public async Task<Visit> VisitAsync(bool phone = false)
    {
        if (_browser is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Chromium is not installed.");
            Assert.Skip("Chromium is not installed.");
        }
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 900 },
            HasTouch = phone,
            IsMobile = phone,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return new Visit(page, phone);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
        if (_payments is not null)
        {
            _payments.Site?.Dispose();
            await _payments.DisposeAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>All browser tests share one site and one browser.</summary>
[CollectionDefinition("browser")]
public sealed class BrowserCollection : ICollectionFixture<BrowserSite>;

/// <summary>One visitor's window.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly bool _phone;
    private readonly List<string> _complaints = [];

    internal Visit(IPage page, bool phone)
    {
        Page = page;
        _phone = phone;
        // A strict content security policy reports here whatever it stopped. A form sent back with a sentence answers 422, which is no fault.
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("status of 422")) { _complaints.Add(message.Text); } };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Opens an address and expects a page.</summary>
    public async Task OpenAsync(string address)
    {
        var answer = await Page.GotoAsync(address);
        Assert.True(answer!.Ok, $"{address} answered {answer.Status}");
    }

    /// <summary>Signs in with a demo account.</summary>
    public async Task SignInAsync(string login)
    {
        await OpenAsync("/account/sign-in");
        await Page.FillAsync("[name=Login]", login);
        await Page.FillAsync("[name=Password]", TestSettings.DemoPassword);
        await Page.ClickAsync("main form[method=post] button[type=submit]");
        await Page.WaitForURLAsync(url => !url.Contains("/account/sign-in"), new PageWaitForURLOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
    }

    /// <summary>
    /// Looks at the page as it stands: no serious accessibility violation, nothing wider than the window, no complaint of the browser; and
    /// takes a picture when it is given a name: for the README when CEBASE_PICTURES is set, else only to show that it can be taken.
    /// </summary>
    /// <param name="picture">What the picture is called.</param>
    /// <param name="accessibility">Ask axe as well: a second per page, and a page says the same to it at either width.</param>
    public async Task LookAsync(string? picture = null, bool accessibility = true)
    {
        if (accessibility)
        {
            var violations = (await Page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical").ToList();
            Assert.True(violations.Count == 0, $"{Page.Url}: " + string.Join("; ", violations.Select(Describe)));
        }
        var overflow = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 1, $"{Page.Url} is {overflow} pixels wider than the window.");
        Assert.True(_complaints.Count == 0, $"{Page.Url}: {string.Join("; ", _complaints)}");
        if (picture is not null)
        {
            var folder = Environment.GetEnvironmentVariable("CEBASE_PICTURES") is null ? Path.GetTempPath() : Path.Combine(Repository.Root, "docs", "images");
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{picture}{(_phone ? "-phone" : "")}.png") });
        }
    }

    private static string Describe(AxeResultItem item) => $"{item.Id} ({item.Help}): {string.Join(", ", item.Nodes.Take(3).Select(n => n.Html))}";

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
