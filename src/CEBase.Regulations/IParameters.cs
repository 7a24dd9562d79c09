namespace CEBase.Regulations;

/// <summary>A dated policy value.</summary>
public sealed record Parameter
{
    /// <summary>Stable name: <c>attendance.completion-share</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The value as written.</summary>
    public string Value { get; init; } = "";

    /// <summary>What staff call it: 每日学时上限.</summary>
    public string Label { get; init; } = "";

    /// <summary>Unit as shown: 学时, %, 天.</summary>
    public string Unit { get; init; } = "";

    /// <summary>First day it holds.</summary>
    public DateOnly From { get; init; }

    /// <summary>Last day it holds, or null.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Until when somebody has checked it against its source; past this a look-up carries a Note.</summary>
    public DateOnly? CheckedUntil { get; init; }

    /// <summary>The article it comes from.</summary>
    public string Citation { get; init; } = "";

    /// <summary>Where the value was found.</summary>
    public string Source { get; init; } = "";

    /// <summary>How well it is known.</summary>
    public Certainty Certainty { get; init; }

    /// <summary>The same in a word: 公开资料.</summary>
    public string CertaintyLabel => Certainty.Label();

    /// <summary>The value as a whole number.</summary>
    public int Int => int.Parse(Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The value as yes or no.</summary>
    public bool Flag => Value == "1";

    /// <summary>The value as a decimal number.</summary>
    public decimal Decimal => decimal.Parse(Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A Note when the day lies past <see cref="CheckedUntil"/>, else null.</summary>
    public Finding? Staleness(DateOnly day) => CheckedUntil < day
        ? Finding.Note("parameter.unchecked", $"参数“{(Label.Length > 0 ? Label : Name)}”只核对到 {CheckedUntil:yyyy-MM-dd}，请核对现行规定。", Citation)
        : null;
}

/// <summary>Dated parameters, looked up by name and day.</summary>
public interface IParameters
{
    /// <summary>The value in force on the day.</summary>
    /// <exception cref="CEBase.Platform.Refusals.Refusal">
    /// <c>parameter_missing</c>: no value holds on that day; <c>parameter_undecided</c>: it is there but left open until somebody decides.
    /// </exception>
    Task<Parameter> GetAsync(DbScope db, string name, DateOnly day);
}

/// <summary>Look-ups for callers to whom an open value is an answer.</summary>
public static class OpenParameters
{
    /// <summary>The value in force on the day, or null while none holds or nobody has decided.</summary>
    public static async Task<Parameter?> TryGetAsync(this IParameters parameters, DbScope db, string name, DateOnly day)
    {
        try
        {
            return await parameters.GetAsync(db, name, day);
        }
        catch (Refusal open) when (open.Code is "parameter_missing" or "parameter_undecided")
        {
            return null;
        }
    }
}
