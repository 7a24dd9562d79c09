namespace CEBase.Platform.Modules;

/// <summary>
/// Classes of a module that implement the interface are registered because their type says what they are; no start-up names them. A class whose
/// constructor asks for more than services (a word, a function) is registered by hand.
/// </summary>
/// <param name="lifetime">One a scope, or one for all.</param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class DiscoveredAttribute(ServiceLifetime lifetime = ServiceLifetime.Scoped) : Attribute
{
    /// <summary>One a scope, or one for all.</summary>
    public ServiceLifetime Lifetime { get; } = lifetime;
}
