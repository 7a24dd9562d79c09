namespace CEBase.Sample.Letters;

internal sealed class LettersStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<LetterRepository>();
        services.AddScoped<LetterService>();
    }
}
