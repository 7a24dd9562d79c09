using CEBase.Platform.Security;

namespace CEBase.Platform.Imports.Jobs;

/// <summary>Who confirmed a job, with the permissions held then: the runner acts as this user.</summary>
internal sealed class ImportActor(ImportJob job) : ICurrentUser
{
    private readonly HashSet<string> _rights = [.. JsonSerializer.Deserialize<string[]>(job.Rights)!];

    public long? AccountId => job.AccountId;

    public string DisplayName => job.AccountName;

    public bool IsSystem => false;

    public bool Has(string permission) => _rights.Contains(permission);
}
