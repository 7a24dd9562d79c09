using CEBase.Platform.Modules;

namespace CEBase.Instructors;

/// <summary>师资库：教师、学历学位、职称与资格。</summary>
public sealed class Startup : StartupBase;
