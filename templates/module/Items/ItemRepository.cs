namespace CEBase.Example.Items;

/// <summary>Something that is asked for.</summary>
internal sealed record Item
{
    public long Id { get; init; }
    public string Title { get; init; } = "";
    public string Grounds { get; init; } = "";

    /// <summary>The day it is for.</summary>
    public DateOnly Day { get; init; }
    public Money Amount { get; init; }
    public string State { get; init; } = ItemWorkflow.Draft;
    public long? MadeBy { get; init; }
    public string MadeByName { get; init; } = "";
}

/// <summary>Rows of items.</summary>
internal sealed class ItemRepository(Trace trace, TimeProvider clock)
{
    public const string Select = "SELECT i.id, i.title, i.grounds, i.day, i.amount, i.state, i.made_by, i.made_by_name FROM example_item i";

    public Task<Item?> FindAsync(DbScope db, long id) => db.FirstAsync<Item>($"{Select} WHERE i.id = @id", new { id });

    /// <summary>Makes a draft and returns its number. The same request key again returns the first one's.</summary>
    public async Task<long> AddAsync(DbScope db, Item item, string requestKey, ICurrentUser user)
    {
        user.Demand(Permissions.Manage);
        if (await db.FirstAsync<long?>("SELECT id FROM example_item WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        var id = await db.InsertAsync("""
            INSERT INTO example_item (title, grounds, day, amount, state, state_since, made_by, made_by_name, request_key)
            VALUES (@Title, @Grounds, @Day, @Amount, @State, @Now, @AccountId, @DisplayName, @requestKey)
            """, new { item.Title, item.Grounds, item.Day, item.Amount, item.State, Now = clock.GetUtcNow(), user.AccountId, user.DisplayName, requestKey });
        await trace.AppendAsync(db, new TraceEntry(ItemWorkflow.RecordType, id, "create") { To = item.State }, user);
        return id;
    }
}
