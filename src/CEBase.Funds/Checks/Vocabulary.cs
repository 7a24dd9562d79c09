using System.Text.Json;
using CEBase.Platform.Recipes;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.Checks;

/// <summary>What a phrase means for the fund.</summary>
/// <param name="Id">Stable id: <c>welfare</c>.</param>
/// <param name="Label">As shown: 福利.</param>
/// <param name="Verdict">Block or Review.</param>
/// <param name="Rule">Id of the rule that speaks.</param>
/// <param name="Citation">The article it rests on.</param>
/// <param name="Message">Sentence, {0} is the phrase that spoke.</param>
/// <param name="Advice">What would make it right.</param>
internal sealed record Sense(string Id, string Label, Severity Verdict, string Rule, string Citation, string Message, string Advice);

/// <summary>A phrase of the vocabulary.</summary>
/// <param name="Text">Folded text.</param>
/// <param name="Sense">What it means, or null for a phrase that only colours others.</param>
/// <param name="Kinds">What else it is.</param>
internal sealed record Phrase(string Text, Sense? Sense, PhraseKinds Kinds)
{
    /// <summary>A real description with the phrase.</summary>
    public string Example { get; init; } = "";
}

/// <summary>What a phrase can be besides its sense.</summary>
[Flags]
internal enum PhraseKinds
{
    None = 0,

    /// <summary>A course or a document: what stands before it is a subject and not a purchase.</summary>
    Topic = 1,

    /// <summary>A body of knowledge: 管理, 礼仪, 法.</summary>
    Knowledge = 2,

    /// <summary>What the fund may pay for (NPU 19).</summary>
    Allowed = 4,

    /// <summary>A longer phrase that only sounds forbidden: 接待手册.</summary>
    Harmless = 8,

    Negation = 16,

    Person = 32,

    /// <summary>Goes with travel to a place.</summary>
    Outbound = 64,

    /// <summary>Someone comes here.</summary>
    Inbound = 128,

    /// <summary>A place inside the mainland.</summary>
    Domestic = 256,

    /// <summary>A place abroad, or in Hong Kong, Macao or Taiwan.</summary>
    Place = 512,

    /// <summary>Behind a place it says that the place only describes: 德国标准, 澳门专家.</summary>
    PlaceTail = 1024,

    /// <summary>Says for whom or for what, so that a vague phrase is vague no longer.</summary>
    Soften = 2048,

    /// <summary>Ends a clause.</summary>
    Splitter = 4096,

    /// <summary>Not made harmless by a course or a book that follows.</summary>
    Strong = 8192,

    /// <summary>Vague whatever goes with it: 礼品, 佣金.</summary>
    Hard = 16384,

    /// <summary>Vague unless something allowed follows: 其他教材.</summary>
    SoftenedAfter = 32768,

    /// <summary>Points at the place behind it: 赴, 至.</summary>
    Directed = 65536,

    /// <summary>A ticket, a night, a journey: travel by itself.</summary>
    Travel = 131072,
}

/// <summary>The vocabulary of the forbidden-use check, read from <c>recipes/funds/vocabulary.json</c>.</summary>
internal sealed class Vocabulary
{
    private sealed record Group(string Sense, string[] Phrases, string Example, bool Strong = false, bool Hard = false, bool SoftenedAfter = false);

    private sealed record AllowedGroup(string Article, string[] Phrases);

    private sealed record SoftenLists(string[] Vague);

    private sealed record VocabularyFile(
        Sense[] Senses, Group[] Groups, string[] Topics, string[] Knowledge, AllowedGroup[] Allowed, SoftenLists Soften, string[] Harmless, string[] Negations,
        string[] Persons, string[] Outbound, string[] Inbound, string[] Domestic, string[] PlaceTails, string[] Places, string[] Splitters, string[] Directed, string[] Travel);

    private Vocabulary(IReadOnlyDictionary<string, Phrase> phrases, IReadOnlyList<Sense> senses)
    {
        Phrases = phrases;
        Senses = senses;
    }

    /// <summary>Phrases by folded text.</summary>
    public IReadOnlyDictionary<string, Phrase> Phrases { get; }

    /// <summary>Senses.</summary>
    public IReadOnlyList<Sense> Senses { get; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="RecipeException">Malformed; names file and phrase.</exception>
    public static Vocabulary Load(string path)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
        VocabularyFile file;
        try
        {
            file = JsonSerializer.Deserialize<VocabularyFile>(File.ReadAllText(path), options)!;
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{Path.GetFileName(path)} 第 {broken.LineNumber + 1} 行不合格式：{broken.Path}。");
        }

        var phrases = new Dictionary<string, Phrase>();
        var senses = file.Senses.ToDictionary(s => s.Id);
        foreach (var group in file.Groups)
        {
            var sense = senses.GetValueOrDefault(group.Sense) ?? throw new RecipeException($"{Path.GetFileName(path)}：没有名为“{group.Sense}”的词义。");
            var kinds = (group.Strong ? PhraseKinds.Strong : 0) | (group.Hard ? PhraseKinds.Hard : 0) | (group.SoftenedAfter ? PhraseKinds.SoftenedAfter : 0);
            foreach (var text in group.Phrases)
            {
                if (!phrases.TryAdd(Folded.Of(text), new Phrase(Folded.Of(text), sense, kinds) { Example = string.Format(group.Example, text) }))
                {
                    throw new RecipeException($"{Path.GetFileName(path)}：“{text}”写了两次。");
                }
            }
        }
        Mark(file.Topics, PhraseKinds.Topic);
        Mark(file.Knowledge, PhraseKinds.Knowledge);
        Mark(file.Allowed.SelectMany(a => a.Phrases), PhraseKinds.Allowed);
        Mark(file.Soften.Vague, PhraseKinds.Soften);
        Mark(file.Harmless, PhraseKinds.Harmless);
        Mark(file.Negations, PhraseKinds.Negation);
        Mark(file.Persons, PhraseKinds.Person);
        Mark(file.Outbound, PhraseKinds.Outbound);
        Mark(file.Inbound, PhraseKinds.Inbound);
        Mark(file.Domestic, PhraseKinds.Domestic);
        Mark(file.PlaceTails, PhraseKinds.PlaceTail);
        Mark(file.Places, PhraseKinds.Place);
        Mark(file.Splitters, PhraseKinds.Splitter);
        Mark(file.Directed, PhraseKinds.Directed);
        Mark(file.Travel, PhraseKinds.Travel);
        return new Vocabulary(phrases, file.Senses);

        void Mark(IEnumerable<string> texts, PhraseKinds kind)
        {
            foreach (var text in texts.Select(Folded.Of))
            {
                var known = phrases.GetValueOrDefault(text) ?? new Phrase(text, null, PhraseKinds.None);
                phrases[text] = known with { Kinds = known.Kinds | kind };
            }
        }
    }
}
