using CEBase.Platform.Imports.Jobs;
using CEBase.Platform.Security;

namespace CEBase.Platform.Imports.Console;

/// <summary>表格导入: the user's imports. Each kind's own permission decides what is listed.</summary>
[SignedIn]
internal sealed class ImportListPageModel(ImportList list, ImportKinds kinds, ICurrentUser user) : PageModel
{
    [FromQuery(Name = "state")]
    public string? State { get; set; }

    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<ImportJob> Jobs { get; private set; } = [];
    public long Total { get; private set; }
    public bool SeesAll => list.SeesAll;
    public bool MayImport => kinds.For(user).Count > 0;

    public async Task OnGetAsync()
    {
        var state = ImportStates.All.FirstOrDefault(s => s.Name == State)?.Name;
        (Jobs, Total) = await list.ListAsync(state, Mine, Number);
    }

    public string LabelOf(ImportJob job) => kinds.FindOrNull(job.Kind)?.Label ?? job.Kind;
}
