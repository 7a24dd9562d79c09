using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Logistics;
using CEBase.Enrollment.RosterCheck;
using CEBase.Enrollment.Seats;

namespace CEBase.Tests.Enrollment;

public sealed class RosterRuleTests
{
    private const string Client = "西安航空动力示例有限公司";
    private const string Code = "91610131MA6TXXXX0X";

    private static readonly Enrolment Known = new() { LearnerName = "学员", NumberMasked = "610***********1234", Employer = "某厂", Phone = "13800000000" };

    [Fact]
    public void More_people_than_the_contract_says_stop_and_fewer_ask_for_a_reason()
    {
        Assert.Empty(RosterRule.CheckCount(30, 30));
        Assert.Equal((RosterRule.TooMany, Severity.Block), Only(RosterRule.CheckCount(31, 30)));
        Assert.Equal((RosterRule.TooFew, Severity.Review), Only(RosterRule.CheckCount(29, 30)));
        Assert.Empty(RosterRule.CheckCount(31, null));
    }

    [Fact]
    public void A_learner_without_employer_contact_or_number_stops_the_start()
    {
        Assert.Null(RosterRule.MissingOf(Known));
        Assert.Null(RosterRule.MissingOf(Known with { Phone = null, Email = "a@example.com" }));
        Assert.Equal("缺工作单位", RosterRule.MissingOf(Known with { Employer = "" }));
        Assert.Equal("缺证件号码、联系方式", RosterRule.MissingOf(Known with { NumberMasked = "", Phone = null }));
        Assert.Equal((RosterRule.FieldsMissing, Severity.Block), Only(RosterRule.CheckFields([("学员", "缺工作单位")])));
        Assert.Empty(RosterRule.CheckFields([]));
    }

    [Theory]
    [InlineData("西安航空动力示例有限公司", nameof(Belonging.Own))]
    [InlineData("西安航空动力示例有限公司 ", nameof(Belonging.Own))]
    [InlineData("西安航空动力示例有限责任公司", nameof(Belonging.Similar))]
    [InlineData("西安航空动力示例公司", nameof(Belonging.Similar))]
    [InlineData("西安航空动力（示例）有限公司", nameof(Belonging.Similar))]
    [InlineData("西安航空动力(示例)股份有限公司", nameof(Belonging.Similar))]
    [InlineData("西安航空动力示例有限公司宝鸡分公司", nameof(Belonging.Other))]
    [InlineData("宝鸡航空动力示例有限公司", nameof(Belonging.Other))]
    [InlineData("", nameof(Belonging.Other))]
    public void Names_are_compared_without_what_people_write_differently(string employer, string expected) =>
        Assert.Equal(expected, OwnPeopleRule.Compare(employer, null, Client, Code).ToString());

    [Fact]
    public void The_credit_code_decides_where_both_have_one()
    {
        Assert.Equal(Belonging.Own, OwnPeopleRule.Compare("别的写法", Code, Client, Code));
        Assert.Equal(Belonging.Own, OwnPeopleRule.Compare("别的写法", "９１６１０１３１ma6txxxx0x", Client, Code));
        Assert.Equal(Belonging.Other, OwnPeopleRule.Compare(Client, "91610131MA6TYYYY0Y", Client, Code));
        Assert.Equal(Belonging.Own, OwnPeopleRule.Compare(Client, "91610131MA6TYYYY0Y", Client, null));
    }

    [Fact]
    public void Somebody_of_another_employer_asks_for_a_reason_until_it_is_documented()
    {
        Assert.Empty(OwnPeopleRule.Check(Client, [("甲", Belonging.Own, false), ("乙", Belonging.Other, true), ("丙", Belonging.Similar, true)]));
        Assert.Equal((OwnPeopleRule.Undocumented, Severity.Review), Only(OwnPeopleRule.Check(Client, [("乙", Belonging.Other, false)])));
        Assert.Equal((OwnPeopleRule.Unconfirmed, Severity.Review), Only(OwnPeopleRule.Check(Client, [("丙", Belonging.Similar, false)])));
    }

    [Fact]
    public void Learners_without_a_bed_ask_for_a_reason_where_lodging_is_arranged()
    {
        Assert.Equal((LodgingRule.WithoutBed, Severity.Review), Only(LodgingRule.Check(usesLodging: true, withoutBed: 2)));
        Assert.Empty(LodgingRule.Check(usesLodging: true, withoutBed: 0));
        Assert.Empty(LodgingRule.Check(usesLodging: false, withoutBed: 2));
    }

    [Fact]
    public void An_open_class_needs_a_published_text()
    {
        Assert.Equal((AgreementRule.NoText, Severity.Block), Only(AgreementRule.CheckText(isOpen: true, hasText: false)));
        Assert.Empty(AgreementRule.CheckText(isOpen: true, hasText: true));
        Assert.Empty(AgreementRule.CheckText(isOpen: false, hasText: false));
        Assert.Equal((AgreementRule.NotAgreed, Severity.Note), Only(AgreementRule.CheckConsents(3)));
    }

    private static (string, Severity) Only(IEnumerable<Finding> findings) => findings.Select(f => (f.Rule, f.Severity)).Single();
}
