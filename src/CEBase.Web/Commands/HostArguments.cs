namespace CEBase.Web.Commands;

/// <summary>What of the command line is the host's and what is a verb's.</summary>
internal sealed class HostArguments
{
    private static readonly string[] WithValue = ["--data", "--environment", "--urls", "--contentRoot", "--applicationName"];
    private static readonly string[] Help = ["--help", "-h", "-?", "/?", "/h", "--version"];

    private HostArguments(bool serves, string[] configuration, string? error)
    {
        Serves = serves;
        Configuration = configuration;
        Error = error;
    }

    /// <summary>The site is to be served; otherwise a verb runs.</summary>
    public bool Serves { get; }

    /// <summary>The arguments that the host's configuration reads, such as <c>--data DIR</c> and <c>--RateLimits:SignInPerMinute=0</c>.</summary>
    public string[] Configuration { get; }

    /// <summary>Why <c>serve</c> can't take these arguments; null when it can.</summary>
    public string? Error { get; }

    /// <summary>Sorts the arguments.</summary>
    public static HostArguments Read(string[] args)
    {
        var configuration = new List<string>();
        var words = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var argument = args[i];
            if (WithValue.Contains(argument, StringComparer.OrdinalIgnoreCase))
            {
                if (i + 1 >= args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal))
                {
                    words.Add(argument);
                    continue;
                }
                configuration.AddRange([argument, args[++i]]);
            }
            else if (IsSetting(argument))
            {
                configuration.Add(argument);
            }
            else
            {
                words.Add(argument);
            }
        }
        var serves = words is [] or ["serve", ..] ? !words.Any(Help.Contains) : words[0].StartsWith('-') && !Help.Contains(words[0]);
        var stray = words.FirstOrDefault(w => w != "serve");
        return new HostArguments(serves, [.. configuration], serves && stray is not null ? Sentence(stray) : null);
    }

    /// <summary><c>--data=DIR</c>, or any setting by its path: <c>--RateLimits:SignInPerMinute=0</c>.</summary>
    private static bool IsSetting(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return argument.StartsWith("--", StringComparison.Ordinal) && equals > 2
            && (argument.AsSpan(0, equals).Contains(':') || WithValue.Contains(argument[..equals], StringComparer.OrdinalIgnoreCase) || IsLowerWord(argument.AsSpan(2, equals - 2)));

        // A verb's own options keep their dashes (--dry-run).
        static bool IsLowerWord(ReadOnlySpan<char> name) => StartedByTests || name is "hostingStartupAssemblies" or "suppressStatusMessages" or "recipes" or "shutdownTimeoutSeconds";
    }

    /// <summary>A test host hands all its settings over as arguments, whatever they are called, and no verbs.</summary>
    private static bool StartedByTests => System.Reflection.Assembly.GetEntryAssembly() != typeof(HostArguments).Assembly;

    private static string Sentence(string stray) => WithValue.Contains(stray, StringComparer.OrdinalIgnoreCase)
        ? $"{stray} 后面缺少值。"
        : stray.StartsWith('-')
            ? $"不认识选项 {stray}。配置项写成 --名称:子项=值，全部用法见 --help。"
            : $"serve 之后多了“{stray}”。全部用法见 --help。";
}
