namespace CEBase.Tests.Browser;

/// <summary>Looks at every page a role reaches from its navigation, at both widths.</summary>
[Collection("browser")]
public sealed class PageWalk(BrowserSite site)
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Public_pages_stand_for_everybody(bool phone)
    {
        await using var visit = await site.VisitAsync(phone);
        foreach (var (address, picture) in new (string, string?)[]
        {
            ("/classes", "catalogue"), ("/notices", null), ("/policy", "policy"), ("/policy/NPU", null), ("/policy/NPU/13", null), ("/privacy", null), ("/verify", null),
            ("/account/sign-in", null), ("/styles", null),
        })
        {
            await visit.OpenAsync(address);
            await visit.LookAsync(picture);
        }
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_line_of_the_console_navigation_leads_to_a_sound_page(bool phone)
    {
        await using var visit = await site.VisitAsync(phone);
        await visit.SignInAsync("admin@example.com");
        await visit.OpenAsync("/console");
        await visit.LookAsync("today");
        var addresses = await visit.Page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('nav a[href^=\"/console\"]')].map(a => a.getAttribute('href')))]");
        Assert.True(addresses.Length >= 8, string.Join(' ', addresses));
        foreach (var address in addresses)
        {
            await visit.OpenAsync(address);
            await visit.LookAsync();
        }
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_class_has_a_sound_page_for_each_of_its_parts(bool phone)
    {
        await using var visit = await site.VisitAsync(phone);
        await visit.SignInAsync("staff@example.com");
        await visit.OpenAsync("/console/classes/2026-018");
        await visit.LookAsync("class-record");
        var tabs = await visit.Page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('main nav a[href^=\"/console/classes/2026-018\"]')].map(a => a.getAttribute('href')))]");
        Assert.True(tabs.Length >= 4, string.Join(' ', tabs));
        foreach (var tab in tabs)
        {
            await visit.OpenAsync(tab);
            await visit.LookAsync();
        }
    }
}
