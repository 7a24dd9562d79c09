using System.Text.Encodings.Web;
using System.Text.Unicode;
using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Applications;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Logistics;
using CEBase.Enrollment.Privacy;

namespace CEBase.Enrollment.MyLearning;

/// <summary>A learner's own data in a form other programs read (个人信息保护法 articles 45 and 50).</summary>
internal sealed class MyData(IDatabase database, LearnerStore learners, ApplicationService desk, OwnEnrolments enrolments, PrivacyNotices notices, AgreementService agreements, IPersonalNumbers numbers, Trace trace)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The file; the download is traced.</summary>
    public Task<byte[]> ExportAsync(ICurrentUser user, CancellationToken cancel) => database.WriteAsync(async db =>
    {
        var learner = await desk.LearnerAsync(db, user);
        await trace.AppendAsync(db, new TraceEntry(LearnerTraces.RecordType, learner.Id, LearnerTraces.Exported), user);
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            learner.Name,
            Sex = Sexes.Label(learner.Sex),
            learner.BirthDate,
            DocumentKind = DocumentCheck.Label(learner.DocumentKind),
            DocumentNumber = await learners.RevealAsync(db, learner.Id),
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
            Stays = (await Stay.OfLearnerAsync(db, learner.Id)).Select(s => new
            {
                s.ArrivesOn, s.ArrivalNote, s.NeedsLodging, Wish = s.WishLabel, s.Roommate, s.Eats, Diet = Whole(s.DietStored), Room = s.RoomLabel,
                EmergencyContact = Whole(s.ContactStored), EmergencyPhone = Whole(s.PhoneStored),
            }),
            Enrolments = (await enrolments.AllAsync(db, learner.Id)).Select(e => new { e.Class.ClassNo, e.Class.Name, State = EnrolmentLooks.Of(e.State).Label, e.AppliedAt }),
        }, Json);
    }, cancel);

    private string? Whole(string? stored) => stored is null ? null : numbers.Reveal(stored);
}
