using CEBase.Web.Commands;

namespace CEBase.Tests.Platform.Host;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("--data /tmp/x")]
    [InlineData("serve --urls http://localhost:1 --data=/tmp/x --RateLimits:SignInPerMinute=0")]
    [InlineData("--environment=Testing --contentRoot=/x --applicationName=CEBase.Web --ConnectionStrings:CEBase=Host=x")]
    public void The_site_is_served(string line)
    {
        var arguments = HostArguments.Read(Split(line));
        Assert.True(arguments.Serves);
        Assert.Null(arguments.Error);
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("--data /tmp/x recipe run npu")]
    [InlineData("import roster a.xlsx --class 2026-018 --dry-run")]
    [InlineData("frobnicate")]
    [InlineData("--help")]
    [InlineData("serve --help")]
    public void A_verb_runs(string line) => Assert.False(HostArguments.Read(Split(line)).Serves);

    [Theory]
    [InlineData("serve now", "now")]
    [InlineData("--dta x", "--dta")]
    [InlineData("serve --data", "--data")]
    public void Serving_with_wrong_arguments_is_refused_by_name(string line, string named)
    {
        var arguments = HostArguments.Read(Split(line));
        Assert.True(arguments.Serves);
        Assert.Contains(named, arguments.Error);
    }

    [Fact]
    public void A_verbs_own_options_do_not_reach_the_configuration()
    {
        Assert.Equal(["--data", "/tmp/x"], HostArguments.Read(Split("import roster a.xlsx --class 2026-018 --rejects out.xlsx --data /tmp/x")).Configuration);
    }

    private static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
