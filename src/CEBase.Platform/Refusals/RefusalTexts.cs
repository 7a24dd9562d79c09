using System.Collections.Concurrent;
using System.Reflection;
using System.Resources;

namespace CEBase.Platform.Refusals;

/// <summary>
/// Refusals in the reader's language. The sentence itself is Chinese; another language comes from the modules' resource files
/// <c>Resources/Refusals.en.resx</c>, keyed by the refusal's code. Where there is none the Chinese sentence stands.
/// </summary>
/// <param name="assemblies">The modules, in the order in which they are asked.</param>
public sealed class RefusalTexts(IReadOnlyList<Assembly> assemblies)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private readonly ConcurrentDictionary<string, string?> _english = new();

    /// <summary>The sentence for a code, in English when the reader asked for it and there is one.</summary>
    /// <param name="code">The refusal's code.</param>
    /// <param name="chinese">The sentence in Chinese.</param>
    /// <param name="acceptLanguage">The request's <c>Accept-Language</c> header.</param>
    public string For(string code, string chinese, string? acceptLanguage) =>
        PrefersEnglish(acceptLanguage) ? _english.GetOrAdd(code, Find) ?? chinese : chinese;

    /// <summary>Whether English stands before Chinese in an <c>Accept-Language</c> header. Without a header the site speaks Chinese.</summary>
    public static bool PrefersEnglish(string? acceptLanguage)
    {
        double english = 0, chinese = 0;
        foreach (var part in (acceptLanguage ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pieces = part.Split(';', StringSplitOptions.TrimEntries);
            var weight = pieces.Length > 1 && pieces[1].StartsWith("q=", StringComparison.Ordinal)
                && double.TryParse(pieces[1].AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) ? q : 1;
            if (pieces[0].StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                english = Math.Max(english, weight);
            }
            else if (pieces[0].StartsWith("zh", StringComparison.OrdinalIgnoreCase))
            {
                chinese = Math.Max(chinese, weight);
            }
        }
        return english > chinese;
    }

    private string? Find(string code) => assemblies.Select(assembly => Find(assembly, code)).FirstOrDefault(text => text is not null);

    private static string? Find(Assembly assembly, string code)
    {
        var manager = new ResourceManager(assembly.GetName().Name + ".Resources.Refusals", assembly);
        try
        {
            return manager.GetResourceSet(English, createIfNotExists: true, tryParents: false)?.GetString(code);
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }
}
