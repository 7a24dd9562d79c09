using System.Text.Json.Serialization;

namespace CEBase.Funds.Checks;

/// <summary>A phrase that the console adds to the vocabulary, or one of the recipe that it silences.</summary>
/// <param name="Text">The phrase.</param>
/// <param name="Meaning">Id of a sense, <c>harmless</c>, <c>allowed</c>, or <c>off</c> to silence the phrase.</param>
/// <param name="Citation">The article it is read with.</param>
/// <param name="Example">A description with the phrase.</param>
internal sealed record Addition(string Text, string Meaning, string Citation, string Example);

/// <summary>
/// The vocabulary of the forbidden-use check: <c>recipes/funds/vocabulary.json</c> and what the console added. Immutable; an addition makes
/// another vocabulary.
/// </summary>
internal sealed class Vocabulary
{
    private sealed record Group(
        string Sense, string[] Phrases, string Example, bool Strong = false, bool Hard = false, bool SoftenedAfter = false, bool Matter = false, bool OtherTeaching = false,
        bool ForLearners = false)
    {
        public PhraseKinds Kinds => (Strong ? PhraseKinds.Strong : 0) | (Hard ? PhraseKinds.Hard : 0) | (SoftenedAfter ? PhraseKinds.SoftenedAfter : 0)
            | (Matter ? PhraseKinds.Matter : 0) | (OtherTeaching ? PhraseKinds.OtherTeaching : 0) | (ForLearners ? PhraseKinds.ForLearners : 0);
    }

    private sealed record PhraseList(PhraseKinds Kind, string Label, string Citation, string Example, string[] Phrases);

    private sealed record VocabularyFile(Sense[] Senses, Group[] Groups, PhraseList[] Lists);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private Vocabulary(Dictionary<string, Phrase> phrases, IReadOnlyList<Sense> senses, IReadOnlyDictionary<PhraseKinds, string> labels)
    {
        Phrases = phrases;
        Senses = senses;
        Labels = labels;
    }

    /// <summary>Phrases by folded text.</summary>
    public Dictionary<string, Phrase> Phrases { get; }

    /// <summary>Senses.</summary>
    public IReadOnlyList<Sense> Senses { get; }

    /// <summary>Of all phrases with what they mean: two vocabularies with the same hash judge alike.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Phrases.Values.OrderBy(p => p.Text, StringComparer.Ordinal).Select(p => $"{p.Text}|{p.Sense?.Id}|{(int)p.Kinds}")))));

    /// <summary>What each list is called on screen.</summary>
    public IReadOnlyDictionary<PhraseKinds, string> Labels { get; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="RecipeException">Malformed; names file and phrase.</exception>
    public static Vocabulary Load(string path)
    {
        var name = Path.GetFileName(path);
        var file = RecipeFiles.ReadTable<VocabularyFile>(path, Options);

        var phrases = new Dictionary<string, Phrase>();
        var senses = file.Senses.ToDictionary(s => s.Id);
        foreach (var group in file.Groups)
        {
            var sense = senses.GetValueOrDefault(group.Sense) ?? throw new RecipeException($"{name}：没有名为“{group.Sense}”的词义。");
            foreach (var text in group.Phrases)
            {
                var phrase = new Phrase(Folded.Of(text), sense, group.Kinds) { Example = string.Format(group.Example, text), Citation = sense.Citation };
                if (!phrases.TryAdd(phrase.Text, phrase))
                {
                    throw new RecipeException($"{name}：“{text}”写了两次。");
                }
            }
        }
        foreach (var list in file.Lists)
        {
            foreach (var text in list.Phrases)
            {
                var folded = Folded.Of(text);
                var known = phrases.GetValueOrDefault(folded) ?? new Phrase(folded, null, PhraseKinds.None) { Example = string.Format(list.Example, text), Citation = list.Citation };
                phrases[folded] = known with { Kinds = known.Kinds | list.Kind, Uses = list.Kind == PhraseKinds.Allowed ? [.. known.Uses.Union(UsesOf(list.Citation))] : known.Uses };
            }
        }
        return new Vocabulary(phrases, file.Senses, file.Lists.GroupBy(l => l.Kind).ToDictionary(g => g.Key, g => g.First().Label));
    }

    /// <summary>This vocabulary with what the console added; the later addition of a phrase wins.</summary>
    public Vocabulary With(IEnumerable<Addition> additions)
    {
        var phrases = new Dictionary<string, Phrase>(Phrases);
        foreach (var addition in additions)
        {
            var text = Folded.Of(addition.Text);
            if (addition.Meaning == "off")
            {
                phrases.Remove(text);
                continue;
            }
            var kinds = addition.Meaning switch { "harmless" => PhraseKinds.Harmless, "allowed" => PhraseKinds.Allowed, _ => PhraseKinds.None };
            phrases[text] = new Phrase(text, Senses.FirstOrDefault(s => s.Id == addition.Meaning), kinds)
            {
                Example = addition.Example,
                Uses = kinds == PhraseKinds.Allowed ? UsesOf(addition.Citation) : [],
                Citation = addition.Citation,
                IsAdded = true,
            };
        }
        return new Vocabulary(phrases, Senses, Labels);
    }

    private static string[] UsesOf(string citation) => citation.StartsWith("NPU:19(", StringComparison.Ordinal) ? [citation["NPU:".Length..]] : [];
}
