using System.Security.Claims;

namespace CEBase.Tests.Identity;

public sealed class TokenTests
{
    [Theory, BothDatabases]
    public async Task A_token_is_good_on_every_node_until_it_ends(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var (account, pair) = await IssueAsync(bench);
        foreach (var node in new[] { bench, second })
        {
            var principal = (await ReadAsync(node, pair.AccessToken))!;
            Assert.Equal(account.Id.ToString(), principal.FindFirstValue(ClaimTypes.NameIdentifier));
            Assert.True(new ClaimsUser(principal).Has("Enrolments.Own"));
        }
        Assert.Equal(3600, pair.ExpiresIn);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await ReadAsync(bench, pair.AccessToken));
        Assert.Null(await ReadAsync(bench, pair.AccessToken + "x"));
        Assert.Null(await ReadAsync(bench, ""));
    }

    [Theory, BothDatabases]
    public async Task A_refresh_token_gives_a_new_pair_once_and_used_again_ends_its_family(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var (_, first) = await IssueAsync(bench);
        var next = await RefreshAsync(bench, first.RefreshToken);
        Assert.NotNull(await ReadAsync(bench, next!.AccessToken));
        Assert.Null(await RefreshAsync(bench, first.RefreshToken));
        Assert.Null(await RefreshAsync(bench, next.RefreshToken));
        Assert.Null(await ReadAsync(bench, next.AccessToken));
    }

    [Theory, BothDatabases]
    public async Task Of_many_who_refresh_one_token_at_once_at_most_one_gets_a_pair(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var (_, pair) = await IssueAsync(bench);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RefreshAsync(bench, pair.RefreshToken))));
        Assert.Single(answers, a => a is not null);
    }

    [Theory, BothDatabases]
    public async Task A_new_security_stamp_ends_every_token(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var (account, pair) = await IssueAsync(bench);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE account SET security_stamp = 'new' WHERE id = @Id", new { account.Id }));
        Assert.Null(await ReadAsync(bench, pair.AccessToken));
        Assert.Null(await RefreshAsync(bench, pair.RefreshToken));
    }

    [Theory, BothDatabases]
    public async Task Signing_out_ends_the_tokens_of_that_sign_in_and_no_others(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var (account, pair) = await IssueAsync(bench);
        var other = await bench.RunAsync<TokenService, TokenPair>(desk => desk.IssueAsync(account));
        var principal = (await ReadAsync(bench, pair.AccessToken))!;
        await bench.RunAsync<TokenService>(desk => desk.SignOutAsync(principal, new ClaimsUser(principal)));
        Assert.Null(await ReadAsync(bench, pair.AccessToken));
        Assert.Null(await RefreshAsync(bench, pair.RefreshToken));
        Assert.NotNull(await ReadAsync(bench, other.AccessToken));
    }

    [Theory, BothDatabases]
    public async Task A_refresh_token_ends_after_two_weeks(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var (_, pair) = await IssueAsync(bench);
        bench.Clock.Advance(TimeSpan.FromDays(14.1));
        Assert.Null(await RefreshAsync(bench, pair.RefreshToken));
    }

    private static async Task<(Account, TokenPair)> IssueAsync(Bench bench)
    {
        await bench.RecipeAsync("npu");
        var id = await bench.Database.WriteAsync(s => bench.Services.GetRequiredService<IAccounts>().CreateAsync(s, new NewAccount("甲", "13812345678", null, "Xuexi-2026", "learner")));
        var account = (await bench.Database.ReadAsync(s => new AccountRepository().FindAsync(s, id)))!;
        return (account, await bench.RunAsync<TokenService, TokenPair>(desk => desk.IssueAsync(account)));
    }

    private static Task<ClaimsPrincipal?> ReadAsync(Bench bench, string token) => bench.RunAsync<TokenService, ClaimsPrincipal?>(desk => desk.ReadAsync(token));

    private static Task<TokenPair?> RefreshAsync(Bench bench, string token) => bench.RunAsync<TokenService, TokenPair?>(async desk =>
    {
        try
        {
            return await desk.RefreshAsync(token);
        }
        catch (Refusal refusal)
        {
            Assert.Equal("refresh_token_invalid", refusal.Code);
            return null;
        }
    });
}
