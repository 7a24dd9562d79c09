namespace CEBase.Projects.Units;

/// <summary>Rows of owning units, with the orders given to them.</summary>
internal sealed class UnitRepository
{
    public const string Select = "SELECT id, name, filing_no, filed_on, is_suspended, suspended_reason, suspended_until, is_legal_person, disciplines, contact, version FROM owning_unit";

    public async Task<IReadOnlyList<OwningUnit>> GetAsync(DbScope db, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : await db.QueryAsync<OwningUnit>($"{Select} WHERE id IN @ids ORDER BY name", new { ids });

    public Task<OwningUnit?> FindAsync(DbScope db, long id) => db.FirstAsync<OwningUnit>($"{Select} WHERE id = @id", new { id });

    public Task<OwningUnit?> FindAsync(DbScope db, string name) => db.FirstAsync<OwningUnit>($"{Select} WHERE name = @name", new { name });

    public Task<IReadOnlyList<OwningUnit>> AllAsync(DbScope db) => db.QueryAsync<OwningUnit>($"{Select} ORDER BY name");

    public Task<IReadOnlyList<OwningUnit>> SearchAsync(DbScope db, string text, int limit) =>
        db.QueryAsync<OwningUnit>($"{Select} WHERE name {db.Dialect.Like} @Text ESCAPE '\\' ORDER BY name LIMIT @limit", new { Text = SqlText.Containing(text), limit });

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<OwningUnit> GetAsync(DbScope db, long id) => await FindAsync(db, id) ?? throw Refusal.NotFound("没有这个承办单位。");

    /// <summary>The unit, held for the rest of the transaction.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<OwningUnit> LockAsync(DbScope db, long id)
    {
        await db.FirstAsync<long?>("SELECT id FROM owning_unit WHERE id = @id" + db.Dialect.ForUpdate, new { id });
        return await GetAsync(db, id);
    }

    /// <summary>The unit that the same form made before.</summary>
    public Task<long?> FindByKeyAsync(DbScope db, string requestKey) => db.FirstAsync<long?>("SELECT id FROM owning_unit WHERE request_key = @requestKey", new { requestKey });

    public Task<long> AddAsync(DbScope db, OwningUnit unit, string? requestKey) => db.InsertAsync("""
        INSERT INTO owning_unit (name, filing_no, filed_on, is_suspended, suspended_reason, is_legal_person, disciplines, contact, request_key, version)
        VALUES (@Name, @FilingNo, @FiledOn, FALSE, '', @IsLegalPerson, @Disciplines, @Contact, @requestKey, 1)
        """, new { unit.Name, unit.FilingNo, unit.FiledOn, unit.IsLegalPerson, unit.Disciplines, unit.Contact, requestKey });

    public Task UpdateAsync(DbScope db, OwningUnit unit) => db.ExecuteAsync("""
        UPDATE owning_unit SET name = @Name, filing_no = @FilingNo, filed_on = @FiledOn, is_legal_person = @IsLegalPerson, disciplines = @Disciplines,
          contact = @Contact, version = version + 1 WHERE id = @Id
        """, new { unit.Id, unit.Name, unit.FilingNo, unit.FiledOn, unit.IsLegalPerson, unit.Disciplines, unit.Contact });

    public Task SuspendAsync(DbScope db, long id, string reason, DateOnly until) => db.ExecuteAsync(
        "UPDATE owning_unit SET is_suspended = TRUE, suspended_reason = @reason, suspended_until = @until, version = version + 1 WHERE id = @id", new { id, reason, until });

    public Task ResumeAsync(DbScope db, long id) => db.ExecuteAsync(
        "UPDATE owning_unit SET is_suspended = FALSE, suspended_reason = '', suspended_until = NULL, version = version + 1 WHERE id = @id", new { id });

    public Task<IReadOnlyList<UnitOrder>> OrdersAsync(DbScope db, long unitId) => db.QueryAsync<UnitOrder>(
        "SELECT id, issued_on, reason, deadline, stops, closed_on, result FROM unit_order WHERE unit_id = @unitId ORDER BY id DESC", new { unitId });

    public Task AddOrderAsync(DbScope db, long unitId, UnitOrder order) => db.InsertAsync(
        "INSERT INTO unit_order (unit_id, issued_on, reason, deadline, stops, result) VALUES (@unitId, @IssuedOn, @Reason, @Deadline, @Stops, '')",
        new { unitId, order.IssuedOn, order.Reason, order.Deadline, order.Stops });

    /// <summary>Whether the order was open until now.</summary>
    public async Task<bool> CloseOrderAsync(DbScope db, long unitId, long orderId, DateOnly day, string result) => await db.ExecuteAsync(
        "UPDATE unit_order SET closed_on = @day, result = @result WHERE id = @orderId AND unit_id = @unitId AND closed_on IS NULL", new { orderId, unitId, day, result }) == 1;

    /// <summary>An order that stops the unit is still open.</summary>
    public async Task<bool> IsStoppedAsync(DbScope db, long unitId) =>
        await db.ScalarAsync<long>("SELECT count(*) FROM unit_order WHERE unit_id = @unitId AND stops = TRUE AND closed_on IS NULL", new { unitId }) > 0;

    /// <summary>How many projects the unit has, and how many learners those approved in the year.</summary>
    public async Task<(int Projects, int Learners)> LoadAsync(DbScope db, long unitId, int year) => (
        await db.ScalarAsync<int>("SELECT count(*) FROM project WHERE unit_id = @unitId", new { unitId }),
        await db.ScalarAsync<int>("SELECT COALESCE(SUM(headcount), 0) FROM project WHERE unit_id = @unitId AND state = 'approved' AND year = @year", new { unitId, year }));
}
