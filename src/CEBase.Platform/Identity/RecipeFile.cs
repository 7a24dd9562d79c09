using System.Text.Json;
using CEBase.Platform.Recipes;

namespace CEBase.Platform.Identity;

/// <summary>Reads the file that a recipe step names by its key <c>file</c>.</summary>
internal static class RecipeFile
{
    public static (string Name, string Text) Read(JsonElement step, RecipeContext context)
    {
        var name = step.TryGetProperty("file", out var file) ? file.GetString() : null;
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new RecipeException($"{Path.GetFileName(context.File)}：步骤“{step.GetProperty("name").GetString()}”缺少 file。");
        }
        var path = context.Resolve(name);
        return File.Exists(path)
            ? (name, File.ReadAllText(path))
            : throw new RecipeException($"{Path.GetFileName(context.File)}：步骤“{step.GetProperty("name").GetString()}”的文件 {name} 不存在。");
    }
}
