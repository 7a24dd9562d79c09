namespace CEBase.Catalogue.Courses;

/// <summary>Recipe step <c>courses</c>: courses by their codes; one that is there already is left alone.</summary>
internal sealed class CoursesStep(CourseRepository courses) : IRecipeStep
{
    private sealed record Line(string Code, string Name, SubjectKind Subject, string[] Tags, string Field, string Objectives, string[] Outline, decimal Hours, string Materials);

    public string Name => "courses";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        foreach (var line in context.ReadFile<Line[]>(step))
        {
            var course = new Course
            {
                Code = line.Code, Name = line.Name, Subject = line.Subject, Tags = string.Join(',', line.Tags), Field = line.Field, Objectives = line.Objectives,
                Outline = string.Join('\n', line.Outline.Select((unit, n) => $"{n + 1}. {unit}")), Hours = StudyHours.FromHours(line.Hours), Materials = line.Materials,
            };
            try
            {
                await courses.ImportAsync(context.Db, course);
            }
            catch (Refusal wrong)
            {
                throw new RecipeException($"课程 {line.Code} 的 {wrong.Field}：{wrong.Message}");
            }
        }
    }
}
