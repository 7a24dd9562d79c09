namespace CEBase.Catalogue;

/// <summary>What a course counts as.</summary>
public enum SubjectKind
{
    /// <summary>公需科目.</summary>
    PublicSubject,

    /// <summary>专业科目.</summary>
    ProfessionalSubject,
}

/// <summary>States of a training class, as stored and as the API and the command line name them.</summary>
public static class ClassStates
{
    /// <summary>草稿.</summary>
    public const string Draft = "draft";

    /// <summary>已计划.</summary>
    public const string Planned = "planned";

    /// <summary>报名中.</summary>
    public const string Open = "open";

    /// <summary>待开班.</summary>
    public const string Ready = "ready";

    /// <summary>进行中.</summary>
    public const string Running = "running";

    /// <summary>已结束.</summary>
    public const string Ended = "ended";

    /// <summary>已结班.</summary>
    public const string Closed = "closed";

    /// <summary>已归档.</summary>
    public const string Archived = "archived";

    /// <summary>已取消.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Closed, archived or cancelled: nothing of the class is changed any more.</summary>
    public static bool IsOver(string state) => state is Closed or Archived or Cancelled;

    /// <summary>The kind of record, for workflow, gates, tabs and traces.</summary>
    public const string RecordType = "TrainingClass";
}
