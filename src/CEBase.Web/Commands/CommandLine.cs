using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace CEBase.Web.Commands;

/// <summary>
/// The verbs of all modules on one command line. The result is one JSON object on standard output and nothing else is written there;
/// exit 0 done, 1 done with findings, 2 wrong usage or unreadable input with a sentence on standard error.
/// </summary>
internal sealed class CommandLine
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly IServiceProvider _services;
    private readonly TextWriter _output;
    private readonly RootCommand _root;

    public CommandLine(IServiceProvider services, TextWriter output)
    {
        _services = services;
        _output = output;
        _root = new RootCommand("继教基地：专业技术人员继续教育基地管理系统")
        {
            new Option<string>("--data") { Description = "数据目录，默认是程序目录下的 App_Data", Recursive = true },
            new Option<string>("--environment") { Description = "运行环境：Development 或 Production", Recursive = true },
            new Command("serve", "启动网站（默认）") { new Option<string>("--urls") { Description = "监听地址，例如 http://localhost:5080" } },
        };
        foreach (var verb in services.GetRequiredService<ModuleSet>().Verbs())
        {
            Add(verb);
        }
    }

    /// <summary>Runs the verb that the arguments name.</summary>
    public async Task<int> RunAsync(string[] args)
    {
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var parsed = _root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(Sentence(error.Message));
            }
            await Console.Error.WriteLineAsync("加上 --help 可以查看用法。");
            return ExitCodes.WrongUsage;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = _output, Error = Console.Error, EnableDefaultExceptionHandler = false });
    }

    /// <summary>The library's translations end and quote twice.</summary>
    private static string Sentence(string message) =>
        message.Replace("“'", "“", StringComparison.Ordinal).Replace("'”", "”", StringComparison.Ordinal).TrimEnd('.', '。') + "。";

    private void Add(Verb verb)
    {
        Command parent = _root;
        foreach (var word in verb.Words)
        {
            var child = parent.Subcommands.FirstOrDefault(c => c.Name == word);
            if (child is null)
            {
                parent.Subcommands.Add(child = new Command(word));
            }
            parent = child;
        }
        parent.Description = verb.Description;
        verb.Configure(parent);
        parent.SetAction((parsed, cancel) => RunAsync(verb, parsed, cancel));
    }

    private async Task<int> RunAsync(Verb verb, ParseResult parsed, CancellationToken cancel)
    {
        if (verb.NeedsBase)
        {
            await _services.GetRequiredService<FirstRun>().PrepareAsync(cancel);
        }
        await using var scope = _services.CreateAsyncScope();
        var result = await verb.RunAsync(parsed, scope.ServiceProvider, cancel);
        await _output.WriteLineAsync(JsonSerializer.Serialize(result.Body, Json));
        return result.HasFindings ? ExitCodes.DoneWithFindings : ExitCodes.Done;
    }
}
