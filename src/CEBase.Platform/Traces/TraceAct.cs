namespace CEBase.Platform.Traces;

/// <summary>What an act that is no step of a workflow is called: <c>mark_attendance</c> → 登记考勤. A module registers its own.</summary>
/// <param name="Name">As the trace stores it.</param>
/// <param name="Label">As timelines show it.</param>
public sealed record TraceAct(string Name, string Label);
