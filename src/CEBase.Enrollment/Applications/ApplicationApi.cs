using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Enrollment.Applications;

/// <summary>The module's part of <c>/api/v1</c>, for the signed-in learner.</summary>
internal static class ApplicationApi
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
    }

    private static async Task<IResult> ApplyAsync(string classNo, long? agreement, ApplicationService applications, ICurrentUser user, CancellationToken cancel)
    {
        var seating = await applications.ApplyAsync(classNo, user, Sources.Api, agreement, cancel);
        var answer = new EnrolmentAnswer(seating.EnrolmentId, classNo, seating.State, seating.Place);
        return seating.IsNew ? Results.Created("/api/v1/me/enrolments", answer) : Results.Ok(answer);
    }

    private static async Task<IResult> WithdrawAsync(string classNo, ApplicationService applications, ICurrentUser user, CancellationToken cancel)
    {
        await applications.WithdrawAsync(classNo, user, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> AgreementAsync(string classNo, IClassDirectory classes, LearnerRepository learners, AgreementService agreements, IDatabase database, ICurrentUser user, CancellationToken cancel) =>
        await database.ReadAsync(async db => await agreements.OpenTextAsync(db, await classes.PublicAsync(db, classNo), (await learners.OfUserAsync(db, user)).Id), cancel) is { } text
            ? Results.Ok(new AgreementAnswer(text.Id, text.Version, text.Title, text.Text)) : Results.NoContent();

    private static async Task<IResult> AgreeAsync(string classNo, long agreement, IClassDirectory classes, LearnerRepository learners, AgreementService agreements, IDatabase database, ICurrentUser user, CancellationToken cancel)
    {
        await database.WriteAsync(async db =>
        {
            var (card, learner) = (await classes.PublicAsync(db, classNo), await learners.OfUserAsync(db, user));
            await agreements.AgreeAsync(db, card, learner.Id, agreement, user);
        }, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> MineAsync(LearnerRepository learners, OwnEnrolments enrolments, IDatabase database, ICurrentUser user, CancellationToken cancel) =>
        Results.Ok(await database.ReadAsync(async db =>
        {
            var own = await enrolments.AllAsync(db, (await learners.OfUserAsync(db, user)).Id);
            return own.Select(e => new OwnEnrolmentAnswer(e.Id, e.Class.ClassNo, e.Class.Name, e.State, e.Place, e.Class.StartsOn, e.Class.EndsOn, e.AppliedAt)).ToList();
        }, cancel));
}
