using CEBase.Platform.Modules;

namespace CEBase.Platform.Security;

/// <summary>A right that roles bundle and steps, pages and endpoints ask for.</summary>
/// <param name="Name">Stable name, <c>Classes.Manage</c>.</param>
/// <param name="Label">What the role page shows, in Chinese: a verb and an object.</param>
/// <param name="IsSensitive">Shown with a warning: reveals personal data, overrides a finding or changes rights.</param>
public sealed record Permission(string Name, string Label, bool IsSensitive = false);

/// <summary>A module's permissions; the shape of Orchard's <c>Permissions.cs</c>.</summary>
[Discovered(ServiceLifetime.Singleton)]
public interface IPermissionProvider
{
    /// <summary>Every permission the module knows.</summary>
    IReadOnlyList<Permission> Permissions { get; }
}
