using CEBase.Platform.Modules;

namespace CEBase.Learning;

/// <summary>考勤、学时台账与学习档案。</summary>
public sealed class Startup : StartupBase;
