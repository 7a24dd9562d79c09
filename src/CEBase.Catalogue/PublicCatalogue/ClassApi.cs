using CEBase.Catalogue.Classes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Catalogue.PublicCatalogue;

/// <summary>Classes under <c>/api/v1</c>; what everybody may see on the portal, so no sign-in is asked for.</summary>
internal static class ClassApi
{
    private const int LargestPage = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/classes").WithTags("培训班").AllowAnonymous();
        group.MapGet("", ListAsync).WithName("listClasses").WithSummary("公开的培训班，可按状态和文字查找").Produces<ClassPage>().ProducesProblem(400);
        group.MapGet("/{classNo}", FindAsync).WithName("getClass").WithSummary("一个培训班，连同课表和余座").Produces<ClassDetail>().ProducesProblem(404);
    }

    private static async Task<ClassPage> ListAsync(IDatabase database, ClassQueries queries, string? state, string? q, string? page, string? size, CancellationToken cancel)
    {
        var filter = new ClassFilter
        {
            States = ClassStateNames.Parse(state, ClassWords.PublicStates) is { } one ? [one] : ClassWords.PublicStates,
            Q = q,
            Page = Number(page, "page", 1, int.MaxValue / LargestPage, 1),
            Size = Number(size, "size", 1, LargestPage, 20),
        };
        var found = await database.ReadAsync(db => queries.ListAsync(db, filter), cancel);
        return new ClassPage([.. found.Items.Select(ClassItem.Of)], filter.Page, filter.Size, found.Total);
    }

    private static async Task<ClassDetail> FindAsync(string classNo, IDatabase database, ClassQueries queries, IClassDirectory classes, IInstructorRegistry registry, CancellationToken cancel) =>
        await database.ReadAsync(async db =>
        {
            var card = await classes.FindAsync(db, classNo);
            if (card is null || !ClassWords.PublicStates.Contains(card.State))
            {
                throw Refusal.NotFound($"没有班号为 {classNo} 的培训班，或它还没有公开。");
            }
            var seats = await queries.SeatsAsync(db, [card]);
            var sessions = await classes.SessionsAsync(db, card.Id);
            var teachers = (await registry.FindAsync(db, [.. sessions.Select(s => s.InstructorId).OfType<long>().Distinct()])).ToDictionary(t => t.Id);
            return new ClassDetail(ClassItem.Of(new ClassListing(card, seats[card.Id])), [.. sessions.Select(s => LessonItem.Of(s, teachers))]);
        }, cancel);

    private static int Number(string? text, string name, int lowest, int highest, int otherwise)
    {
        if (string.IsNullOrEmpty(text))
        {
            return otherwise;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest
            ? number
            : throw new Refusal("number_range", $"{name} 应为 {lowest} 到 {highest} 之间的整数，现为“{text}”。") { Field = name };
    }

    /// <summary>A page of classes.</summary>
    internal sealed record ClassPage(IReadOnlyList<ClassItem> Items, int Page, int Size, int Total);

    /// <summary>A class; hours in class hours, fee in yuan.</summary>
    internal record ClassItem
    {
        public required string ClassNo { get; init; }
        public required string Name { get; init; }
        public required string CourseName { get; init; }
        public required string State { get; init; }
        public required string Subject { get; init; }
        public required string Funding { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
        public required DateOnly EnrolFrom { get; init; }
        public required DateOnly EnrolUntil { get; init; }
        public required string City { get; init; }
        public required string Venue { get; init; }
        public required bool IsOnline { get; init; }
        public required decimal Hours { get; init; }
        public required decimal Fee { get; init; }
        public required int Seats { get; init; }
        public required int SeatsLeft { get; init; }
        public required int Waiting { get; init; }
        public required bool NeedsReview { get; init; }

        public static ClassItem Of(ClassListing listing)
        {
            var (card, seats) = listing;
            return new ClassItem
            {
                ClassNo = card.ClassNo, Name = card.Name, CourseName = card.CourseName, State = card.State, Subject = card.Subject.ApiName(),
                Funding = card.Funding.ApiName(), StartsOn = card.StartsOn, EndsOn = card.EndsOn, EnrolFrom = card.EnrolFrom, EnrolUntil = card.EnrolUntil,
                City = card.City, Venue = card.Venue, IsOnline = card.IsOnline, Hours = card.Hours.Hours, Fee = card.Fee.Yuan, Seats = seats.Capacity,
                SeatsLeft = seats.Left, Waiting = seats.Waiting, NeedsReview = card.NeedsReview,
            };
        }
    }

    /// <summary>A class with its timetable.</summary>
    internal sealed record ClassDetail : ClassItem
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public ClassDetail(ClassItem item, IReadOnlyList<LessonItem> timetable) : base(item) => Timetable = timetable;

        public IReadOnlyList<LessonItem> Timetable { get; }
    }

    /// <summary>A session of the timetable.</summary>
    internal sealed record LessonItem(DateOnly Day, string StartsAt, string EndsAt, decimal Hours, string Topic, string Room, string? Instructor, string? InstructorTitle)
    {
        public static LessonItem Of(LessonInfo s, IReadOnlyDictionary<long, InstructorCard> teachers)
        {
            var teacher = s.InstructorId is { } id ? teachers.GetValueOrDefault(id) : null;
            return new LessonItem(s.Day, s.StartsAt.ToString("HH:mm", CultureInfo.InvariantCulture), s.EndsAt.ToString("HH:mm", CultureInfo.InvariantCulture),
                s.Hours.Hours, s.Topic, s.Room, teacher?.Name, teacher?.Title);
        }
    }
}
