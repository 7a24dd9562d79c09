using CEBase.Platform.Recipes;

namespace CEBase.Platform.Identity;

/// <summary>
/// Recipe step <c>{ "name": "demo-accounts", "file": "demo/accounts.json", "password": "…" }</c>: an array of accounts with name, email and
/// roles, all with one password. An account whose e-mail exists stays as it is.
/// </summary>
internal sealed class DemoAccountsStep(IAccounts accounts) : IRecipeStep
{
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
            if (await accounts.FindByLoginAsync(context.Db, account.Email) is null)
            {
                await accounts.CreateAsync(context.Db, new NewAccount(account.Name, null, account.Email, null, account.Roles) { PasswordHash = hash });
            }
        }
    }

    private static AccountInFile[] ReadAccounts(JsonElement step, RecipeContext context)
    {
        var accounts = context.ReadFile<AccountInFile[]>(step);
        return accounts.Any(a => a.Name is null || a.Email is null || a.Roles is null)
            ? throw new RecipeException($"{step.GetProperty("file").GetString()}：每个账号都要有 name、email 和 roles。")
            : accounts;
    }
}
