namespace CEBase.Tests.Personal;

public sealed class PersonalNumbersTests
{
    private const string Number = "11010519491231002X";

    [Theory, BothDatabases]
    public async Task A_protected_number_is_unreadable_and_comes_back_whole(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var numbers = bench.Services.GetRequiredService<IPersonalNumbers>();
        var stored = numbers.Protect(Number);
        Assert.DoesNotContain(Number, stored);
        Assert.NotEqual(stored, numbers.Protect(Number));
        Assert.Equal(Number, numbers.Reveal(stored));
    }

    [Theory, BothDatabases]
    public async Task Every_node_hashes_alike_and_kinds_are_kept_apart(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var (one, two) = (bench.Services.GetRequiredService<IPersonalNumbers>(), second.Services.GetRequiredService<IPersonalNumbers>());
        Assert.Equal(one.Hash(DocumentKind.IdentityCard, Number), two.Hash(DocumentKind.IdentityCard, " 11010519491231002x"));
        Assert.NotEqual(one.Hash(DocumentKind.IdentityCard, Number), one.Hash(DocumentKind.Other, Number));
    }

    [Theory, BothDatabases]
    public async Task The_hash_key_can_be_read_in_the_middle_of_a_write(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var numbers = bench.Services.GetRequiredService<IPersonalNumbers>();
        var hash = await bench.Database.WriteAsync(async db =>
        {
            await db.ExecuteAsync("UPDATE account SET version = version");
            return numbers.Hash(DocumentKind.IdentityCard, Number);
        });
        Assert.Equal(64, hash.Length);
    }

    [Theory, BothDatabases]
    public async Task Nodes_that_make_the_key_at_the_same_moment_end_with_one(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Database.WriteAsync(db => db.ExecuteAsync("DELETE FROM platform_secret"));
        await using var second = bench.SecondNode();
        var nodes = new[] { bench, second }.Select(n => n.Services.GetRequiredService<PersonalNumbers>()).ToArray();
        await Task.WhenAll(nodes.Concat(nodes).Select(n => Task.Run(() => n.RunAsync(default))));
        Assert.Equal(nodes[0].Hash(DocumentKind.Passport, "E12345678"), nodes[1].Hash(DocumentKind.Passport, "E12345678"));
    }

    [Theory, BothDatabases]
    public async Task A_protected_number_shows_its_mask_and_is_opened_from_the_row_only(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var numbers = bench.Services.GetRequiredService<IPersonalNumbers>();
        var one = numbers.Protect(DocumentKind.IdentityCard, "610103197709168194");

        Assert.Equal(("610***********8194", "610***********8194"), (one.Masked, one.ToString()));
        Assert.Equal(numbers.Hash(DocumentKind.IdentityCard, "610103197709168194"), one.Hash);
        Assert.Equal("610103197709168194", numbers.Reveal(one.Stored));
        var seen = JsonSerializer.Serialize(one);
        Assert.DoesNotContain(one.Stored, seen);
        Assert.DoesNotContain(one.Hash, seen);
    }
}
