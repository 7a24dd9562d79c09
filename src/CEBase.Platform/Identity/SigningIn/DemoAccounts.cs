using CEBase.Platform.Identity.RoleMatrix;
using CEBase.Platform.Data;
using CEBase.Platform.Recipes;
using Microsoft.Extensions.Hosting;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>An account of the sample data, for the sign-in page.</summary>
internal sealed record DemoAccount(string Name, string Login, string Roles);

/// <summary>
/// The accounts of the demo recipe and their password, read from the recipe itself and only in Development: nothing keeps a password in the
/// clear, and no other environment shows one.
/// </summary>
internal sealed class DemoAccounts(RecipeFolder folder, IHostEnvironment environment, IDatabase database, RoleRepository roles)
{
    /// <summary>Nothing outside Development, and nothing before the demo recipe was run.</summary>
    public async Task<(string Password, IReadOnlyList<DemoAccount> Accounts)?> ReadAsync()
    {
        var recipe = Path.Combine(folder.Path, "demo.recipe.json");
        if (!environment.IsDevelopment() || !File.Exists(recipe))
        {
            return null;
        }
        using var document = Parse(recipe);
        var step = document.RootElement.GetProperty("steps").EnumerateArray().FirstOrDefault(s => s.GetProperty("name").GetString() == "demo-accounts");
        if (step.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        using var file = Parse(Path.Combine(folder.Path, step.GetProperty("file").GetString()!));
        var labels = (await database.ReadAsync(roles.AllAsync)).ToDictionary(r => r.Name, r => r.Label);
        var accounts = file.RootElement.EnumerateArray().Select(a => new DemoAccount(
            a.GetProperty("name").GetString()!,
            a.GetProperty("email").GetString()!,
            string.Join("、", a.GetProperty("roles").EnumerateArray().Select(r => labels.GetValueOrDefault(r.GetString()!, r.GetString()!))))).ToList();
        return (step.GetProperty("password").GetString()!, [.. accounts, new DemoAccount("学员 001 至 400", "learner001@example.com", labels.GetValueOrDefault("learner", "学员"))]);
    }

    private static JsonDocument Parse(string file) =>
        JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
}
