namespace CEBase.Tests.Harness;

/// <summary>A clock that stands until it is moved.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    /// <summary>Starts at noon in China on 16 March 2026, a Monday.</summary>
    public TestClock() : this(new DateTimeOffset(2026, 3, 16, 12, 0, 0, TimeSpan.FromHours(8))) { }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <summary>Sets the clock.</summary>
    public void Set(DateTimeOffset to) => Interlocked.Exchange(ref _ticks, to.UtcTicks);
}
