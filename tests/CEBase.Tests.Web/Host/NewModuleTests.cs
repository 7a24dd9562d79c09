using System.Diagnostics;
using System.Net;
using System.Reflection;
using CEBase.Example.Items;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Workflows;
using CEBase.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CEBase.Tests.Web.Host;

/// <summary>The template of a module, as CONTRIBUTING has it copied: composed, migrated, served, and as short as it says.</summary>
public sealed class NewModuleTests
{
    private static readonly Assembly Example = typeof(CEBase.Example.Startup).Assembly;
    private static readonly string Template = Path.Combine(Repository.Root, "templates", "module");

    [Fact]
    public async Task A_new_module_is_composed_migrated_and_served_and_its_record_goes_its_way()
    {
        await using var site = await Site.WithDemoAsync(more: Add);
        site.CreateClient();
        await site.Database.WriteAsync(async db =>
        {
            await db.ExecuteAsync("INSERT INTO role_permission (role_name, permission) VALUES ('base-staff', 'Example.View'), ('base-staff', 'Example.Manage'), ('base-staff', 'Example.Approve')");
            await db.ExecuteAsync("INSERT INTO role_permission (role_name, permission) VALUES ('leader', 'Example.View'), ('leader', 'Example.Approve')");
        });
        var staff = await site.SignedInAsync("staff@example.com");
        Assert.Contains("还没有事项", (await staff.PageAsync("/console/example/items")).Body!.TextContent);

        Task<HttpResponseMessage> EnterAsync(string amount, string day) => staff.SubmitAsync("/console/example/items/new", form =>
            (form["Input.Title"], form["Input.Amount"], form["Input.Day"], form["Input.Grounds"]) = ("借用投影仪", amount, day, "教室没有"));
        var refused = await EnterAsync("十元", "2000-01-01");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("十元", (await refused.ParseAsync()).QuerySelector("input[name='Input.Amount']")!.GetAttribute("value"));

        // A day gone by is stopped at the gate, a comment is asked for on return, and the second person is another.
        var late = AddressOf(await EnterAsync("1,200.50", "2000-01-01"));
        Assert.Contains("已经过去", (await staff.PageAsync(late)).Body!.TextContent);
        var item = AddressOf(await EnterAsync("1,200.50", "2099-01-01"));
        await StepAsync(staff, item, ItemWorkflow.Submit);
        Assert.Contains("填报人不能批准自己的事项", (await staff.PageAsync(item)).Body!.TextContent);
        var leader = await site.SignedInAsync("leader@example.com");
        await StepAsync(leader, item, ItemWorkflow.Return, "请改日期");
        await StepAsync(staff, item, ItemWorkflow.Submit);
        await StepAsync(leader, item, ItemWorkflow.Approve);
        await StepAsync(leader, item, ItemWorkflow.Withdraw, "不办了");
        Assert.Equal([ItemWorkflow.Draft, ItemWorkflow.Withdrawn], await site.Database.ReadAsync(db => db.QueryAsync<string>("SELECT state FROM example_item ORDER BY id")));

        var list = await staff.PageAsync("/console/example/items?state=withdrawn");
        Assert.Equal(item, list.QuerySelector("main tbody a")!.GetAttribute("href"));
        Assert.Contains("1200.50", await (await staff.GetAsync("/console/example/items?handler=Export&format=csv")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/console/example/items/999999")).StatusCode);
    }

    [Fact]
    public void A_record_with_list_form_page_four_steps_and_three_gates_takes_at_most_eight_files_and_430_lines()
    {
        var files = Directory.GetFiles(Path.Combine(Template, "Items"));
        Assert.InRange(files.Length, 1, 8);
        Assert.InRange(files.Sum(f => File.ReadLines(f).Count()), 1, 430);
        Assert.Contains(files, f => f.EndsWith("ItemEdit.cshtml", StringComparison.Ordinal));
        var workflow = new ItemWorkflow(null!, TimeProvider.System);
        Assert.Equal((4, 3), (workflow.Definition.Steps.Count, workflow.Gates.Count));
    }

    [Fact]
    public async Task Dotnet_new_gives_the_template_the_modules_name_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("cebase-new-").FullName;
        try
        {
            var (hive, made) = (Path.Combine(folder, "hive"), Path.Combine(folder, "CEBase.Loans"));
            await RunAsync("new", "install", Template, "--debug:custom-hive", hive);
            await RunAsync("new", "cebase-module", "-n", "Loans", "-o", made, "--no-update-check", "--debug:custom-hive", hive);
            var expected = Directory.GetFiles(Template, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Template, f))
                .Where(f => !f.StartsWith("bin", StringComparison.Ordinal) && !f.StartsWith("obj", StringComparison.Ordinal) && !f.StartsWith('.'));
            Assert.Equal(expected.Select(Named).Order(StringComparer.Ordinal), Directory.GetFiles(made, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(made, f)).Order(StringComparer.Ordinal));
            Assert.All(expected, f => Assert.Equal(Named(File.ReadAllText(Path.Combine(Template, f))), File.ReadAllText(Path.Combine(made, Named(f)))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Named(string text) => text.Replace("Example", "Loans", StringComparison.Ordinal).Replace("example", "loans", StringComparison.Ordinal);

    // What naming the assembly in HostModules and referencing it from the host does.
    private static void Add(IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(Example);
        services.RemoveAll<ModuleSet>();
        using var provider = services.BuildServiceProvider();
        var modules = ModuleSet.Compose(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>(), [.. HostModules.Assemblies, Example]);
        services.AddSingleton(modules);
        var module = modules.All.Single(m => m.Assembly == Example);
        module.Startups.ToList().ForEach(s => s.ConfigureServices(services));
        Discovery.Register(services, Example);
    }

    private static string AddressOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task StepAsync(HttpClient client, string record, string step, string comment = "")
    {
        var answer = await client.SubmitAsync(record, form => form["comment"] = comment, $"form:has(input[name=step][value='{step}'])");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{step}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await error);
    }
}
