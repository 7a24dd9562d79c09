using System.CommandLine;

namespace CEBase.Platform.Modules;

/// <summary>
/// A command-line verb: <c>dotnet run --project src/CEBase.Web -- class list --state open</c>.
/// Its result is one JSON object on standard output; logs go to standard error.
/// </summary>
public abstract class Verb
{
    /// <summary>The words that call it: <c>["class", "list"]</c>.</summary>
    public abstract IReadOnlyList<string> Words { get; }

    /// <summary>One line of help, in Chinese.</summary>
    public abstract string Description { get; }

    /// <summary>False for a verb that migrates or sets the base up itself; others find a base that is ready (in Development with sample data).</summary>
    public virtual bool NeedsBase => true;

    /// <summary>Adds arguments and options; called once when the command line is built.</summary>
    public virtual void Configure(Command command) { }

    /// <summary>
    /// Runs inside a service scope on a migrated database. Throw <see cref="Refusal"/> for wrong usage or unreadable input (exit 2).
    /// </summary>
    public abstract Task<VerbResult> RunAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancel);
}

/// <summary>What a verb prints and how it exits.</summary>
/// <param name="Body">Serialised as one JSON object, camel case names kept as written in dictionaries.</param>
/// <param name="HasFindings">True exits 1: done, with rejections or findings. False exits 0.</param>
public sealed record VerbResult(object Body, bool HasFindings = false);
