using System.Text.Json;
using CEBase.Instructors.Titles;
using CEBase.Platform.Recipes;

namespace CEBase.Instructors.Registry;

/// <summary>Recipe step <c>instructors</c>: entries of the registry by their numbers; one that is there already is left alone.</summary>
internal sealed class InstructorsStep(InstructorService service) : IRecipeStep
{
    public string Name => "instructors";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var titles = await TitlesStep.ReadTableAsync(context.Session);
        foreach (var instructor in context.ReadFile<Instructor[]>(step))
        {
            if (instructor.Number.Length < 4 || instructor.Number[0] != 'T' || !int.TryParse(instructor.Number.AsSpan(1), out _))
            {
                throw new RecipeException($"教师“{instructor.Name}”的编号 {instructor.Number} 应形如 T001（键 number）。");
            }
            await service.ImportAsync(context.Session, instructor, titles);
        }
    }
}
