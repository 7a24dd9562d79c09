using System.Text.RegularExpressions;

namespace CEBase.Learning.HourRules;

/// <summary>Recipe step <c>hour-rules</c>: reads the file it names. Refuses a malformed rule and an unknown article by file, rule and key.</summary>
internal sealed partial class HourRulesStep(HourRuleStore store, IRegulationLibrary library) : IRecipeStep
{
    private static readonly string[] Certainties = ["statute", "seen", "general", "unsure"];

    public string Name => "hour-rules";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var file = step.GetProperty("file").GetString()!;
        using var document = Parse(context.Resolve(file), file);
        foreach (var element in document.RootElement.EnumerateArray())
        {
            await store.PutAsync(context.Db, Read(element, file));
        }
    }

    /// <summary>One rule of the file.</summary>
    public HourRule Read(JsonElement element, string file)
    {
        var code = element.TryGetProperty("code", out var c) && c.ValueKind == JsonValueKind.String ? c.GetString()! : throw new RecipeException($"{file}：有一条学时规则没有写 code。");
        var rule = new HourRule
        {
            Code = code,
            Name = Text("name"),
            HoldsFrom = Day("from") ?? throw Wrong("from", "必须写第一天，形如 2016-07-13"),
            HoldsUntil = Day("until"),
            Provinces = element.TryGetProperty("provinces", out var p) ? string.Join(',', p.EnumerateArray().Select(v => v.GetString())) : throw Wrong("provinces", "必须写省份代码，全国写 *"),
            Total = Hours("total") ?? throw Wrong("total", "必须写总学时"),
            MinProfessional = Hours("minProfessional"),
            ProfessionalShare = element.TryGetProperty("professionalShare", out var s) ? Share(s.GetString()!) : null,
            MinPublic = Hours("minPublic"),
            FaceToFace = Hours("faceToFaceMin"),
            Levels = element.TryGetProperty("levels", out var l) ? string.Join(',', l.EnumerateObject().Select(Level)) : "",
            CycleYears = element.TryGetProperty("cycleYears", out var y) ? y.GetInt32() : 1,
            CarryOver = element.TryGetProperty("carryOver", out var o) && o.GetBoolean(),
            Citation = Text("citation"),
            Source = Text("source"),
            Certainty = Text("certainty"),
            IsDefault = element.TryGetProperty("default", out var d) && d.GetBoolean(),
        };
        if (!Certainties.Contains(rule.Certainty))
        {
            throw Wrong("certainty", $"只能是 {string.Join("、", Certainties)}");
        }
        if (!Citation.TryParse(rule.Citation, out var citation) || library.Find(citation) is null)
        {
            throw Wrong("citation", $"“{rule.Citation}”在 recipes/regulations 里没有这一条");
        }
        return rule;

        RecipeException Wrong(string key, string sentence) => new($"{file}：学时规则 {code} 的 {key}：{sentence}。");

        string Text(string key) => element.TryGetProperty(key, out var value) && value.GetString() is { Length: > 0 } text ? text : throw Wrong(key, "不能空着");

        DateOnly? Day(string key) => !element.TryGetProperty(key, out var value) ? null
            : DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Wrong(key, "应形如 2016-07-13");

        StudyHours? Hours(string key) => !element.TryGetProperty(key, out var value) ? null
            : value.TryGetDecimal(out var hours) && hours is > 0 and < 1000 && hours * 10 == decimal.Truncate(hours * 10) ? StudyHours.FromHours(hours) : throw Wrong(key, "应是大于零、最多一位小数的学时数");

        string Share(string text) => ShareForm().IsMatch(text) ? text : throw Wrong("professionalShare", "应形如 2/3");

        string Level(JsonProperty level) => Enum.TryParse<TitleLevel>(level.Name, out _) && level.Value.TryGetDecimal(out var hours)
            ? $"{level.Name}={hours.ToString(CultureInfo.InvariantCulture)}" : throw Wrong("levels", $"“{level.Name}”应是职称级别和学时数");
    }

    private static JsonDocument Parse(string path, string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{file} 第 {broken.LineNumber + 1} 行不是合法的 JSON。");
        }
    }

    [GeneratedRegex("^[1-9]/[1-9]$")]
    private static partial Regex ShareForm();
}
