using System.Text.Json;
using CEBase.Platform.Recipes;

namespace CEBase.Platform.Identity;

/// <summary>
/// Recipe step <c>{ "name": "demo-accounts", "file": "demo/accounts.json", "password": "…" }</c>: an array of accounts with name, email and
/// roles, all with one password. An account whose e-mail exists stays as it is.
/// </summary>
internal sealed class DemoAccountsStep(IAccounts accounts) : IRecipeStep
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private sealed record AccountInFile(string Name, string Email, string[] Roles);

    public string Name => "demo-accounts";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var password = step.TryGetProperty("password", out var given) && given.GetString() is { Length: > 0 } text
            ? text
            : throw new RecipeException($"{Path.GetFileName(context.File)}：步骤“{Name}”缺少 password。");
        if (PasswordRules.Check(password) is { } weak)
        {
            throw new RecipeException($"{Path.GetFileName(context.File)}：步骤“{Name}”的 password 不合规则。{weak.Message}");
        }
        var hash = accounts.HashPassword(password);
        foreach (var account in ReadAccounts(step, context))
        {
            if (await accounts.FindByLoginAsync(context.Session, account.Email) is null)
            {
                await accounts.CreateAsync(context.Session, new NewAccount(account.Name, null, account.Email, null, account.Roles) { PasswordHash = hash });
            }
        }
    }

    private static AccountInFile[] ReadAccounts(JsonElement step, RecipeContext context)
    {
        var (name, text) = RecipeFile.Read(step, context);
        try
        {
            var accounts = JsonSerializer.Deserialize<AccountInFile[]>(text, Json) ?? [];
            return accounts.Any(a => a.Name is null || a.Email is null || a.Roles is null)
                ? throw new RecipeException($"{name}：每个账号都要有 name、email 和 roles。")
                : accounts;
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{name} 第 {broken.LineNumber + 1} 行（{broken.Path}）写得不对。");
        }
    }
}
