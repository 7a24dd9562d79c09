namespace CEBase.Income;

/// <summary>Income: who owes, who has paid, and by which way. Each capability registers its own.</summary>
public sealed class Startup : StartupBase;
