using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Applications;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.MyLearning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

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

/// <summary>The module's part of <c>/api/v1</c>, for the signed-in learner.</summary>
internal static class Api
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireAuthorization().WithTags("enrolments");
        api.MapPost("/classes/{classNo}/enrolments", ApplyAsync).RequireRateLimiting(RateLimitPolicies.Applications)
            .WithSummary("报名；名额已满时进入候补，同一人重复报名返回同一条记录")
            .Produces<EnrolmentAnswer>(StatusCodes.Status201Created).Produces<EnrolmentAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapDelete("/classes/{classNo}/enrolments", WithdrawAsync).RequireRateLimiting(RateLimitPolicies.Applications)
            .WithSummary("退出报名；已经退出的再次调用没有影响")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet("/classes/{classNo}/agreement", AgreementAsync).WithSummary("本班要学员同意的协议；不需要或已经同意时没有内容")
            .Produces<AgreementAnswer>().Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/classes/{classNo}/agreement", AgreeAsync).RequireRateLimiting(RateLimitPolicies.Applications)
            .WithSummary("同意协议；agreement 是读到的那一版的编号，同一版重复同意没有影响")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet("/me/enrolments", MineAsync).WithSummary("我的报名").Produces<IEnumerable<OwnEnrolmentAnswer>>();
        routes.MapGet("/my/data", DownloadAsync).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<IResult> ApplyAsync(string classNo, long? agreement, ApplicationService desk, ICurrentUser user, CancellationToken cancel)
    {
        var seating = await desk.ApplyAsync(classNo, user, Sources.Api, agreement, cancel);
        var answer = new EnrolmentAnswer(seating.EnrolmentId, classNo, seating.State, seating.Place);
        return seating.IsNew ? Results.Created("/api/v1/me/enrolments", answer) : Results.Ok(answer);
    }

    private static async Task<IResult> WithdrawAsync(string classNo, ApplicationService desk, ICurrentUser user, CancellationToken cancel)
    {
        await desk.WithdrawAsync(classNo, user, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> AgreementAsync(string classNo, ApplicationService desk, AgreementService agreements, IDatabase database, ICurrentUser user, CancellationToken cancel) =>
        await database.ReadAsync(async db => await agreements.OpenTextAsync(db, await desk.ClassAsync(db, classNo), (await desk.LearnerAsync(db, user)).Id), cancel) is { } text
            ? Results.Ok(new AgreementAnswer(text.Id, text.Version, text.Title, text.Text)) : Results.NoContent();

    private static async Task<IResult> AgreeAsync(string classNo, long agreement, ApplicationService desk, AgreementService agreements, IDatabase database, ICurrentUser user, CancellationToken cancel)
    {
        await database.WriteAsync(async db =>
        {
            var (card, learner) = (await desk.ClassAsync(db, classNo), await desk.LearnerAsync(db, user));
            await agreements.AgreeAsync(db, card, learner.Id, agreement, user);
        }, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> MineAsync(ApplicationService desk, OwnEnrolments enrolments, IDatabase database, ICurrentUser user, CancellationToken cancel) =>
        Results.Ok(await database.ReadAsync(async db =>
        {
            var own = await enrolments.AllAsync(db, (await desk.LearnerAsync(db, user)).Id);
            return own.Select(e => new OwnEnrolmentAnswer(e.Id, e.Class.ClassNo, e.Class.Name, e.State, e.Place, e.Class.StartsOn, e.Class.EndsOn, e.AppliedAt)).ToList();
        }, cancel));

    private static async Task<IResult> DownloadAsync(MyData data, ICurrentUser user, CancellationToken cancel) =>
        Results.File(await data.ExportAsync(user, cancel), "application/json", "my-data.json");
}
