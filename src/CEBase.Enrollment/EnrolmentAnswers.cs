namespace CEBase.Enrollment;

/// <summary>An enrolment as the API gives it.</summary>
/// <param name="Id">Number of the enrolment.</param>
/// <param name="ClassNo">班号.</param>
/// <param name="State"><c>admitted</c>, <c>waitlisted</c>, <c>pending_review</c>, <c>withdrawn</c> or <c>refused</c>.</param>
/// <param name="Position">Place in the line, from 1; null when not waiting.</param>
public sealed record EnrolmentAnswer(long Id, string ClassNo, string State, int? Position);

/// <summary>An own enrolment in a list, with what its class is.</summary>
/// <param name="Id">Number of the enrolment.</param>
/// <param name="ClassNo">班号.</param>
/// <param name="ClassName">Name of the class.</param>
/// <param name="State">As in <see cref="EnrolmentAnswer"/>.</param>
/// <param name="Position">Place in the line, from 1; null when not waiting.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
/// <param name="AppliedAt">When applied.</param>
public sealed record OwnEnrolmentAnswer(long Id, string ClassNo, string ClassName, string State, int? Position, DateOnly StartsOn, DateOnly EndsOn, DateTimeOffset AppliedAt);

/// <summary>A text the learner has to agree to.</summary>
/// <param name="Id">What is sent back as <c>agreement</c>.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Title">Title.</param>
/// <param name="Text">Markdown.</param>
public sealed record AgreementAnswer(long Id, int Version, string Title, string Text);
