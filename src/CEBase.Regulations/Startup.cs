using CEBase.Platform.Modules;

namespace CEBase.Regulations;

/// <summary>Regulations, articles, citations, dated parameters, the policy map.</summary>
public sealed class Startup : StartupBase;
