using Xunit.Sdk;

namespace CEBase.Tests.Browser;

/// <summary>Looks at every page a role reaches from its navigation, at both widths.</summary>
[Collection("browser")]
public sealed class PageWalk(BrowserSite site)
{
    [Theory]
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

    [Theory]
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
        await LookAtAllAsync(visit, addresses, accessibility: !phone);
    }

    [Theory]
    [InlineData("/console/classes/2026-018", false)]
    [InlineData("/console/classes/2026-018", true)]
    [InlineData("/console/classes/2026-004", true)]
    [InlineData("/console/projects/P2026-018", false)]
    [InlineData("/console/projects/P2026-018", true)]
    [InlineData("/console/instructors/T012", false)]
    [InlineData("/console/instructors/T012", true)]
    public async Task A_record_has_a_sound_page_for_each_of_its_parts(string record, bool phone)
    {
        await using var visit = await site.VisitAsync(phone);
        await visit.SignInAsync("staff@example.com");
        await visit.OpenAsync(record);
        await visit.LookAsync($"{record.Split('/')[2]}-record");
        var tabs = await TabsAsync(visit, record);
        Assert.True(tabs.Count >= 3, string.Join(' ', tabs));
        // Parts folded under a group stand on the pages of that group.
        await LookAtAllAsync(visit, tabs, accessibility: !phone, () => TabsAsync(visit, record));
    }

    private static async Task<HashSet<string>> TabsAsync(Visit visit, string record) =>
        [.. await visit.Page.EvaluateAsync<string[]>("record => [...document.querySelectorAll(`main nav a[href^=\"${record}\"]`)].map(a => a.getAttribute('href'))", record)];

    /// <summary>Looks at every page, and at what those pages lead on to, before it tells what is wrong with any.</summary>
    private static async Task LookAtAllAsync(Visit visit, IEnumerable<string> addresses, bool accessibility, Func<Task<HashSet<string>>>? further = null)
    {
        var faults = new List<string>();
        var known = addresses.ToHashSet();
        var waiting = new Queue<string>(known);
        while (waiting.TryDequeue(out var address))
        {
            try
            {
                await visit.OpenAsync(address);
                await visit.LookAsync(accessibility: accessibility);
            }
            catch (XunitException fault)
            {
                faults.Add(fault.Message);
            }
            if (further is not null)
            {
                foreach (var next in (await further()).Where(known.Add))
                {
                    waiting.Enqueue(next);
                }
            }
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }
}
