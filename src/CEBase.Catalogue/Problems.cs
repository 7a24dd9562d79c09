namespace CEBase.Catalogue;

/// <summary>Everything that is wrong with a form, found before anything is written.</summary>
internal static class Problems
{
    /// <summary>What is wrong with one field.</summary>
    public static Refusal At(string field, string code, string sentence) => new(code, sentence) { Field = field };

    /// <summary>The same when it is wrong, nothing otherwise.</summary>
    public static IEnumerable<Refusal> When(bool isWrong, string field, string code, string sentence) => isWrong ? [At(field, code, sentence)] : [];

    /// <summary>Keeps all of them beside what was found before.</summary>
    public static void AskAll(this Refusals wrong, IEnumerable<Refusal> problems)
    {
        foreach (var problem in problems)
        {
            wrong.Ask(void () => throw problem);
        }
    }

    /// <summary>Goes on only when there are none.</summary>
    /// <exception cref="Refusal">The first, with the others beside it.</exception>
    public static void Refuse(this IEnumerable<Refusal> problems)
    {
        var wrong = new Refusals();
        wrong.AskAll(problems);
        wrong.Done();
    }
}
