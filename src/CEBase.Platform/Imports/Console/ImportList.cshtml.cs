using CEBase.Platform.Identity;
using CEBase.Platform.Imports.Jobs;
using CEBase.Platform.Lists;
using CEBase.Platform.Security;

namespace CEBase.Platform.Imports.Console;

/// <summary>表格导入: the user's imports, newest first. Each kind's own permission decides what is listed; who helps with imports sees those of others too.</summary>
[SignedIn]
internal sealed class ImportListModel(ListServices services, ImportKinds kinds) : ListPage<ImportJob>(services)
{
    public bool MayImport => kinds.For(CurrentUser).Count > 0;

    private bool SeesAll => CurrentUser.IsSystem || CurrentUser.Has(Permissions.ImportsUse);

    protected override ListQuery<ImportJob> Describe() => new("导入记录", "SELECT * FROM import_job", "id DESC")
    {
        Where = $"kind IN @Kinds AND ({(SeesAll ? "1 = 1" : "account_id = @Account")})",
        Values = new Dictionary<string, object?> { ["Kinds"] = kinds.For(CurrentUser).Select(k => k.Kind).ToArray() },
        Filters =
        [
            ListFilter.States(ImportStates.All, "state"),
            .. SeesAll ? [ListFilter.Check("mine", "只看我的", "account_id = @Account")] : Array.Empty<ListFilter>(),
        ],
        Columns =
        [
            new("编号", j => j.Id.ToString(CultureInfo.InvariantCulture)) { Link = AddressOf },
            new("表格", j => j.FileName) { Link = AddressOf, Detail = j => kinds.FindOrNull(j.Kind)?.Label ?? j.Kind, Place = CellPlace.Head },
            new("导入到", j => j.TargetText) { IsText = true },
            new("状态", j => ImportStates.Of(j.State)),
            new("合格", j => j.RowsGood),
            new("退回", j => j.RowsBad),
            new("写入", j => j.RowsWritten),
            new("上传人", j => j.AccountName),
            new("上传时间", j => j.CreatedAt),
        ],
        Size = 20,
    };

    private static string AddressOf(ImportJob job) => ImportAddresses.Record(job.Id);
}
