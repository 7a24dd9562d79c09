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
internal sealed class UnitService(UnitRepository units, Trace trace, TimeProvider clock)
{
    /// <summary>Enters a unit and returns its id. The same request key again gives the unit of the first time.</summary>
    public async Task<long> CreateAsync(DbScope db, OwningUnit unit, string? requestKey, ICurrentUser user)
    {
        Demand(user);
        unit = Checked(unit);
        if (requestKey is not null && await units.FindByKeyAsync(db, requestKey) is { } before)
        {
            return before;
        }
        await RefuseTwinAsync(db, unit);
        var id = await units.AddAsync(db, unit, requestKey);
        await trace.AppendAsync(db, new TraceEntry(OwningUnit.RecordType, id, "create"), user);
        return id;
    }

    public async Task UpdateAsync(DbScope db, OwningUnit unit, ICurrentUser user)
    {
        Demand(user);
        unit = Checked(unit);
        var before = await units.LockAsync(db, unit.Id);
        if (unit.Version != before.Version)
        {
            throw new Refusal("unit_changed", "在您填写期间有人改动了这个单位，请刷新后再改。") { Status = 409 };
        }
        await RefuseTwinAsync(db, unit);
        await units.UpdateAsync(db, unit);
        await trace.AppendAsync(db, new TraceEntry(OwningUnit.RecordType, unit.Id, "edit"), user);
    }

    /// <summary>Orders rectification, and with <see cref="UnitOrder.Stops"/> stops the unit at once.</summary>
    public async Task OrderAsync(DbScope db, long unitId, UnitOrder order, ICurrentUser user)
    {
        Demand(user);
        order = order with { Reason = Field.Required(order.Reason, nameof(order.Reason), "要整改的问题", 500), IssuedOn = clock.Today() };
        Field.Check(order.Deadline >= order.IssuedOn, "day_past", nameof(order.Deadline), "整改期限不能早于今天。");
        var unit = await units.LockAsync(db, unitId);
        if (order.Stops && unit.IsSuspended)
        {
            throw new Refusal("unit_suspended", $"{unit.Name}已经在停办整顿中。") { Status = 409 };
        }
        await units.AddOrderAsync(db, unitId, order);
        if (order.Stops)
        {
            await units.SuspendAsync(db, unitId, order.Reason, order.Deadline);
        }
        await trace.AppendAsync(db, new TraceEntry(OwningUnit.RecordType, unitId, order.Stops ? "unit_suspend" : "unit_order") { Comment = order.Reason }, user);
    }

    /// <summary>Closes an order with its result; the unit goes on when no order that stops it is left open.</summary>
    public async Task CloseOrderAsync(DbScope db, long unitId, long orderId, string? typed, ICurrentUser user)
    {
        Demand(user);
        var result = Field.Required(typed, "Result", "整改结果", 500);
        var unit = await units.LockAsync(db, unitId);
        if (!await units.CloseOrderAsync(db, unitId, orderId, clock.Today(), result))
        {
            return;
        }
        var resumed = unit.IsSuspended && !await units.IsStoppedAsync(db, unitId);
        if (resumed)
        {
            await units.ResumeAsync(db, unitId);
        }
        await trace.AppendAsync(db, new TraceEntry(OwningUnit.RecordType, unitId, resumed ? "unit_resume" : "unit_order_close") { Comment = result }, user);
    }

    /// <summary>Units, their papers and people are the office's to keep.</summary>
    public static void Demand(ICurrentUser user) => user.Demand(Permissions.UnitsManage, "承办单位由继续教育管理办公室备案和管理，您没有这项权限。");

    private static OwningUnit Checked(OwningUnit unit)
    {
        unit = unit with { Name = Field.Required(unit.Name, nameof(unit.Name), "单位名称", 100), FilingNo = unit.FilingNo.Trim(), Disciplines = unit.Disciplines.Trim(), Contact = unit.Contact.Trim() };
        Field.Check(unit.FilingNo.Length > 0 == unit.FiledOn is not null, "required", unit.FiledOn is null ? nameof(unit.FiledOn) : nameof(unit.FilingNo), "备案编号和备案日期要一起填写。");
        return unit;
    }

    private async Task RefuseTwinAsync(DbScope db, OwningUnit unit)
    {
        if (await units.FindAsync(db, unit.Name) is { } twin && twin.Id != unit.Id)
        {
            throw new Refusal("unit_name_taken", $"已经登记过名为“{unit.Name}”的单位。") { Field = nameof(unit.Name), Status = 409 };
        }
    }
}
