using CEBase.Web.Hosting;

return await CEBaseHost.RunAsync(args);

/// <summary>The program: a site, and verbs on the same data.</summary>
public partial class Program;
