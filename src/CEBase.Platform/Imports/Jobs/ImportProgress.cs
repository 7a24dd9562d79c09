using System.Collections.Concurrent;

namespace CEBase.Platform.Imports.Jobs;

/// <summary>
/// How far the runs of this node are. On SQLite the import itself holds the one writer, so that nothing can be written about it meanwhile; with
/// one node this memory is all that is needed. On PostgreSQL the row is renewed as well, for the other nodes.
/// </summary>
internal sealed class ImportProgress
{
    private readonly ConcurrentDictionary<long, int> _done = new();

    /// <summary>A reporter for one run.</summary>
    public IProgress<int> Of(long job) => new Reporter(_done, job);

    /// <summary>Rows done, as this node knows.</summary>
    public int Done(long job) => _done.GetValueOrDefault(job);

    /// <summary>The run is over.</summary>
    public void Forget(long job) => _done.TryRemove(job, out _);

    // Not Progress<T>: that one reports later, on another thread, in any order.
    private sealed class Reporter(ConcurrentDictionary<long, int> done, long job) : IProgress<int>
    {
        public void Report(int value) => done[job] = value;
    }
}
