using CEBase.Platform.Modules;

namespace CEBase.Platform.Data;

/// <summary>Something that happened in a lower module and that upper modules may act on, in the same transaction.</summary>
public interface IDomainEvent;

/// <summary>Acts on an event inside the transaction that raised it; throwing undoes the whole use case.</summary>
[Discovered]
public interface IDomainEventHandler<in TEvent> where TEvent : IDomainEvent
{
    /// <summary>Handles the event through the raising session.</summary>
    Task HandleAsync(TEvent happened, DbScope db, CancellationToken cancel);
}
