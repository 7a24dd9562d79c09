using System.Text.Json;

namespace CEBase.Regulations.Library;

/// <summary>An object of a policy file. Every reading names file and key when it can't be done.</summary>
internal sealed class DataFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly string _file;
    private readonly string _path;
    private readonly JsonElement _element;

    private DataFile(string file, string path, JsonElement element)
    {
        (_file, _path, _element) = (file, path, element);
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new RecipeException($"{file}：{(path.Length == 0 ? "最外层" : path)}应是一个对象（{{ … }}）。");
        }
    }

    /// <summary>Reads a whole file; <paramref name="shownAs"/> is its name in messages.</summary>
    public static DataFile Read(string path, string shownAs)
    {
        if (!File.Exists(path))
        {
            throw new RecipeException($"找不到文件 {shownAs}。");
        }
        return Parse(File.ReadAllText(path), shownAs);
    }

    /// <summary>Reads a file's text.</summary>
    public static DataFile Parse(string json, string shownAs)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return new DataFile(shownAs, "", document.RootElement.Clone());
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{shownAs} 第 {broken.LineNumber + 1} 行不是合法的 JSON。");
        }
    }

    /// <summary>A sentence about a key of this object.</summary>
    public RecipeException Wrong(string key, string sentence) => new($"{_file}：{At(key)} {sentence}");

    /// <summary>Refuses keys that nobody reads: a misspelt key would silently mean nothing.</summary>
    public void Only(params string[] keys)
    {
        foreach (var property in _element.EnumerateObject())
        {
            if (!keys.Contains(property.Name))
            {
                throw Wrong(property.Name, $"不认识这个键，可用的有：{string.Join("、", keys)}。");
            }
        }
    }

    public string Text(string key) => OptionalText(key) is { Length: > 0 } text ? text : throw Wrong(key, "没有填写。");

    public string? OptionalText(string key) => Value(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString()!.Trim(),
        _ => throw Wrong(key, "应是文字（写在引号里）。"),
    };

    public bool Flag(string key) => Value(key) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(key, "应是 true 或 false。"),
    };

    public DateOnly Day(string key) => OptionalDay(key) ?? throw Wrong(key, "没有填写日期。");

    public DateOnly? OptionalDay(string key) => OptionalText(key) switch
    {
        null => null,
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var text => throw Wrong(key, $"“{text}”不是日期，应形如 2026-01-01。"),
    };

    public T OneOf<T>(string key, IReadOnlyDictionary<string, T> words) =>
        words.TryGetValue(Text(key), out var value) ? value : throw Wrong(key, $"“{Text(key)}”不认识，可用的有：{string.Join("、", words.Keys)}。");

    public IReadOnlyList<DataFile> List(string key)
    {
        var list = Value(key);
        return list is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray().Select((element, index) => new DataFile(_file, $"{At(key)}[{index}]", element))]
            : throw Wrong(key, "应是一个列表（[ … ]）。");
    }

    private JsonElement? Value(string key) =>
        _element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string At(string key) => _path.Length == 0 ? key : $"{_path}.{key}";
}
