using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CEBase.Tests.Harness;

/// <summary>
/// A private PostgreSQL cluster for this test process: in a temporary folder, on a free loopback port, run as a user other than root,
/// without durability, gone when the process ends.
/// </summary>
public sealed class PostgresCluster
{
    private static readonly Lazy<PostgresCluster?> Started = new(TryStart);
    private readonly int _port;

    private PostgresCluster(int port) => _port = port;

    /// <summary>Why there is none, when there is none.</summary>
    public const string Missing = "PostgreSQL's server programs (initdb, postgres) are not installed.";

    /// <summary>The cluster, or null where the server programs are not installed. In CI that is a failure.</summary>
    public static PostgresCluster? Instance => Started.Value;

    /// <summary>Makes a database, as a copy of another when one is named, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name, string? template = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Database={database};Username=cebase;Maximum Pool Size=40;Connection Idle Lifetime=10;Include Error Detail=true";

    private static PostgresCluster? TryStart()
    {
        var bin = new[] { "/usr/lib/postgresql", "/usr/local/pgsql" }.Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateFiles(root, "initdb", SearchOption.AllDirectories))
            .Select(Path.GetDirectoryName).OrderDescending().FirstOrDefault();
        if (bin is null)
        {
            return Environment.GetEnvironmentVariable("CI") == "true" ? throw new InvalidOperationException(Missing) : null;
        }

        var folder = Directory.CreateTempSubdirectory("cebase-pg-").FullName;
        var port = FreePort();
        var data = Path.Combine(folder, "data");
        var script = $"""
            set -e
            "{bin}/initdb" -D "{data}" -U cebase -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
            "{bin}/postgres" -D "{data}" -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 <&- &
            # Ends with the test process, however that ends: its end of this pipe closes then.
            cat >/dev/null
            kill -INT $! ; wait ; rm -rf "{folder}"
            """;
        var server = Process.Start(AsOrdinaryUser(folder, script))!;

        var cluster = new PostgresCluster(port);
        WaitUntilUp(cluster, server);
        return cluster;
    }

    private static ProcessStartInfo AsOrdinaryUser(string folder, string script)
    {
        // PostgreSQL refuses to run as root, which is who runs tests in many containers.
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] command = ["bash", "-c", script];
        if (Environment.UserName == "root")
        {
            Process.Start("chown", ["-R", "postgres", folder])!.WaitForExit();
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command];
        }
        start.FileName = command[0];
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }
        return start;
    }

    private static void WaitUntilUp(PostgresCluster cluster, Process server)
    {
        var errors = new List<string>();
        server.ErrorDataReceived += (_, line) => errors.Add(line.Data ?? "");
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres") + ";Pooling=false;Timeout=2");
                connection.Open();
                return;
            }
            catch (Exception) when (!server.HasExited && patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                Thread.Sleep(100);
            }
            catch (Exception)
            {
                throw new InvalidOperationException("PostgreSQL did not start: " + string.Join('\n', errors.TakeLast(10)));
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
