using CEBase.Learning.MyHours;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Learning;

/// <summary>A learner's year of hours.</summary>
/// <param name="Year">The year.</param>
/// <param name="Professional">Hours in professional subjects.</param>
/// <param name="Public">Hours in public subjects.</param>
/// <param name="Total">Both.</param>
/// <param name="Rules">How the year stands against each rule, the binding one first.</param>
/// <param name="Entries">Lines of the ledger, reversals included.</param>
public sealed record HoursBody(int Year, decimal Professional, decimal Public, decimal Total, IReadOnlyList<HourRuleBody> Rules, IReadOnlyList<HourEntryBody> Entries);

/// <summary>A rule.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Name.</param>
/// <param name="RequiredTotal">Hours asked for.</param>
/// <param name="RequiredProfessional">Of them professional.</param>
/// <param name="RequiredPublic">Of them public.</param>
/// <param name="Met">All there.</param>
/// <param name="Missing">What is missing, in words; empty when nothing is.</param>
/// <param name="Citation">The article: <c>MOHRSS25:8</c>.</param>
public sealed record HourRuleBody(string Code, string Name, decimal RequiredTotal, decimal RequiredProfessional, decimal RequiredPublic, bool Met, string Missing, string Citation);

/// <summary>A line of the ledger.</summary>
/// <param name="Id">Number.</param>
/// <param name="ClassNo">Class number, or null for hours from elsewhere.</param>
/// <param name="ClassName">Class.</param>
/// <param name="Subject"><c>public</c> or <c>professional</c>.</param>
/// <param name="Day">Day.</param>
/// <param name="Hours">Hours, negative in a reversal.</param>
/// <param name="ReversalOf">The entry it takes back, or null.</param>
/// <param name="Reason">Why it was taken back, or null.</param>
public sealed record HourEntryBody(long Id, string? ClassNo, string ClassName, string Subject, DateOnly Day, decimal Hours, long? ReversalOf, string? Reason);

/// <summary>The module's part of the API.</summary>
internal static class Api
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
