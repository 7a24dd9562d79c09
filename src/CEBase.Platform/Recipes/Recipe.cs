using CEBase.Platform.Data;
using CEBase.Platform.Modules;

namespace CEBase.Platform.Recipes;

/// <summary>
/// A step a recipe can name, in Orchard's own form: <c>{ "name": "courses", … }</c>. Idempotent by natural key: run twice, it changes nothing more.
/// </summary>
[Discovered]
public interface IRecipeStep
{
    /// <summary>The name in the recipe file.</summary>
    string Name { get; }

    /// <summary>Runs inside the recipe's transaction. Throw <see cref="RecipeException"/> naming the key that is wrong.</summary>
    /// <param name="step">The step's JSON object.</param>
    /// <param name="context">Where it runs.</param>
    Task RunAsync(JsonElement step, RecipeContext context);
}

/// <summary>Where a step runs.</summary>
/// <param name="Db">The recipe's transaction.</param>
/// <param name="File">Full path of the recipe file, for messages and files beside it.</param>
public sealed record RecipeContext(DbScope Db, string File)
{
    /// <summary>Reads a file named in the recipe, relative to it.</summary>
    public string Resolve(string relative) => Path.Combine(Path.GetDirectoryName(File)!, relative);
}

/// <summary>A recipe is malformed; the message names file and key.</summary>
public sealed class RecipeException(string message) : Exception(message);
