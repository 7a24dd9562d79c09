using CEBase.Instructors;
using CEBase.Instructors.Adjustment;
using CEBase.Instructors.Evidence;
using CEBase.Instructors.Qualification;
using CEBase.Instructors.Registry;

namespace CEBase.Tests.Instructors;

public sealed class QualificationRuleTests
{
    private static readonly DateOnly Day = new(2026, 5, 20);

    private static QualificationFacts Facts(string education = "14", string degree = "3", TitleLevel level = TitleLevel.Intermediate, Relation relation = Relation.InHouse) => new(new Instructor
    {
        Number = "T900", Name = "某教师", Education = education, Degree = degree, Title = "某职务", TitleLevel = level, Relation = relation,
        ExperienceYears = 12, Standing = Standing.Leader, StandingReason = "学科负责人",
    })
    {
        Proofs = [new Proof(Proves.Commitment, null, null)],
    };

    private static QualificationFacts With(QualificationFacts facts, Func<Instructor, Instructor> change) => facts with { Instructor = change(facts.Instructor) };

    private static string[] Judge(QualificationFacts facts, DateOnly? day = null) => [.. Qualifications.Judge(facts, day ?? Day, 5).Select(f => $"{f.Severity} {f.Rule}")];

    [Theory]
    [InlineData("11", "2")]
    [InlineData("14", "3")]
    [InlineData("14", "")]
    public void A_postgraduate_who_finished_qualifies_by_education(string education, string degree) => Assert.Empty(Judge(Facts(education, degree)));

    [Theory]
    [InlineData("12")]
    [InlineData("13")]
    [InlineData("15")]
    [InlineData("16")]
    [InlineData("17")]
    [InlineData("18")]
    [InlineData("19")]
    [InlineData("21")]
    [InlineData("31")]
    [InlineData("")]
    public void A_postgraduate_class_an_unfinished_course_or_less_is_not_the_education(string education) =>
        Assert.Equal(["Block instructor.unqualified"], Judge(Facts(education, "4")));

    [Theory]
    [InlineData(TitleLevel.AssociateSenior, true)]
    [InlineData(TitleLevel.FullSenior, true)]
    [InlineData(TitleLevel.Intermediate, false)]
    [InlineData(TitleLevel.None, false)]
    public void A_title_from_associate_senior_qualifies_without_the_education(TitleLevel level, bool qualifies) =>
        Assert.Equal(qualifies ? [] : ["Block instructor.unqualified"], Judge(Facts("21", "4", level)));

    [Theory]
    [InlineData("21", "3")]
    [InlineData("17", "3")]
    [InlineData("", "3")]
    [InlineData("15", "2")]
    public void A_degree_without_the_education_is_a_review_neither_pass_nor_stop(string education, string degree) =>
        Assert.Equal(["Review instructor.degree-without-education"], Judge(Facts(education, degree)));

    [Fact]
    public void An_honorary_doctorate_is_no_degree_that_counts() => Assert.Equal(["Block instructor.unqualified"], Judge(Facts("21", "1")));

    [Fact]
    public void Experience_or_standing_not_stated_is_a_review()
    {
        Assert.Equal(["Review instructor.experience-missing"], Judge(With(Facts(), i => i with { ExperienceYears = null })));
        Assert.Equal(["Review instructor.experience-short"], Judge(With(Facts(), i => i with { ExperienceYears = 4 })));
        Assert.Empty(Judge(With(Facts(), i => i with { ExperienceYears = 5 })));
        Assert.Empty(Judge(With(Facts(), i => i with { ExperienceYears = 1, ExperienceNote = "曾任企业总设计师" })));
        Assert.Equal(["Review instructor.standing-missing"], Judge(With(Facts(), i => i with { Standing = Standing.NotStated })));
        Assert.Equal(["Review instructor.standing-missing"], Judge(With(Facts(), i => i with { StandingReason = "" })));
    }

    [Fact]
    public void A_title_or_education_nobody_can_read_is_a_review()
    {
        Assert.Equal(["Review instructor.title-unknown"], Judge(Facts("21", "4", TitleLevel.None) with { UnknownTitles = ["特聘教授"] }));
        Assert.Equal(["Review instructor.education-unclear"], Judge(With(Facts("", "", TitleLevel.None), i => i with { EducationText = "党校研究生" })));
    }

    [Theory]
    [InlineData("2026-05-20", "")]
    [InlineData("2026-05-19", "Review instructor.title-proof-expired")]
    public void A_title_proof_counts_through_its_last_day(string until, string expected)
    {
        var facts = Facts("21", "4", TitleLevel.AssociateSenior);
        facts = facts with { Proofs = [.. facts.Proofs, new Proof(Proves.Title, null, DateOnly.Parse(until))] };
        Assert.Equal(expected, string.Join("", Judge(facts)));
    }

