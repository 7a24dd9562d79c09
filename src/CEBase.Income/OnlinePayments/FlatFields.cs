namespace CEBase.Income.OnlinePayments;

/// <summary>Messages of the platform are flat: names with text. Numbers would be written differently by two sides and not be signed alike.</summary>
internal static class FlatFields
{
    private const int Most = 40;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>The fields; null when this is no flat JSON object of texts.</summary>
    public static Dictionary<string, string>? FromJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }
            var fields = new Dictionary<string, string>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.String || fields.Count == Most)
                {
                    return null;
                }
                fields[property.Name] = property.Value.GetString()!;
            }
            return fields;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
