using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace CEBase.Tests.Harness;

/// <summary>
/// Runs a theory once on SQLite and once on PostgreSQL: <c>[Theory, BothDatabases]</c> with one parameter of type <see cref="DatabaseKind"/>.
/// </summary>
public sealed class BothDatabasesAttribute : DataAttribute
{
    /// <inheritdoc />
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<DatabaseKind>(DatabaseKind.Sqlite), new TheoryDataRow<DatabaseKind>(DatabaseKind.PostgreSql)]);

    /// <inheritdoc />
    public override bool SupportsDiscoveryEnumeration() => true;
}
