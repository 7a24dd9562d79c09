using CEBase.Platform.Imports.Mapping;

namespace CEBase.Platform.Imports.Console;

/// <summary>The last few uploads as read, so that paging through a preview doesn't read the file again each time. Holds personal data, so it is short.</summary>
internal sealed class SheetCache
{
    private const int Kept = 4;

    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, byte[] Bytes, ImportTable Table)> _latest = [];

    public async Task<(byte[] Bytes, ImportTable Table)> GetAsync(string key, Func<Task<byte[]>> load, Func<byte[], ImportTable> read)
    {
        lock (_gate)
        {
            for (var node = _latest.First; node is not null; node = node.Next)
            {
                if (node.Value.Key == key)
                {
                    _latest.Remove(node);
                    _latest.AddFirst(node);
                    return (node.Value.Bytes, node.Value.Table);
                }
            }
        }
        var bytes = await load();
        var table = read(bytes);
        lock (_gate)
        {
            _latest.AddFirst((key, bytes, table));
            if (_latest.Count > Kept)
            {
                _latest.RemoveLast();
            }
        }
        return (bytes, table);
    }
}
