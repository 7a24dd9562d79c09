namespace CEBase.Tests.Harness;

/// <summary>A user with the permissions a test gives.</summary>
public sealed class TestUser(long accountId, params string[] permissions) : ICurrentUser
{
    /// <inheritdoc />
    public long? AccountId => accountId;

    /// <inheritdoc />
    public string DisplayName => $"测试用户{accountId}";

    /// <inheritdoc />
    public bool IsSystem => false;

    /// <inheritdoc />
    public bool Has(string permission) => permissions.Contains(permission);
}
