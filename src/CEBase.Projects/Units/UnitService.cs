namespace CEBase.Projects.Units;

/// <summary>A rectification order: what is to be mended until when.</summary>
internal sealed record UnitOrder
{
    public long Id { get; init; }
    public DateOnly IssuedOn { get; init; }
    public string Reason { get; init; } = "";
    public DateOnly Deadline { get; init; }

    /// <summary>The unit is stopped until it is resumed.</summary>
    public bool Stops { get; init; }

    public DateOnly? ClosedOn { get; init; }
    public string Result { get; init; } = "";
}

/// <summary>Files owning units, orders rectification, stops and resumes them.</summary>
[RestsOn("BJTU:44", How = "整改通知写明问题和期限；后果严重的同时停办，整改完成后恢复")]
internal sealed class UnitService(Trace trace, TimeProvider clock)
{
    public const string RecordType = "OwningUnit";

    /// <summary>Enters a unit and returns its id. The same request key again gives the unit of the first time.</summary>
    public async Task<long> CreateAsync(DbScope db, OwningUnit unit, string? requestKey, ICurrentUser user)
    {
        Ask(user);
        Check(unit);
        if (requestKey is not null && await db.FirstAsync<long?>("SELECT id FROM owning_unit WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        await RefuseTwinAsync(db, unit);
        var id = await db.InsertAsync("""
            INSERT INTO owning_unit (name, filing_no, filed_on, is_suspended, suspended_reason, is_legal_person, disciplines, contact, request_key, version)
            VALUES (@Name, @FilingNo, @FiledOn, FALSE, '', @IsLegalPerson, @Disciplines, @Contact, @RequestKey, 1)
            """, Row(unit, requestKey));
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "create"), user);
        return id;
    }

    public async Task UpdateAsync(DbScope db, OwningUnit unit, ICurrentUser user)
    {
        Ask(user);
        Check(unit);
        var before = await LockAsync(db, unit.Id);
        if (unit.Version != before.Version)
        {
            throw new Refusal("unit_changed", "在您填写期间有人改动了这个单位，请刷新后再改。") { Status = 409 };
        }
        await RefuseTwinAsync(db, unit);
        await db.ExecuteAsync("""
            UPDATE owning_unit SET name = @Name, filing_no = @FilingNo, filed_on = @FiledOn, is_legal_person = @IsLegalPerson, disciplines = @Disciplines,
              contact = @Contact, version = version + 1 WHERE id = @Id
            """, Row(unit, null));
        await trace.AppendAsync(db, new TraceEntry(RecordType, unit.Id, "edit"), user);
    }

    /// <summary>Orders rectification, and with <see cref="UnitOrder.Stops"/> stops the unit at once.</summary>
    public async Task OrderAsync(DbScope db, long unitId, UnitOrder order, ICurrentUser user)
    {
        Ask(user);
        var today = clock.Today();
        if (string.IsNullOrWhiteSpace(order.Reason) || order.Reason.Length > 500)
        {
            throw new Refusal("order_reason", "请写明要整改的问题，最多 500 个字。") { Field = nameof(order.Reason) };
        }
        if (order.Deadline < today)
        {
            throw new Refusal("order_deadline", "整改期限不能早于今天。") { Field = nameof(order.Deadline) };
        }
        var unit = await LockAsync(db, unitId);
        if (order.Stops && unit.IsSuspended)
        {
            throw new Refusal("unit_suspended", $"{unit.Name}已经在停办整顿中。") { Status = 409 };
        }
        await db.InsertAsync("INSERT INTO unit_order (unit_id, issued_on, reason, deadline, stops, result) VALUES (@unitId, @today, @Reason, @Deadline, @Stops, '')",
            new { unitId, today, Reason = order.Reason.Trim(), order.Deadline, order.Stops });
        if (order.Stops)
        {
            await db.ExecuteAsync("UPDATE owning_unit SET is_suspended = TRUE, suspended_reason = @Reason, suspended_until = @Deadline, version = version + 1 WHERE id = @unitId",
                new { unitId, Reason = order.Reason.Trim(), order.Deadline });
        }
        await trace.AppendAsync(db, new TraceEntry(RecordType, unitId, order.Stops ? "unit_suspend" : "unit_order") { Comment = order.Reason.Trim() }, user);
    }

