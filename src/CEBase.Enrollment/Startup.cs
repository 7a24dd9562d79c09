using CEBase.Platform.Modules;

namespace CEBase.Enrollment;

/// <summary>学员、报名、名额、候补与委托单位名册。</summary>
public sealed class Startup : StartupBase;
