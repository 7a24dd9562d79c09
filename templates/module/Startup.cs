using CEBase.Example.Items;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Example;

/// <summary>事项。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<ItemRepository>();
}
