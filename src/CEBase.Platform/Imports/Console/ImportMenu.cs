using CEBase.Platform.Navigation;

namespace CEBase.Platform.Imports.Console;

internal sealed class ImportMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items => [new("工作", "表格导入", ImportAddresses.List, Permissions.ImportsUse, "file-import", 80)];
}
