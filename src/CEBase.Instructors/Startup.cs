namespace CEBase.Instructors;

/// <summary>师资库：教师、学历学位、职称与资格。What is registered stands in the startups of the capabilities.</summary>
public sealed class Startup : StartupBase;
