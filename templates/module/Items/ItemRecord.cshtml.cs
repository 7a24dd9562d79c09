namespace CEBase.Example.Items;

/// <summary>An item with its steps and its history.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ItemRecordModel(RecordServices services, ItemRepository items) : RecordPage<Item>(services, ItemWorkflow.RecordType)
{
    [FromRoute] public long Id { get; set; }

    protected override Task<long?> FindIdAsync(DbScope db) => Task.FromResult<long?>(Id);

    protected override Task<Item?> ReadAsync(DbScope db, long id) => items.FindAsync(db, id);
}
