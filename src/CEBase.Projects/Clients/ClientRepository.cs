namespace CEBase.Projects.Clients;

/// <summary>Rows of clients.</summary>
internal sealed class ClientRepository
{
    private const string Select = """
        SELECT id, name, credit_code, code_fits, licence_seen_by, licence_seen_on, region, is_outside_region, contact_name, contact_phone, invoice_title, invoice_details,
          related_persons, is_relation_declared, version
        FROM client
        """;

    public Task<Client?> FindAsync(DbScope db, long id) => db.FirstAsync<Client>($"{Select} WHERE id = @id", new { id });

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Client> GetAsync(DbScope db, long id) => await FindAsync(db, id) ?? throw Refusal.NotFound("没有这个委托单位，请从列表打开。");

    public Task<Client?> FindByCodeAsync(DbScope db, string code) => db.FirstAsync<Client>($"{Select} WHERE credit_code = @code", new { code });

    public Task<Client?> NamedAsync(DbScope db, string name) => db.FirstAsync<Client>($"{Select} WHERE name = @name ORDER BY id", new { name });

    /// <summary>All, for choosers.</summary>
    public Task<IReadOnlyList<Client>> AllAsync(DbScope db) => db.QueryAsync<Client>($"{Select} ORDER BY name");

    public Task<IReadOnlyList<Client>> SearchAsync(DbScope db, string text, int limit) => db.QueryAsync<Client>(
        $"{Select} WHERE name {db.Dialect.Like} @Text ESCAPE '\\' OR credit_code {db.Dialect.Like} @Text ESCAPE '\\' ORDER BY name, id LIMIT @limit", new { Text = SqlText.Containing(text), limit });

    /// <summary>The client that the same form entered before.</summary>
    public Task<long?> FindByKeyAsync(DbScope db, string? requestKey) => db.ScalarAsync<long?>("SELECT id FROM client WHERE request_key = @requestKey", new { requestKey });

    /// <summary>Its id; 0 when the code or the request key is taken.</summary>
    public Task<long> AddAsync(DbScope db, Client client, string? requestKey) => db.InsertAsync("""
        INSERT INTO client (request_key, name, credit_code, code_fits, licence_seen_by, licence_seen_on, region, is_outside_region, contact_name, contact_phone,
          invoice_title, invoice_details, related_persons, is_relation_declared, version)
        VALUES (@requestKey, @Name, @CreditCode, @CodeFits, @LicenceSeenBy, @LicenceSeenOn, @Region, @IsOutsideRegion, @ContactName, @ContactPhone,
          @InvoiceTitle, @InvoiceDetails, @RelatedPersons, @IsRelationDeclared, 1)
        ON CONFLICT DO NOTHING
        """, Row(client, requestKey));

    /// <summary>False when somebody saved meanwhile.</summary>
    public async Task<bool> UpdateAsync(DbScope db, Client client) => await db.ExecuteAsync("""
        UPDATE client SET name = @Name, credit_code = @CreditCode, code_fits = @CodeFits, licence_seen_by = @LicenceSeenBy, licence_seen_on = @LicenceSeenOn, region = @Region,
          is_outside_region = @IsOutsideRegion, contact_name = @ContactName, contact_phone = @ContactPhone, invoice_title = @InvoiceTitle, invoice_details = @InvoiceDetails,
          related_persons = @RelatedPersons, is_relation_declared = @IsRelationDeclared, version = version + 1
        WHERE id = @Id AND version = @Version
        """, Row(client, null)) == 1;

    /// <summary>False when the licence had been seen, or needn't be.</summary>
    public async Task<bool> ConfirmLicenceAsync(DbScope db, long id, string by, DateOnly day) => await db.ExecuteAsync(
        "UPDATE client SET licence_seen_by = @by, licence_seen_on = @day, version = version + 1 WHERE id = @id AND code_fits = FALSE AND licence_seen_by = ''", new { id, by, day }) == 1;

    private static object Row(Client c, string? requestKey) => new
    {
        c.Id, requestKey, c.Name, c.CreditCode, c.CodeFits, c.LicenceSeenBy, c.LicenceSeenOn, c.Region, c.IsOutsideRegion, c.ContactName, c.ContactPhone, c.InvoiceTitle,
        c.InvoiceDetails, c.RelatedPersons, c.IsRelationDeclared, c.Version,
    };
}

/// <summary>Clients by name or code.</summary>
internal sealed class ClientSearch(ClientRepository clients) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => user.Has(Permissions.View)
        ? [.. (await clients.SearchAsync(db, text, limit)).Select(c => new SearchHit("委托单位", c.Name, $"{c.CreditCode}，{c.Region}", ProjectAddresses.Client(c.Id)))]
        : [];
}
