using System.Xml.Linq;
using CEBase.Platform.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace CEBase.Platform.Keys;

/// <summary>Keeps data-protection keys in the database, where every node finds them.</summary>
internal sealed class DatabaseXmlRepository(IDatabase database, TimeProvider clock) : IXmlRepository
{
    // The framework asks synchronously, once a day at most; off the caller's context, so that nothing waits for itself.
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(() => database.ReadAsync(async db =>
        (IReadOnlyCollection<XElement>)[.. (await db.QueryAsync<string>("SELECT xml FROM data_protection_key ORDER BY id")).Select(XElement.Parse)])).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => database.WriteAsync(db =>
        db.ExecuteAsync("INSERT INTO data_protection_key (name, xml, created_at) VALUES (@friendlyName, @Xml, @At)",
            new { friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), At = clock.GetUtcNow() }))).GetAwaiter().GetResult();
}
