using System.CommandLine;
using CEBase.Platform.Verbs;

namespace CEBase.Platform.Data;

/// <summary><c>migrate</c>: brings the database up to the program and says what was applied.</summary>
internal sealed class MigrateVerb : Verb
{
    public override IReadOnlyList<string> Words => ["migrate"];

    public override string Description => "把数据库升级到本程序的版本";

    public override bool NeedsBase => false;

    public override async Task<VerbResult> RunAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancel) =>
        new(new { Applied = await services.GetRequiredService<Migrator>().MigrateAsync(cancel) });
}
