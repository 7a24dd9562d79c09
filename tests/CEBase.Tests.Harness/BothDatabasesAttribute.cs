using System.Reflection;
using Xunit.Sdk;

namespace CEBase.Tests.Harness;

/// <summary>
/// Runs a theory once on SQLite and once on PostgreSQL: <c>[SkippableTheory, BothDatabases]</c> with one parameter of type <see cref="DatabaseKind"/>.
/// </summary>
public sealed class BothDatabasesAttribute : DataAttribute
{
    /// <inheritdoc />
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseKind.Sqlite], [DatabaseKind.PostgreSql]];
}
