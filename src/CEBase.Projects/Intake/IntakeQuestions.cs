namespace CEBase.Projects.Intake;

/// <summary>A question asked before a project is drafted.</summary>
internal sealed record IntakeQuestion
{
    /// <summary>As stored.</summary>
    public string Code { get; init; } = "";

    /// <summary>What is asked; yes or no.</summary>
    public string Question { get; init; } = "";

    /// <summary>What it means, with an example.</summary>
    public string Hint { get; init; } = "";

    /// <summary>The department that a yes leads to; null when the office stays competent and only needs more papers.</summary>
    public string? Department { get; init; }

    /// <summary>What a yes asks for, where the office stays competent.</summary>
    public string Then { get; init; } = "";

    /// <summary>Articles.</summary>
    public string[] Citations { get; init; } = [];
}

/// <summary>The intake questions, from <c>recipes/projects/intake.json</c>. Departments are the school's own and changed there.</summary>
internal sealed class IntakeQuestions(RecipeFolder folder) : IPolicyCarrier
{
    public const string ServiceOnly = "service-only";
    public const string Foreign = "foreign";
    public const string OtherRegion = "other-region";
    public const string WithPartner = "partner";
    public const string WithPurchase = "purchase";
    private const string Name = "projects/intake.json";

    private readonly Lazy<IReadOnlyList<IntakeQuestion>> _all = new(() => Read(Path.Combine(folder.Path, "projects", "intake.json")));

    public IReadOnlyList<IntakeQuestion> All => _all.Value;

    public Task<IReadOnlyList<CarriedArticle>> CarriedAsync(DbScope db) => Task.FromResult<IReadOnlyList<CarriedArticle>>(
    [
        .. All.SelectMany(q => q.Citations.Select(c => new CarriedArticle(Citation.Parse(c), $"立项前提问“{q.Question}”",
            q.Department is null ? q.Then : $"转{q.Department}") { Code = $"{Name}: {q.Code}" })),
    ]);

    private static IReadOnlyList<IntakeQuestion> Read(string path)
    {
        try
        {
            var questions = JsonSerializer.Deserialize<IntakeQuestion[]>(File.ReadAllText(path), new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
            })!;
            foreach (var needed in new[] { ServiceOnly, Foreign, OtherRegion, WithPartner, WithPurchase })
            {
                if (questions.All(q => q.Code != needed))
                {
                    throw new RecipeException($"{Name} 缺少 code 为 {needed} 的问题。");
                }
            }
            return questions;
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{Name} 第 {broken.LineNumber + 1} 行的 {broken.Path} 不合要求：{broken.Message}");
        }
    }
}

/// <summary>Answers to the intake questions as a form or an address holds them: <c>q-foreign=yes</c>.</summary>
internal static class IntakeAnswers
{
    /// <summary>Codes answered yes; null while a question is unanswered.</summary>
    public static IReadOnlyList<string>? Read(IReadOnlyList<IntakeQuestion> questions, Func<string, string?> value) =>
        questions.All(q => value($"q-{q.Code}") is "yes" or "no") ? [.. questions.Where(q => value($"q-{q.Code}") == "yes").Select(q => q.Code)] : null;
}

/// <summary>What the partial with the questions shows.</summary>
/// <param name="Questions">The questions.</param>
/// <param name="Answer">The answer so far by code: yes, no or null.</param>
internal sealed record IntakeForm(IReadOnlyList<IntakeQuestion> Questions, Func<string, string?> Answer);
