using System.Text.Json.Serialization;

namespace CEBase.Platform.Recipes;

/// <summary>Reads the data files that recipe steps name: <c>{ "name": "courses", "file": "demo/courses.json" }</c>.</summary>
public static class RecipeFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>A data file that a module keeps by its own name and reads at start.</summary>
    /// <exception cref="RecipeException">Malformed; names file, line and key.</exception>
    public static T ReadTable<T>(string path, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), options)!;
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{Path.GetFileName(path)} 第 {broken.LineNumber + 1} 行不合格式：{broken.Path}。");
        }
    }

    /// <summary>The content of the step's <c>file</c>.</summary>
    /// <exception cref="RecipeException">No <c>file</c>, no such file, or a value in it that doesn't fit; names file and key.</exception>
    public static T ReadFile<T>(this RecipeContext context, JsonElement step)
    {
        var name = step.TryGetProperty("file", out var file) && file.ValueKind == JsonValueKind.String ? file.GetString()! : null;
        var path = name is null ? null : context.Resolve(name);
        if (path is null || !File.Exists(path))
        {
            throw new RecipeException($"{Path.GetFileName(context.File)} 的步骤“{step.GetProperty("name").GetString()}”：找不到数据文件“{name}”（键 file）。");
        }
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options) ?? throw new RecipeException($"{name} 是空的。");
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{name} 第 {broken.LineNumber + 1} 行的 {broken.Path} 不合要求：{broken.Message}");
        }
    }
}
