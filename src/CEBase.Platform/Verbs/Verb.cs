using System.CommandLine;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Verbs;

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

    /// <summary>All bytes of an input file that the user named.</summary>
    /// <exception cref="Refusal"><c>file_missing</c>, <c>file_unreadable</c>.</exception>
    protected static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            throw new Refusal("file_missing", $"找不到文件“{path}”，请核对路径。");
        }
        try
        {
            return await File.ReadAllBytesAsync(path, cancel);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new Refusal("file_unreadable", $"文件“{path}”打不开，请确认没有被其他程序占用、并且有读取权限。");
        }
    }

    /// <summary>Writes an output file that the user named.</summary>
    /// <exception cref="Refusal"><c>file_unwritable</c>.</exception>
    protected static async Task WriteFileAsync(string path, byte[] content, CancellationToken cancel)
    {
        try
        {
            await File.WriteAllBytesAsync(path, content, cancel);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new Refusal("file_unwritable", $"结果写不到“{path}”，请换一个位置再运行一次。");
        }
    }
}

/// <summary>What a verb prints and how it exits.</summary>
/// <param name="Body">Serialised as one JSON object, camel case names kept as written in dictionaries.</param>
/// <param name="HasFindings">True exits 1: done, with rejections or findings. False exits 0.</param>
public sealed record VerbResult(object Body, bool HasFindings = false);
