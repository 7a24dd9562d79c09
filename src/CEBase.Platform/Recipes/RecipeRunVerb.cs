using System.CommandLine;
using CEBase.Platform.Data;
using CEBase.Platform.Verbs;

namespace CEBase.Platform.Recipes;

/// <summary><c>recipe run NAME</c>: runs a recipe on this database; again is harmless.</summary>
internal sealed class RecipeRunVerb : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "配方名，例如 npu" };

    public override IReadOnlyList<string> Words => ["recipe", "run"];

    public override string Description => "按配方设置基地，重复运行不会重复写入";

    public override bool NeedsBase => false;

    public override void Configure(Command command) => command.Arguments.Add(_name);

    public override async Task<VerbResult> RunAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancel)
    {
        var name = arguments.GetRequiredValue(_name);
        await services.GetRequiredService<Migrator>().MigrateAsync(cancel);
        var steps = await services.GetRequiredService<RecipeRunner>().RunAsync(name, cancel);
        return new VerbResult(new { Recipe = name, Steps = steps });
    }
}
