using System.CommandLine;
using CEBase.Platform.Verbs;

namespace CEBase.Platform.Identity.Administration;

/// <summary><c>user add --name 张三 --login 13800000000 --role base-staff [--password-stdin]</c>.</summary>
internal sealed class UserAddVerb : Verb
{
    private readonly Option<string> _name = new("--name") { Description = "姓名", Required = true };
    private readonly Option<string> _login = new("--login") { Description = "手机号或邮箱", Required = true };
    private readonly Option<string[]> _roles = new("--role") { Description = "角色的名称，可以写几个", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _fromInput = new("--password-stdin") { Description = "从标准输入读取初始密码；不给则生成一个并打印" };

    public override IReadOnlyList<string> Words => ["user", "add"];

    public override string Description => "新建账号，首次登录须改密码";

    public override void Configure(Command command)
    {
        command.Options.Add(_name);
        command.Options.Add(_login);
        command.Options.Add(_roles);
        command.Options.Add(_fromInput);
    }

    public override async Task<VerbResult> RunAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancel)
    {
        var given = arguments.GetValue(_fromInput) ? (await Console.In.ReadLineAsync(cancel))?.TrimEnd('\r') ?? "" : null;
        var password = given ?? OneTimePassword();
        var (login, roles) = (arguments.GetRequiredValue(_login).Trim(), arguments.GetRequiredValue(_roles));
        var id = await services.GetRequiredService<AccountAdministration>().CreateWithPasswordAsync(arguments.GetRequiredValue(_name), login, password, roles);
        return new VerbResult(given is null
            ? new { Id = id, Login = login, Roles = roles, OneTimePassword = password }
            : new { Id = id, Login = login, Roles = roles });
    }

    /// <summary>Four kinds of characters, none that are mistaken for another.</summary>
    private static string OneTimePassword() =>
        $"{RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ", 4)}-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz", 4)}-{RandomNumberGenerator.GetString("23456789", 4)}";
}
