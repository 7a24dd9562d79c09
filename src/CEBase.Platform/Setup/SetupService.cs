using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using CEBase.Platform.Data;
using CEBase.Platform.Identity;
using CEBase.Platform.Recipes;
using CEBase.Platform.Refusals;
using Npgsql;

namespace CEBase.Platform.Setup;

/// <summary>What the operator fills in on the setup page.</summary>
public sealed class SetupForm
{
    /// <summary>The one-time token from the log.</summary>
    public string? Token { get; set; }

    /// <summary>Keep the database in use, or move to PostgreSQL.</summary>
    public bool UsePostgres { get; set; }

    /// <summary>How PostgreSQL is reached.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>What the base is set up with.</summary>
    public string? Recipe { get; set; }

    /// <summary>The administrator's name.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Mobile number or e-mail of the administrator.</summary>
    public string? Login { get; set; }

    /// <summary>Password of the administrator.</summary>
    public string? Password { get; set; }

    /// <summary>The same again.</summary>
    public string? PasswordAgain { get; set; }
}

/// <summary>Sets the base up: the database first (a change takes a restart), then recipe and administrator.</summary>
internal sealed class SetupService(IDatabase database, DatabaseOptions options, SetupState state, RecipeRunner recipes, IAccounts accounts)
{
    private const int OldestPostgres = 15;
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Recipes that set up a base; sample data is not for one that people will work in.</summary>
    public IReadOnlyList<(string Name, string DisplayName)> Recipes() => [.. recipes.Available().Where(r => r.Name != "demo")];

    /// <summary>Does what the form says. True when the program must be restarted to go on with another database.</summary>
    /// <exception cref="Refusal">Something is missing or does not work; nothing but what the sentence says was changed.</exception>
    public async Task<bool> RunAsync(SetupForm form, CancellationToken cancel)
    {
        if (!state.IsToken(form.Token))
        {
            throw new Refusal("token_wrong", "令牌不对。请从程序启动时的日志里复制最近一次的令牌；每次启动都会换新的。") { Field = nameof(form.Token) };
        }
        if (form.UsePostgres && options.Kind == DatabaseKind.Sqlite)
        {
            await MoveAsync(form.ConnectionString, cancel);
            return true;
        }
        await PopulateAsync(form, cancel);
        return false;
    }

    private async Task MoveAsync(string? connectionString, CancellationToken cancel)
    {
        var tested = await TestAsync(connectionString, cancel);
        var file = Path.Combine(options.DataFolder, "settings.json");
        var settings = File.Exists(file) ? JsonNode.Parse(await File.ReadAllTextAsync(file, cancel)) as JsonObject ?? [] : [];
        settings["ConnectionStrings"] = new JsonObject { ["CEBase"] = tested };
        await File.WriteAllTextAsync(file, settings.ToJsonString(Json), cancel);
        if (!OperatingSystem.IsWindows())
        {
            // It holds a password.
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static async Task<string> TestAsync(string? connectionString, CancellationToken cancel)
    {
        Refusal Refuse(string code, string sentence) => new(code, sentence) { Field = nameof(SetupForm.ConnectionString) };
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw Refuse("connection_missing", "请填写 PostgreSQL 的连接串，例如 Host=数据库主机;Database=cebase;Username=用户名;Password=密码。");
        }
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString.Trim());
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(builder.ConnectionString) { Timeout = 8, Pooling = false }.ConnectionString);
            await connection.OpenAsync(cancel);
            if (connection.PostgreSqlVersion.Major < OldestPostgres)
            {
                throw Refuse("postgres_old", $"数据库是 PostgreSQL {connection.PostgreSqlVersion.Major}，需要 {OldestPostgres} 或更新的版本。");
            }
            await using var command = new NpgsqlCommand("SELECT has_schema_privilege(current_schema(), 'CREATE')", connection);
            if (await command.ExecuteScalarAsync(cancel) is not true)
            {
                throw Refuse("postgres_rights", "这个用户不能在数据库里建表，请让数据库管理员授予建表权限。");
            }
            return builder.ConnectionString;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            throw Refuse("connection_unreadable", "连接串读不懂，请按“名称=值;名称=值”的形式填写。");
        }
        catch (PostgresException refused)
        {
            throw Refuse("connection_refused", refused.SqlState switch
            {
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "数据库拒绝了用户名或密码，请核对后重试。",
                PostgresErrorCodes.InvalidCatalogName => "没有这个数据库，请先建好空的数据库，再填它的名称。",
                _ => $"数据库拒绝了连接（{refused.SqlState}），请核对连接串后重试。",
            });
        }
        catch (Exception unreachable) when (unreachable is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw Refuse("connection_unreachable", "连不上数据库，请核对主机、端口和防火墙后重试。");
        }
    }

    private async Task PopulateAsync(SetupForm form, CancellationToken cancel)
    {
        if (Recipes().All(r => r.Name != form.Recipe))
        {
            throw new Refusal("recipe_missing", "请选择用哪个配方设置基地。") { Field = nameof(form.Recipe) };
        }
        if (string.IsNullOrWhiteSpace(form.Login))
        {
            throw new Refusal("login_missing", "请填写管理员的手机号或邮箱，用来登录。") { Field = nameof(form.Login) };
        }
        if (string.IsNullOrEmpty(form.Password))
        {
            throw new Refusal("password_missing", "请填写管理员的密码。") { Field = nameof(form.Password) };
        }
        if (form.Password != form.PasswordAgain)
        {
            throw new Refusal("password_differs", "两次填写的密码不一样，请重新填写。") { Field = nameof(form.PasswordAgain) };
        }
        await recipes.RunOnceAsync(form.Recipe!, cancel);
        var isEmail = form.Login.Contains('@', StringComparison.Ordinal);
        try
        {
            await database.WriteAsync(async db =>
            {
                if (db.Dialect.Kind == DatabaseKind.PostgreSql)
                {
                    await db.ExecuteAsync("LOCK TABLE account_role IN SHARE ROW EXCLUSIVE MODE");
                }
                // Pressed twice: the first press has made the administrator already.
                if (!await SetupState.HasAdministratorAsync(db))
                {
                    await accounts.CreateAsync(db, new NewAccount(form.DisplayName ?? "", isEmail ? null : form.Login, isEmail ? form.Login : null, form.Password, SetupState.AdministratorRole));
                }
            }, cancel);
        }
        catch (Refusal refusal) when (refusal.Field is "Phone" or "Email")
        {
            throw new Refusal(refusal.Code, refusal.Message) { Field = nameof(form.Login) };
        }
    }
}
