using CEBase.Catalogue;
using CEBase.Catalogue.Courses;
using CEBase.Instructors;
using CEBase.Instructors.Registry;
using CEBase.Projects;

namespace CEBase.Tests.Catalogue;

/// <summary>Makes courses, instructors and classes through the module's own door.</summary>
internal static class ClassMaker
{
    public static ClassDetails Details(Bench bench, long courseId, int startsIn = 20) => new()
    {
        CourseId = courseId, Name = "工业人工智能班", Funding = FundingMode.Open, Fee = Money.FromYuan(800), Capacity = 40, Hours = StudyHours.FromHours(8), City = "西安", Venue = "教学楼",
        StartsOn = bench.Clock.Today().AddDays(startsIn), EndsOn = bench.Clock.Today().AddDays(startsIn + 1),
        EnrolFrom = bench.Clock.Today(), EnrolUntil = bench.Clock.Today().AddDays(startsIn - 2),
    };

    public static Task<long> CourseAsync(this Bench bench, string code = "ZY-900", string name = "工业人工智能", SubjectKind subject = SubjectKind.ProfessionalSubject) => bench.Database.WriteAsync(async db =>
    {
        await CourseService.ImportAsync(db, new Course { Code = code, Name = name, Subject = subject, Field = "信息技术", Objectives = "目标", Hours = StudyHours.FromHours(8) });
        return (await CourseService.FindAsync(db, code))!.Id;
    });

    public static Task<long> InstructorAsync(this Bench bench, string number = "T901", string name = "夏立言", bool active = true) => bench.RunAsync<InstructorRepository, long>(instructors => bench.Database.WriteAsync(async db =>
    {
        await instructors.ImportAsync(db, new Instructor { Number = number, Name = name, Employer = "学校", Education = "11", Degree = "2", Title = "教授", Field = "信息技术", IsActive = active, ExperienceYears = 12, Standing = Standing.Leader, StandingReason = "学科负责人" });
        return (await instructors.FindAsync(db, number))!.Id;
    }));

    public static Task<ClassCard> ClassAsync(this Bench bench, ClassDetails details) =>
        bench.RunAsync<IClassPlanner, ClassCard>(planner => bench.Database.WriteAsync(db => planner.CreateAsync(db, details, SystemUser.Instance)));

    public static LessonInfo Session(ClassCard card, long? instructor, decimal hours = 8, string from = "08:30", string to = "17:30", int day = 0, string topic = "特征工程") => new()
    {
        ClassId = card.Id, Day = card.StartsOn.AddDays(day), StartsAt = TimeOnly.Parse(from), EndsAt = TimeOnly.Parse(to), Hours = StudyHours.FromHours(hours), Topic = topic, Room = "301", InstructorId = instructor,
    };

    public static Task<long> SaveAsync(this Bench bench, LessonInfo db, ICurrentUser? user = null) =>
        bench.RunAsync<IClassPlanner, long>(planner => bench.Database.WriteAsync(s => planner.SaveSessionAsync(s, db, user ?? SystemUser.Instance)));
}
