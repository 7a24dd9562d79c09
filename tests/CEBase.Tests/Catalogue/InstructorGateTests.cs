using CEBase.Catalogue;
using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Classes.Rules;
using CEBase.Instructors;
using CEBase.Instructors.Registry;

namespace CEBase.Tests.Catalogue;

/// <summary>Who may teach, where it is enforced: on the timetable whichever way, and at the gates of the class.</summary>
public sealed class InstructorGateTests
{
    private static readonly DateOnly Day = new(2026, 5, 20);

    private static Task<long> OutsideAsync(Bench bench, DateOnly? from, DateOnly? until) => bench.RunAsync<InstructorRepository, long>(instructors => bench.Database.WriteAsync(async db =>
    {
        var id = (await instructors.ImportAsync(db, new Instructor
        {
            Number = "T902", Name = "翁思源", Employer = "示例公司", Relation = Relation.Outside, Education = "14", Degree = "3", Title = "高级工程师", Field = "智能制造",
            ExperienceYears = 16, Standing = Standing.Backbone, StandingReason = "技术骨干",
        }))!.Value;
        if (from is not null)
        {
            await db.ExecuteAsync("""
                INSERT INTO instructor_clearance (instructor_id, kind, grounds, reviewed_by, holds_from, holds_until, state, requested_by_name, requested_at)
                VALUES (@id, 'Review', '无异议', '党委', @from, @until, 'approved', '某人', @Now)
                """, new { id, from, until, Now = bench.Clock.GetUtcNow() });
        }
        return id;
    }));

    [Theory, BothDatabases]
    public async Task The_timetable_refuses_by_form_by_moving_and_by_copying_a_day_and_keeps_what_stood(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        var instructor = await OutsideAsync(bench, card.StartsOn.AddDays(-30), card.StartsOn);

        var db = ClassMaker.Session(card, instructor);
        var id = await bench.SaveAsync(db);

        Assert.Equal("instructor.review-expired", (await Assert.ThrowsAsync<Refusal>(() => bench.SaveAsync(ClassMaker.Session(card, instructor, day: 1)))).Code);
        var moved = await Assert.ThrowsAsync<Refusal>(() => bench.SaveAsync(db with { Id = id, Day = card.StartsOn.AddDays(1) }));
        Assert.Equal(("instructor.review-expired", "InstructorId"), (moved.Code, moved.Field));
        Assert.Equal("instructor.review-expired", (await Assert.ThrowsAsync<Refusal>(() => bench.RunAsync<TimetableService>(t =>
            bench.Database.WriteAsync(s => t.CopyDayAsync(s, card.ClassNo, card.StartsOn, card.StartsOn.AddDays(1), SystemUser.Instance))))).Code);
        Assert.Equal("instructor.review-not-yet", (await Assert.ThrowsAsync<Refusal>(() => bench.SaveAsync(db with { Id = id, Day = card.StartsOn.AddDays(-31) }))).Code);

        var stored = Assert.Single(await bench.RunAsync<IClassDirectory, IReadOnlyList<LessonInfo>>(d => bench.Database.ReadAsync(s => d.SessionsAsync(s, card.Id))));
        Assert.Equal(card.StartsOn, stored.Day);
    }

