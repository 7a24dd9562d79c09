using CEBase.Platform.Refusals;
using CEBase.Platform.Security;

namespace CEBase.Platform.Imports;

/// <summary>The kinds of spreadsheet the modules brought.</summary>
internal sealed class ImportKinds(IEnumerable<ISpreadsheetImport> kinds)
{
    private readonly IReadOnlyDictionary<string, ISpreadsheetImport> _byKind = kinds.ToDictionary(k => k.Kind);

    /// <summary>Those the user may import.</summary>
    public IReadOnlyList<ISpreadsheetImport> For(ICurrentUser user) => [.. _byKind.Values.Where(k => k.MayImport(user))];

    /// <summary>The kind, when the user may import it.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>not_allowed</c>.</exception>
    public ISpreadsheetImport Find(string kind, ICurrentUser user)
    {
        var import = FindOrNull(kind) ?? throw Refusal.NotFound($"没有「{kind}」这种导入。可以导入的有：{string.Join("、", For(user).Select(k => $"{k.Kind}（{k.Label}）"))}。");
        user.Demand(import.MayImport(user), $"您没有导入{import.Label}的权限。需要时请联系管理员。");
        return import;
    }

    /// <summary>The kind, whoever asks; null when its module is gone.</summary>
    public ISpreadsheetImport? FindOrNull(string kind) => _byKind.GetValueOrDefault(kind);
}
