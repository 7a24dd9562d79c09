namespace CEBase.Catalogue.Closing;

/// <summary>The summary of a class (班级总结): written by its adviser, submitted, filed with the province.</summary>
internal sealed record ClassSummary
{
    public long ClassId { get; init; }
    public string State { get; init; } = SummaryWorkflow.Draft;
    public string Overview { get; init; } = "";
    public string Teaching { get; init; } = "";
    public string Results { get; init; } = "";
    public string Evaluation { get; init; } = "";
    public string Problems { get; init; } = "";

    /// <summary>The figures as JSON, as they were at submission; an empty list before.</summary>
    public string Figures { get; init; } = "[]";

    public DateTimeOffset SavedAt { get; init; }
    public string SavedByName { get; init; } = "";
    public DateOnly? SubmittedOn { get; init; }
    public string? SubmittedByName { get; init; }
    public DateOnly? FiledOn { get; init; }
    public string? FilingNo { get; init; }
    public int Version { get; init; }

    public bool IsSubmitted => State != SummaryWorkflow.Draft;

    /// <summary>Headings and texts in order.</summary>
    public IReadOnlyList<(string Heading, string Text)> Parts =>
        [("办班概况", Overview), ("教学与管理", Teaching), ("出勤、学时与考核", Results), ("评价分析", Evaluation), ("问题与改进", Problems)];
}

/// <summary>What learners said about the class, or why nobody was asked.</summary>
internal sealed record ClassEvaluation
{
    public long ClassId { get; init; }
    public int Sent { get; init; }
    public int Returned { get; init; }

    /// <summary>Satisfaction with the instructors in tenths of a per cent, or null where not asked.</summary>
    public int? Instructors { get; init; }

    /// <summary>Satisfaction with the content, likewise.</summary>
    public int? Content { get; init; }

    /// <summary>Satisfaction with the management, likewise.</summary>
    public int? Management { get; init; }

    public string Opinions { get; init; } = "";

    /// <summary>Why there is no survey; empty when there is one.</summary>
    public string Reason { get; init; } = "";

    public DateTimeOffset RecordedAt { get; init; }
    public string RecordedByName { get; init; } = "";
    public int Version { get; init; }

    public bool HasSurvey => Sent > 0;

    /// <summary>Per cent of the sheets sent out that came back, whole.</summary>
    public int Rate => Sent == 0 ? 0 : Returned * 100 / Sent;

    /// <summary>The record in one sentence.</summary>
    public string Sentence => HasSurvey
        ? $"发放问卷 {Sent} 份，收回 {Returned} 份，回收率 {Rate}%；满意度：师资 {Percent(Instructors)}，内容 {Percent(Content)}，管理 {Percent(Management)}。"
        : $"没有开展问卷评价：{Reason}";

    public static string Percent(int? tenths) => tenths is { } value ? $"{value / 10m:0.#}%" : "未评";
}

/// <summary>Something to be improved after a class.</summary>
internal sealed record Improvement
{
    public long Id { get; init; }
    public long ClassId { get; init; }
    public string Problem { get; init; } = "";
    public string Measure { get; init; } = "";
    public string Responsible { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public DateOnly? DoneOn { get; init; }

    /// <summary>What came of it; empty until done.</summary>
    public string Outcome { get; init; } = "";

    public string State(DateOnly today) => DoneOn is { } done ? $"{done.InTable()} 完成" : DueOn < today ? "已过期限" : "进行中";
}
