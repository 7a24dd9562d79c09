namespace CEBase.Catalogue.Archives;

/// <summary>
/// Where a zip is written to on its way to an answer: the zip writes its headers synchronously, an answer takes only asynchronous writes.
/// Holds what was written since it was last drained, an entry at a time.
/// </summary>
internal sealed class ZipSpool : Stream
{
    private readonly MemoryStream _waiting = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Passes on what waits.</summary>
    public async Task DrainAsync(Stream target, CancellationToken cancel)
    {
        _waiting.Position = 0;
        await _waiting.CopyToAsync(target, cancel);
        _waiting.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
