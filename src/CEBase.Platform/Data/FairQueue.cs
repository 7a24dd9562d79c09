using System.Threading.Channels;

namespace CEBase.Platform.Data;

/// <summary>
/// Lets one writer in at a time, in order of arrival. SQLite's own busy handler sleeps in whole seconds and serves whoever wakes first;
/// under a hundred writers that makes some wait for seconds, so the queue stands inside the process.
/// </summary>
internal sealed class FairQueue
{
    private readonly Channel<bool> _token = Channel.CreateBounded<bool>(1);

    public FairQueue() => _token.Writer.TryWrite(true);

    public async Task<IDisposable> EnterAsync(CancellationToken cancel)
    {
        await _token.Reader.ReadAsync(cancel);
        return new Turn(_token.Writer);
    }

    private sealed class Turn(ChannelWriter<bool> token) : IDisposable
    {
        public void Dispose() => token.TryWrite(true);
    }
}
