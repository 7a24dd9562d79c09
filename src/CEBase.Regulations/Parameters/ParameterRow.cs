namespace CEBase.Regulations.Parameters;

/// <summary>A parameter with all its dated values.</summary>
internal sealed record ParameterRow
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string Label { get; init; } = "";

    public string Topic { get; init; } = "";

    public ParameterKind Kind { get; init; }

    public string Unit { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ValueRow> Values { get; init; } = [];

    /// <summary>The value that holds on the day.</summary>
    public ValueRow? On(DateOnly day) => Values.FirstOrDefault(v => v.From <= day && (v.Until is null || v.Until >= day));

    /// <summary>The value that holds on the day is due to be checked against its source.</summary>
    public bool IsStale(DateOnly day) => On(day)?.CheckedUntil < day;

    /// <summary>The value that holds on the day waits for a decision.</summary>
    public bool IsUndecided(DateOnly day) => On(day) is { Value.Length: 0 };

    /// <summary>A value as people read it.</summary>
    public string Shown(ValueRow value) => ParameterValues.Shown(Kind, value.Value, Unit);
}

/// <summary>One dated value.</summary>
internal sealed record ValueRow
{
    public long Id { get; init; }

    public long ParameterId { get; init; }

    public string Value { get; init; } = "";

    public DateOnly From { get; init; }

    public DateOnly? Until { get; init; }

    public DateOnly? CheckedUntil { get; init; }

    public string Citation { get; init; } = "";

    public string Source { get; init; } = "";

    public Certainty Certainty { get; init; }
}