    /// <summary>Closes an order with its result; the unit goes on when no order that stops it is left open.</summary>
    public async Task CloseOrderAsync(DbScope db, long unitId, long orderId, string result, ICurrentUser user)
    {
        Ask(user);
        if (string.IsNullOrWhiteSpace(result) || result.Length > 500)
        {
            throw new Refusal("order_result", "请写明整改结果，最多 500 个字。") { Field = "Result" };
        }
        var unit = await LockAsync(db, unitId);
        if (await db.ExecuteAsync("UPDATE unit_order SET closed_on = @Today, result = @Result WHERE id = @orderId AND unit_id = @unitId AND closed_on IS NULL",
            new { orderId, unitId, Today = clock.Today(), Result = result.Trim() }) == 0)
        {
            return;
        }
        var resumed = unit.IsSuspended && await db.ScalarAsync<long>("SELECT count(*) FROM unit_order WHERE unit_id = @unitId AND stops = TRUE AND closed_on IS NULL", new { unitId }) == 0;
        if (resumed)
        {
            await db.ExecuteAsync("UPDATE owning_unit SET is_suspended = FALSE, suspended_reason = '', suspended_until = NULL, version = version + 1 WHERE id = @unitId", new { unitId });
        }
        await trace.AppendAsync(db, new TraceEntry(RecordType, unitId, resumed ? "unit_resume" : "unit_order_close") { Comment = result.Trim() }, user);
    }

    public static Task<IReadOnlyList<UnitOrder>> OrdersAsync(DbScope db, long unitId) => db.QueryAsync<UnitOrder>(
        "SELECT id, issued_on, reason, deadline, stops, closed_on, result FROM unit_order WHERE unit_id = @unitId ORDER BY id DESC", new { unitId });

    /// <summary>Holds the unit's row for the transaction.</summary>
    public static async Task<OwningUnit> LockAsync(DbScope db, long id)
    {
        await db.FirstAsync<long?>("SELECT id FROM owning_unit WHERE id = @id" + db.Dialect.ForUpdate, new { id });
        return await OwningUnit.FindAsync(db, id) ?? throw Refusal.NotFound("没有这个承办单位。");
    }

    public static void Ask(ICurrentUser user)
    {
        if (!user.Has(Permissions.UnitsManage))
        {
            throw new Refusal("not_allowed", "承办单位由继续教育管理办公室备案和管理，您没有这项权限。") { Status = 403 };
        }
    }

    private static void Check(OwningUnit unit)
    {
        if (string.IsNullOrWhiteSpace(unit.Name) || unit.Name.Trim().Length > 100)
        {
            throw new Refusal("unit_name", "请填写单位名称，最多 100 个字。") { Field = nameof(unit.Name) };
        }
        if (unit.FilingNo.Trim().Length > 0 != unit.FiledOn is not null)
        {
            throw new Refusal("unit_filing", "备案编号和备案日期要一起填写。") { Field = unit.FiledOn is null ? nameof(unit.FiledOn) : nameof(unit.FilingNo) };
        }
    }

    private static async Task RefuseTwinAsync(DbScope db, OwningUnit unit)
    {
        if (await db.ScalarAsync<long>("SELECT count(*) FROM owning_unit WHERE name = @Name AND id <> @Id", new { Name = unit.Name.Trim(), unit.Id }) > 0)
        {
            throw new Refusal("unit_name_taken", $"已经登记过名为“{unit.Name.Trim()}”的单位。") { Field = nameof(unit.Name), Status = 409 };
        }
    }

    private static object Row(OwningUnit u, string? requestKey) => new
    {
        u.Id, Name = u.Name.Trim(), FilingNo = u.FilingNo.Trim(), u.FiledOn, u.IsLegalPerson, Disciplines = u.Disciplines.Trim(), Contact = u.Contact.Trim(), RequestKey = requestKey,
    };
}
