namespace CEBase.Enrollment.Seats;

/// <summary>Words and looks of the states of an enrolment.</summary>
internal static class EnrolmentLooks
{
    /// <summary>Every state that people see, in the order of the funnel.</summary>
    public static readonly IReadOnlyList<StateDefinition> States =
    [
        new(EnrolmentStates.Pending, "待审核", StateTone.Waiting),
        new(EnrolmentStates.Waitlisted, "候补", StateTone.Waiting),
        new(EnrolmentStates.Admitted, "已录取", StateTone.Done),
        new(EnrolmentStates.Withdrawn, "已退出", StateTone.Quiet),
        new(EnrolmentStates.Refused, "未录取", StateTone.Stopped),
    ];

    public static StateDefinition Of(string state) => States.FirstOrDefault(s => s.Name == state) ?? new StateDefinition(state, state, StateTone.Quiet);
}
