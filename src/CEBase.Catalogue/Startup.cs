using CEBase.Platform.Modules;

namespace CEBase.Catalogue;

/// <summary>课程、培训班、大纲、课表与公开目录。</summary>
public sealed class Startup : StartupBase;
