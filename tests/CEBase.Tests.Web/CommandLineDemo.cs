using System.Diagnostics;

[assembly: AssemblyFixture(typeof(CEBase.Tests.Web.CommandLineDemo))]

namespace CEBase.Tests.Web;

/// <summary>The demo as the program makes it with its first verb in Development: made once, copied for each test.</summary>
public sealed class CommandLineDemo : IDisposable
{
    private readonly Lazy<Task<(string Folder, string OpenClass)>> _made = new(MakeAsync);

    /// <summary>A folder of data with the demo in it.</summary>
    public async Task<string> CopyAsync()
    {
        var (from, to) = ((await _made.Value).Folder, Directory.CreateTempSubdirectory("cebase-cli-").FullName);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return to;
    }

    /// <summary>Number of an open class with between 60 and 200 seats left, as the program lists it.</summary>
    public async Task<string> OpenClassAsync() => (await _made.Value).OpenClass;

    /// <summary>Runs the program as a process of its own.</summary>
    public static async Task<(int Exit, JsonElement Result, string Errors)> RunAsync(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" } };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "CEBase.Web.dll"), .. arguments, "--data", data])
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = (await output).Trim();
        return (process.ExitCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone(), await errors);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_made is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            Directory.Delete(_made.Value.Result.Folder, recursive: true);
        }
    }

    private static async Task<(string, string)> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cebase-cli-demo-").FullName;
        var made = await RunAsync(folder, "migrate");
        Assert.True(made.Exit == 0, made.Errors);
        var (exit, result, errors) = await RunAsync(folder, "class", "list", "--state", "open");
        Assert.True(exit == 0, errors);
        var open = result.GetProperty("classes").EnumerateArray().First(c => c.GetProperty("seatsLeft").GetInt32() is >= 60 and <= 200 && c.GetProperty("funding").GetString() == "open");
        return (folder, open.GetProperty("classNo").GetString()!);
    }
}

/// <summary>A test of the program on a copy of the demo.</summary>
public abstract class CommandLineTest(CommandLineDemo demo) : IAsyncLifetime
{
    /// <summary>The folder that the program works on.</summary>
    protected string Data { get; private set; } = "";

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => Data = await demo.CopyAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Data, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected Task<string> OpenClassAsync() => demo.OpenClassAsync();

    private protected async Task<List<JsonElement>> ClassesAsync(string state)
    {
        var (exit, result, _) = await RunAsync("class", "list", "--state", state);
        Assert.Equal(0, exit);
        return [.. result.GetProperty("classes").EnumerateArray()];
    }

    private protected Task<(int Exit, JsonElement Result, string Errors)> RunAsync(params string[] arguments) => CommandLineDemo.RunAsync(Data, arguments);
}
