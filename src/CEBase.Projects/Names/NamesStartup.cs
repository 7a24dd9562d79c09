using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Names;

/// <summary>Words that names may not hold.</summary>
internal sealed class NamesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("name_word", "增改禁用字样"), ("name_word_off", "停用禁用字样"), ("name_phrase", "增改不受禁的词语"), ("name_phrase_off", "停用不受禁的词语"));
        services.AddSingleton<NameRepository>();
        services.AddSingleton<NameList>();
        services.AddSingleton<INameCheck>(provider => provider.GetRequiredService<NameList>());
        services.AddSingleton<IPolicyCarrier>(provider => provider.GetRequiredService<NameList>());
        services.AddScoped<NameService>();
    }
}
