using CEBase.Platform.Imports.Jobs;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Imports.Console;

/// <summary>What the states of a job are called.</summary>
internal static class ImportStates
{
    public static IReadOnlyList<StateDefinition> All { get; } =
    [
        new(nameof(ImportState.Uploaded), "待确定列", StateTone.Waiting),
        new(nameof(ImportState.Ready), "待确认导入", StateTone.Waiting),
        new(nameof(ImportState.Queued), "排队中"),
        new(nameof(ImportState.Running), "导入中"),
        new(nameof(ImportState.Done), "已导入", StateTone.Done),
        new(nameof(ImportState.Failed), "未完成", StateTone.Stopped),
        new(nameof(ImportState.Dropped), "已放弃", StateTone.Quiet),
    ];

    public static StateDefinition Of(ImportState state) => All.First(s => s.Name == state.ToString());
}
