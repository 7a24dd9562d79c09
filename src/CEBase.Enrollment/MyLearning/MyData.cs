using System.Text.Encodings.Web;
using System.Text.Unicode;
using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Logistics;
using CEBase.Enrollment.Privacy;
using CEBase.Enrollment.Seats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Enrollment.MyLearning;

/// <summary>A learner's own data in a form other programs read (个人信息保护法 articles 45 and 50).</summary>
internal sealed class MyData(IDatabase database, LearnerRepository learners, OwnEnrolments enrolments, PrivacyNotices notices, AgreementService agreements, LogisticsRepository logistics, IPersonalNumbers numbers, Trace trace)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The file; the download is traced.</summary>
    public Task<byte[]> ExportAsync(ICurrentUser user, CancellationToken cancel) => database.WriteAsync(async db =>
    {
        var learner = await learners.OfUserAsync(db, user);
        await trace.AppendAsync(db, new TraceEntry(LearnerTraces.RecordType, learner.Id, LearnerTraces.Exported), user);
        var stays = await logistics.StaysOfLearnerAsync(db, learner.Id);
        var kept = await logistics.SecretsAsync(db, stays.Select(s => s.EnrolmentId));
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            learner.Name,
            Sex = Sexes.Label(learner.Sex),
            learner.BirthDate,
            DocumentKind = DocumentCheck.Label(learner.DocumentKind),
            DocumentNumber = numbers.Reveal(await learners.NumberAsync(db, learner.Id)),
            learner.Employer,
            learner.CreditCode,
            learner.Title,
            TitleLevel = TitleLevels.Label(learner.TitleLevel),
            learner.Education,
            learner.Phone,
            learner.Email,
            learner.Province,
            Source = Sources.Label(learner.Source),
            learner.CreatedAt,
            Consents = await notices.OfAsync(db, learner.Id),
            Agreements = await agreements.OfLearnerAsync(db, learner.Id),
            Stays = stays.Select(s => new
            {
                s.ArrivesOn, s.ArrivalNote, s.NeedsLodging, Wish = s.WishLabel, s.Roommate, s.Eats, Diet = Whole(kept.GetValueOrDefault(s.EnrolmentId)?.Diet), Room = s.RoomLabel,
                EmergencyContact = Whole(kept.GetValueOrDefault(s.EnrolmentId)?.ContactName), EmergencyPhone = Whole(kept.GetValueOrDefault(s.EnrolmentId)?.ContactPhone),
            }),
            Enrolments = (await enrolments.AllAsync(db, learner.Id)).Select(e => new { e.Class.ClassNo, e.Class.Name, State = EnrolmentLooks.Of(e.State).Label, e.AppliedAt }),
        }, Json);
    }, cancel);

    /// <summary><c>/my/data</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/my/data", async (MyData data, ICurrentUser user, CancellationToken cancel) =>
        Results.File(await data.ExportAsync(user, cancel), "application/json", "my-data.json")).RequireAuthorization().ExcludeFromDescription();

    private string? Whole(string? stored) => stored is null ? null : numbers.Reveal(stored);
}