    [Fact]
    public async Task An_outside_teacher_without_review_is_refused_and_a_change_of_room_on_a_day_that_stands_is_not_asked_again()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        var instructor = await OutsideAsync(bench, null, null);
        Assert.Equal("instructor.review-missing", (await Assert.ThrowsAsync<Refusal>(() => bench.SaveAsync(ClassMaker.Session(card, instructor)))).Code);

        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE instructor SET relation = 'InHouse'"));
        var db = ClassMaker.Session(card, instructor);
        var id = await bench.SaveAsync(db);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE instructor SET relation = 'Outside'"));
        await bench.SaveAsync(db with { Id = id, Room = "402" });
    }

    [Fact]
    public async Task What_only_needs_a_look_passes_the_timetable_and_is_told_at_the_gates_with_its_article()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        var instructor = await bench.InstructorAsync();
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE instructor SET standing = 'NotStated'"));
        await bench.SaveAsync(ClassMaker.Session(card, instructor, 4, "08:30", "12:00"));
        await bench.SaveAsync(ClassMaker.Session(card, instructor, 4, "08:30", "12:00", day: 1));

        var findings = await bench.RunAsync<InstructorFacts, IReadOnlyList<Finding>>(facts => bench.Database.ReadAsync(s => facts.CheckAsync(s, card.Id)));

        var finding = Assert.Single(findings, f => f.Severity == Severity.Review);
        Assert.Equal(("instructor.standing-missing", "NPU:13"), (finding.Rule, Assert.Single(finding.Articles).ToString()));
        Assert.Contains(card.StartsOn.AddDays(1).InTable(), finding.Sentence);
        Assert.Equal("/console/instructors/T901", finding.Remedy);
    }

    [Fact]
    public async Task A_review_withdrawn_after_the_timetable_was_made_stops_the_class_at_its_gates()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        var instructor = await OutsideAsync(bench, card.StartsOn, card.EndsOn);
        await bench.SaveAsync(ClassMaker.Session(card, instructor));
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE instructor_clearance SET state = 'revoked'"));
        var view = await bench.RunAsync<WorkflowEngine, WorkflowView>(async engine =>
        {
            await engine.TakeAsync(new StepRequest(ClassStates.RecordType, card.Id, ClassWorkflow.Plan), SystemUser.Instance);
            return await engine.LookAsync(ClassStates.RecordType, card.Id, SystemUser.Instance);
        });
        Assert.Contains(view.Steps.SelectMany(s => s.Findings), f => f is { Rule: "instructor.review-missing", Severity: Severity.Block });
    }

    [Fact]
    public async Task Everybody_on_the_sample_classes_is_qualified_on_every_session()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu", "demo");
        var classes = await bench.Database.ReadAsync(s => s.QueryAsync<long>("SELECT id FROM training_class WHERE state IN ('planned', 'open', 'ready', 'running')"));
        Assert.NotEmpty(classes);
        foreach (var id in classes)
        {
            var findings = await bench.RunAsync<InstructorFacts, IReadOnlyList<Finding>>(facts => bench.Database.ReadAsync(s => facts.CheckAsync(s, id)));
            Assert.Empty(findings.Where(f => f.Severity != Severity.Note).Select(f => f.Sentence));
        }
    }

    [Theory]
    [InlineData(4, 4, 50, false)]
    [InlineData(3, 5, 50, true)]
    [InlineData(8, 0, 50, false)]
    [InlineData(0, 8, 50, true)]
    public void The_share_of_own_teachers_counts_hours_not_heads(int own, int outside, int least, bool speaks)
    {
        var instructors = new Dictionary<long, InstructorCard> { [1] = new() { Id = 1, Relation = Relation.PartTime }, [2] = new() { Id = 2, Relation = Relation.Outside } };
        LessonInfo[] sessions = [new() { InstructorId = 1, Hours = StudyHours.FromHours(own) }, new() { InstructorId = 2, Hours = StudyHours.FromHours(outside) }, new() { Hours = StudyHours.FromHours(4) }];
        Assert.Equal(speaks ? [OwnTeachersRule.Share] : [], OwnTeachersRule.Check(sessions, instructors, least).Select(f => f.Rule));
    }

    [Fact]
    public void The_same_thing_about_one_instructor_is_said_once_with_its_days()
    {
        var instructors = new Dictionary<long, InstructorCard> { [1] = new() { Id = 1, IsActive = true } };
        var judged = Enumerable.Range(0, 5).ToDictionary(n => new Lesson(1, Day.AddDays(n)), _ => (IReadOnlyList<Finding>)[Finding.Review("instructor.standing-missing", "没有说明。", "NPU:13")]);
        Assert.EndsWith("等 5 天）", Assert.Single(InstructorsRule.CheckQualification(judged, instructors)).Sentence);
    }
}