    [Theory]
    [InlineData(null, null, "Block instructor.review-missing")]
    [InlineData("2026-01-01", "2026-05-19", "Block instructor.review-expired")]
    [InlineData("2026-01-01", "2026-05-20", "")]
    [InlineData("2026-05-20", "2026-12-31", "")]
    [InlineData("2026-05-21", "2026-12-31", "Block instructor.review-not-yet")]
    public void An_outside_teacher_needs_a_review_in_force_on_the_very_day(string? from, string? until, string expected)
    {
        var facts = Facts(relation: Relation.Outside) with { Reviews = from is null ? [] : [new Days(DateOnly.Parse(from), DateOnly.Parse(until!))] };
        Assert.Equal(expected, string.Join("", Judge(facts)));
        Assert.Empty(Judge(With(facts, i => i with { Relation = Relation.PartTime })));
    }

    [Fact]
    public void A_review_that_runs_out_in_May_stops_a_session_in_June()
    {
        var facts = Facts(relation: Relation.Outside) with { Reviews = [new Days(new(2025, 6, 1), new(2026, 5, 31))] };
        Assert.Empty(Judge(facts, new(2026, 5, 31)));
        Assert.Equal(["Block instructor.review-expired"], Judge(facts, new(2026, 6, 1)));
    }

    [Fact]
    public void An_open_incident_stops_teaching_from_its_day_and_a_missing_commitment_is_noted()
    {
        var facts = Facts() with { OpenIncidents = [Day] };
        Assert.Equal(["Block instructor.open-incident"], Judge(facts));
        Assert.Empty(Judge(facts, Day.AddDays(-1)));
        Assert.Equal(["Note instructor.commitment-missing"], Judge(Facts() with { Proofs = [] }));
        Assert.Equal(["Note instructor.commitment-missing"], Judge(Facts() with { Proofs = [new Proof(Proves.Commitment, Day.AddDays(1), null)] }));
    }

    [Theory]
    [InlineData(InstructorWorkflow.Stopped, null, "Block instructor.stopped")]
    [InlineData(InstructorWorkflow.UnderReview, null, "Review instructor.under-review")]
    [InlineData(InstructorWorkflow.Improving, "2026-05-20", "Note instructor.improving")]
    [InlineData(InstructorWorkflow.Improving, "2026-05-19", "Review instructor.improving")]
    public void Where_the_instructor_stands_decides_too(string state, string? improveBy, string expected) =>
        Assert.Equal([expected], Judge(With(Facts(), i => i with { State = state, ImproveBy = improveBy is null ? null : DateOnly.Parse(improveBy) })));

    [Theory]
    [InlineData("2026-05-20", "2026-05-20", "Note instructor.excepted")]
    [InlineData("2026-05-21", "2026-06-20", "Block instructor.unqualified")]
    [InlineData("2026-04-01", "2026-05-19", "Block instructor.unqualified")]
    public void An_exception_covers_its_days_and_no_other(string from, string until, string expected) =>
        Assert.Equal([expected], Judge(Facts("31", "", TitleLevel.None) with { Exceptions = [new Days(DateOnly.Parse(from), DateOnly.Parse(until))] }));

    [Fact]
    public void An_exception_does_not_touch_review_incident_or_stop()
    {
        var facts = With(Facts(relation: Relation.Outside), i => i with { State = InstructorWorkflow.Stopped }) with { OpenIncidents = [Day], Exceptions = [new Days(Day, Day)] };
        Assert.Equal(["Block instructor.review-missing", "Block instructor.open-incident", "Block instructor.stopped"], Judge(facts));
    }

    [Fact]
    public void Every_finding_names_the_person_an_article_and_where_to_mend_it()
    {
        var facts = With(Facts("31", "", TitleLevel.None, Relation.Outside), i => i with { State = InstructorWorkflow.Stopped, ExperienceYears = null, Standing = Standing.NotStated }) with { OpenIncidents = [Day], Proofs = [] };
        Assert.All(Qualifications.Judge(facts, Day, 5), f =>
        {
            Assert.StartsWith("某教师（T900）", f.Sentence);
            Assert.NotEmpty(f.Articles);
            Assert.StartsWith("/console/instructors/T900", f.Remedy);
        });
    }

    [Fact]
    public void A_low_rating_or_an_open_incident_is_a_reason_for_the_review_list()
    {
        Rating rating = new() { ClassNo = "2026-001", Score = 599, Answers = 20, RatedOn = Day };
        Assert.Equal(["instructor.rating-low"], ReviewListRule.Check([rating, rating with { Score = 600 }], [], 60).Select(f => f.Rule));
        Assert.Empty(ReviewListRule.Check([rating], [], null));
        Assert.Equal(["instructor.incident"], ReviewListRule.Check([], [new Incident { Kind = "speech", HappenedOn = Day }, new Incident { State = IncidentWorkflow.Closed }], 60).Select(f => f.Rule));
    }
}
