using CEBase.Platform.Data;
using CEBase.Platform.Security;

namespace CEBase.Platform.Navigation;

/// <summary>A record as pages about records of any kind show it.</summary>
/// <param name="Text">Number and name.</param>
/// <param name="Href">Its page.</param>
public sealed record RecordName(string Text, string Href);

/// <summary>How records of a kind are called and where they are. A module registers its own, so that "today" and the trace name them.</summary>
/// <param name="RecordType">Kind of record.</param>
/// <param name="Permission">Who sees them.</param>
/// <param name="Address">A record's address with <c>{key}</c>.</param>
/// <param name="Select">Columns <c>id</c>, <c>key</c> and <c>name</c>, with <c>IN @Ids</c>; <c>key</c> is the part of the address, as addresses write it.</param>
public sealed record RecordNames(string RecordType, string Permission, string Address, string Select)
{
    /// <summary>A condition for users who see only their own, on <c>@Account</c>; null for those who see all.</summary>
    public Func<ICurrentUser, string?> Own { get; init; } = _ => null;

    /// <summary>The names of those the user may see.</summary>
    public async Task<IReadOnlyDictionary<long, RecordName>> OfAsync(DbScope db, IReadOnlyCollection<long> ids, ICurrentUser user)
    {
        if (ids.Count == 0 || !user.Has(Permission))
        {
            return new Dictionary<long, RecordName>();
        }
        var own = Own(user);
        var rows = await db.QueryAsync<Row>(own is null ? Select : $"{Select} AND {own}", new { Ids = ids.ToArray(), Account = user.AccountId ?? 0 });
        return rows.ToDictionary(row => row.Id, row => new RecordName(row.Name, Address.Replace("{key}", row.Key)));
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
