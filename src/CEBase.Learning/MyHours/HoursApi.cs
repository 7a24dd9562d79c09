using CEBase.Learning.Overviews;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Learning.MyHours;

/// <summary>The module's part of the API.</summary>
internal static class HoursApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGroup("/api/v1").RequireAuthorization(new RequirePermissionAttribute(Permissions.Own)).WithTags("hours")
        .MapGet("/me/hours", MyHoursAsync)
        .WithName("getMyHours").WithSummary("我的学时").WithDescription("一个年度的学时、与各套要求的对照和逐条明细；不写年度是今年。")
        .Produces<HoursBody>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static Task<HoursBody> MyHoursAsync(string? year, IDatabase database, HourOverviews overviews, ICurrentUser user, TimeProvider clock)
    {
        var asked = HourYears.Parse(year, clock);
        return database.ReadAsync(async db =>
        {
            var overview = await overviews.OfAsync(db, await overviews.LearnerAsync(db, user), asked);
            var balance = overview.Standing.Balance;
            return new HoursBody(asked, balance.ProfessionalHours.Hours, balance.PublicHours.Hours, balance.Total.Hours,
                [.. overview.Standing.Judgements.Select(j => new HourRuleBody(j.Rule.Code, j.Rule.Name, j.RequiredTotal.Hours, j.RequiredProfessional.Hours, j.RequiredPublic.Hours, j.IsMet, j.Missing, j.Rule.Citation))],
                [.. overview.Classes.SelectMany(c => c.Entries.Select(e => new HourEntryBody(e.Id, c.Class?.ClassNo, c.Name, c.Subject.ApiName(), e.Day, e.Hours.Hours, e.ReversalOf, e.Reason))).OrderBy(e => e.Id)]);
        });
    }
}
