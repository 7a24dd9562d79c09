namespace CEBase.Platform.Refusals;

/// <summary>
/// What the user asked for can't be done, and this says why and what to do, in the field's words. Nothing was changed.
/// Pages show it in the error summary, the API as problem details, the command line as one sentence with exit code 2.
/// </summary>
/// <param name="code">Stable snake_case code, <c>class_full</c>; the API's problem type and the key of translations.</param>
/// <param name="sentence">Chinese sentence for the user.</param>
public class Refusal(string code, string sentence) : Exception(sentence)
{
    /// <summary>Stable snake_case code.</summary>
    public string Code { get; } = code;

    /// <summary>The form field the sentence belongs to, when there is one.</summary>
    public string? Field { get; init; }

    /// <summary>HTTP status for the API: 400 by default, 404 for what doesn't exist, 409 for what clashes.</summary>
    public int Status { get; init; } = 400;

    /// <summary>What else is wrong with the same form; <see cref="Refusals"/> gathers it.</summary>
    public IReadOnlyList<Refusal> Others { get; init; } = [];

    /// <summary>What was asked for doesn't exist or may not be seen.</summary>
    public static Refusal NotFound(string sentence) => new("not_found", sentence) { Status = 404 };
}
