using CEBase.Projects;
using CEBase.Projects.Amendments;
using CEBase.Projects.Clients;
using CEBase.Projects.Contracts;
using CEBase.Projects.Drafting;
using CEBase.Projects.Promotion;
using CEBase.Projects.RedFlags;
using CEBase.Projects.Templates;

namespace CEBase.Tests.Projects;

/// <summary>Cases by name of every rule of clients, contracts and promotion material.</summary>
public sealed class ContractRuleTests
{
    private static readonly DateOnly Today = new(2026, 3, 16);
    private static readonly DateOnly Start = new(2026, 4, 25);

    private static readonly SigningFacts Sound = new(Today.AddDays(-2), Today.AddDays(-20), Start, Today.AddDays(-1), Today);

    private static readonly RedFlagWord[] Words =
    [
        new() { Word = "代理招生", Topic = "代理招生", Reason = "招生由学校自己做。", Citations = "BJTU:6(b), MOE23:publicity" },
        new() { Word = "佣金", Topic = "提成返点", Reason = "不得按人数付酬。", Citations = "BJTU:6(b)" },
    ];

    private static (string, Severity)[] Of(IEnumerable<Finding> findings) => [.. findings.Select(f => (f.Rule, f.Severity))];

    [Fact]
    public void A_contract_signed_between_negotiation_and_upload_before_the_start_is_sound() => Assert.Empty(SigningDayRule.Check(Sound));

    [Fact]
    public void A_contract_signed_on_the_first_day_or_later_stops() =>
        Assert.Equal([(SigningDayRule.NotBeforeStart, Severity.Block)], Of(SigningDayRule.Check(Sound with { SignedOn = Start, ScanUploadedOn = Start, Today = Start })).Where(f => f.Item1 == SigningDayRule.NotBeforeStart));

    [Fact]
    public void A_signing_recorded_after_the_start_stops_however_early_the_paper_says_it_was_signed() =>
        Assert.Equal([(SigningDayRule.RecordedAfterStart, Severity.Block)], Of(SigningDayRule.Check(Sound with { Today = Start.AddDays(1) })));

    [Fact]
    public void A_signing_recorded_on_the_first_day_asks_why() =>
        Assert.Equal([(SigningDayRule.RecordedOnStart, Severity.Review)], Of(SigningDayRule.Check(Sound with { Today = Start })));

    [Fact]
    public void A_day_of_signing_before_the_recorded_negotiation_asks_for_a_reason() =>
        Assert.Equal([(SigningDayRule.BeforeNegotiation, Severity.Review)], Of(SigningDayRule.Check(Sound with { SignedOn = Sound.NegotiatedOn.AddDays(-1) })));

    [Fact]
    public void A_day_of_signing_on_the_day_of_negotiation_is_sound() => Assert.Empty(SigningDayRule.Check(Sound with { SignedOn = Sound.NegotiatedOn }));

    [Fact]
    public void A_day_of_signing_after_the_scan_was_uploaded_asks_for_a_reason() =>
        Assert.Equal([(SigningDayRule.AfterScan, Severity.Review)], Of(SigningDayRule.Check(Sound with { SignedOn = Today })));

    [Fact]
    public void A_day_of_signing_that_is_still_to_come_stops() =>
        Assert.Contains((SigningDayRule.InFuture, Severity.Block), Of(SigningDayRule.Check(Sound with { SignedOn = Today.AddDays(1) })));

    [Fact]
    public void Without_day_or_scan_nothing_is_signed() =>
        Assert.Equal([(SigningDayRule.NoScan, Severity.Block), (SigningDayRule.Missing, Severity.Block)], Of(SigningDayRule.Check(Sound with { SignedOn = null, ScanUploadedOn = null })));

    [Fact]
    public void A_contract_needs_a_template_of_its_kind_and_departures_are_looked_at()
    {
        var template = new ContractTemplate { Code = "training", Version = 1, Name = "委托培训协议", Kind = ContractKind.Training, HoldsFrom = Today.AddDays(-100) };
        var contract = new Contract { Kind = ContractKind.Training, SignedOn = Today };
        Assert.Empty(TemplateRule.Check(contract, template, template));
        Assert.Equal([(TemplateRule.Missing, Severity.Block)], Of(TemplateRule.Check(contract, null, null)));
        Assert.Equal([(TemplateRule.OtherKind, Severity.Block)], Of(TemplateRule.Check(contract with { Kind = ContractKind.Service }, template, template)));
        Assert.Equal([(TemplateRule.Old, Severity.Review)], Of(TemplateRule.Check(contract, template, template with { Version = 2 })));
        Assert.Equal([(TemplateRule.Deviates, Severity.Review)], Of(TemplateRule.Check(contract with { Deviation = "付款分两次" }, template, template)));
        Assert.Equal([(TemplateRule.Younger, Severity.Review)], Of(TemplateRule.Check(contract with { SignedOn = Today.AddDays(-101) }, template, template)));
    }

    [Fact]
    public void What_departs_goes_to_the_office_before_it_is_signed_and_is_not_asked_twice()
    {
        Finding[] departures = [Finding.Review(TemplateRule.Deviates, "付款分两次")];
        Assert.Empty(OfficeCheckRule.Check(ContractStates.Draft, []));
        Assert.Equal([(OfficeCheckRule.Needed, Severity.Block), (TemplateRule.Deviates, Severity.Note)], Of(OfficeCheckRule.Check(ContractStates.Draft, departures)));
        Assert.Empty(OfficeCheckRule.Check(ContractStates.Cleared, departures));
        Assert.Equal([(TemplateRule.Missing, Severity.Block)], Of(OfficeCheckRule.Check(ContractStates.Cleared, [Finding.Block(TemplateRule.Missing, "没有范本")])));
    }

    [Fact]
    public void The_price_is_the_filed_one_times_the_headcount()
    {
        var record = new PriceCard { Amount = Money.FromYuan(1200), FilingNo = "价备 1", From = new DateOnly(2025, 1, 1), Until = new DateOnly(2026, 12, 31) };
        Assert.Empty(ContractPriceRule.Check(Money.FromYuan(36000), 30, Start, record));
        Assert.Equal([(ContractPriceRule.Above, Severity.Review)], Of(ContractPriceRule.Check(Money.FromYuan(36000.01m), 30, Start, record)));
        Assert.Equal([(ContractPriceRule.Below, Severity.Review)], Of(ContractPriceRule.Check(Money.FromYuan(36000), 31, Start, record)));
        Assert.Equal([(ContractPriceRule.NoRecord, Severity.Review)], Of(ContractPriceRule.Check(Money.FromYuan(36000), 30, Start, null)));
        Assert.Equal([(ContractPriceRule.NotInForce, Severity.Review)], Of(ContractPriceRule.Check(Money.FromYuan(36000), 30, new DateOnly(2027, 1, 1), record)));
    }

    [Fact]
    public void A_contract_without_a_safety_clause_stops() => Assert.Equal([(SafetyClauseRule.Missing, Severity.Block)], Of(SafetyClauseRule.Check(false)).Concat(Of(SafetyClauseRule.Check(true))));

    [Fact]
    public void A_service_only_project_carries_no_training_agreement()
    {
        Assert.Equal([(ServiceOnlyRule.TrainingAgreement, Severity.Block)], Of(ServiceOnlyRule.Check(ContractKind.Training, isServiceOnly: true)));
        Assert.Empty(ServiceOnlyRule.Check(ContractKind.Service, isServiceOnly: true));
        Assert.Empty(ServiceOnlyRule.Check(ContractKind.Training, isServiceOnly: false));
    }

    [Fact]
    public void A_contract_rests_on_an_approved_project_its_client_and_its_terms()
    {
        var project = new ProjectCard { State = ProjectStates.Approved, ApprovalNo = "A", ClientId = 5, StartsOn = Start, EndsOn = Start.AddDays(4), Headcount = 30 };
        var contract = new Contract { ClientId = 5, StartsOn = Start, EndsOn = Start.AddDays(4), Headcount = 30 };
        Assert.Empty(ContractProjectRule.Check(contract, project));
        Assert.Empty(ContractProjectRule.Check(contract, project with { ClientId = null }));
        Assert.Equal([(ContractProjectRule.NotApproved, Severity.Block)], Of(ContractProjectRule.Check(contract, project with { State = ProjectStates.OfficeReview })));
        Assert.Equal([(ContractProjectRule.NotApproved, Severity.Block)], Of(ContractProjectRule.Check(contract, project with { State = ProjectStates.Draft })));
        Assert.Equal([(ContractProjectRule.OtherClient, Severity.Block)], Of(ContractProjectRule.Check(contract with { ClientId = 6 }, project)));
        Assert.Equal([(ContractProjectRule.TermsDiffer, Severity.Review)], Of(ContractProjectRule.Check(contract with { Headcount = 31 }, project)));
    }

    [Fact]
    public void Partners_and_related_persons_are_declared_on_contract_and_client()
    {
        Assert.Empty(DeclarationRule.Check(true, true));
        Assert.Equal([(DeclarationRule.Contract, Severity.Review), (DeclarationRule.Client, Severity.Review)], Of(DeclarationRule.Check(false, false)));
    }

    [Theory]
    [InlineData("乙方委托丙方代理招生。", Severity.Block)]
    [InlineData("按到课人数支付佣金。", Severity.Block)]
    [InlineData("由丙方代 理-招生。", Severity.Block)]
    [InlineData("双方不得委托他人代理招生。", Severity.Review)]
    [InlineData("严禁支付佣金，违者解除合同。", Severity.Review)]
    [InlineData("双方不得泄露信息。丙方代理招生。", Severity.Block)]
    [InlineData("双方不得代理招生；丙方另行代理招生。", Severity.Block)]
    public void Red_flag_words_stop_unless_the_sentence_forbids_them(string text, Severity severity) => Assert.Equal(severity, Assert.Single(RedFlagRule.Check(text, "合同要点", Words)).Severity);

    [Theory]
    [InlineData("学校自行招生，费用对公转入学校账户。")]
    [InlineData("由法定代理人签字。招生对象为本单位职工。")]
    public void Plain_terms_raise_no_flag(string text) => Assert.Empty(RedFlagRule.Check(text, "合同要点", Words));

    [Fact]
    public void A_credit_code_of_a_wrong_form_stops_and_a_wrong_check_character_asks_to_see_the_licence()
    {
        Assert.Empty(ClientCodeRule.Check("91350100M000100Y43", "", null));
        Assert.Empty(ClientCodeRule.Check(" 91350100m000100y43 ", "", null));
        Assert.Equal([(ClientCodeRule.Format, Severity.Block)], Of(ClientCodeRule.Check("91350100M000100Y4", "", null)));
        Assert.Equal([(ClientCodeRule.Format, Severity.Block)], Of(ClientCodeRule.Check("9135O100M000100Y43", "", null)));
        Assert.Equal([(ClientCodeRule.CheckCharacter, Severity.Review)], Of(ClientCodeRule.Check("91350100M000100Y44", "", null)));
        Assert.Equal([(ClientCodeRule.Seen, Severity.Note)], Of(ClientCodeRule.Check("91350100M000100Y44", "经办人", Today)));
        Assert.False(CreditCode.Check("91350100M000100Y44").ChecksumFits);
    }

    [Fact]
    public void An_amendment_has_a_change_a_day_and_a_file_and_comes_after_its_contract()
    {
        var contract = new Contract { State = ContractStates.Signed, SignedOn = Today.AddDays(-5) };
        var after = new ContractTerms { StartsOn = Start, EndsOn = Start };
        var sound = new Amendment { Headcount = 35, SignedOn = Today, ScanUploadedAt = Today.At(new TimeOnly(10, 0)) };
        Assert.Empty(AmendmentSigningRule.Check(sound, contract, after, Today));
        Assert.Equal([(AmendmentSigningRule.ChangesNothing, Severity.Block)], Of(AmendmentSigningRule.Check(sound with { Headcount = null }, contract, after, Today)));
        Assert.Equal([(AmendmentSigningRule.NoScan, Severity.Block), (AmendmentSigningRule.Missing, Severity.Block)], Of(AmendmentSigningRule.Check(sound with { SignedOn = null, ScanUploadedAt = null }, contract, after, Today)));
        Assert.Equal([(AmendmentSigningRule.BeforeContract, Severity.Block)], Of(AmendmentSigningRule.Check(sound with { SignedOn = Today.AddDays(-6) }, contract, after, Today)));
        Assert.Equal([(AmendmentSigningRule.InFuture, Severity.Block), (AmendmentSigningRule.AfterScan, Severity.Review)], Of(AmendmentSigningRule.Check(sound with { SignedOn = Today.AddDays(1) }, contract, after, Today)));
        Assert.Equal([(AmendmentSigningRule.ContractNotSigned, Severity.Block)], Of(AmendmentSigningRule.Check(sound, contract with { State = ContractStates.Performed }, after, Today)));
        Assert.Equal([(AmendmentSigningRule.DaysReversed, Severity.Block)], Of(AmendmentSigningRule.Check(sound, contract, after with { EndsOn = Start.AddDays(-1) }, Today)));
    }

    private static readonly ProjectCard Project = new()
    {
        Number = "P2026-001", State = ProjectStates.Approved, ApprovalNo = "NPU-JJ-2026-007", Name = "数控加工工艺优化培训班", StartsOn = Start, EndsOn = Start.AddDays(2), Fee = Money.FromYuan(2400),
        Headcount = 150, Audience = "企事业单位专业技术人员。",
    };

    private static readonly PromotionMaterial Material = new()
    {
        Title = "招生简章", Body = "审批编号：NPU-JJ-2026-007。每人 2,400 元。", SaysName = Project.Name, SaysStartsOn = Project.StartsOn, SaysEndsOn = Project.EndsOn, SaysFee = Project.Fee,
        SaysSeats = 150, SaysAudience = "企事业单位专业技术人员",
    };

    [Fact]
    public void Material_that_says_what_was_approved_and_shows_the_number_is_sound() => Assert.Empty(PromotionTermsRule.Check(Material, Project));

    [Fact]
    public void Each_term_that_differs_is_a_finding_of_its_own()
    {
        var other = Material with { SaysName = "别的班", SaysEndsOn = Start, SaysFee = Money.FromYuan(2300), SaysSeats = 151, SaysAudience = "大学生" };
        Assert.Equal([PromotionTermsRule.Name, PromotionTermsRule.Dates, PromotionTermsRule.Fee, PromotionTermsRule.Seats, PromotionTermsRule.Audience],
            PromotionTermsRule.Check(other, Project).Select(f => f.Rule));
        Assert.All(PromotionTermsRule.Check(other, Project), f => Assert.Equal(Severity.Block, f.Severity));
    }

    [Theory]
    [InlineData("欢迎报名。", false)]
    [InlineData("审批编号：NPU-JJ-2026-008。", false)]
    [InlineData("审批编号：ＮＰＵ-JJ- 2026-007。", true)]
    public void The_approval_number_has_to_stand_in_the_text(string body, bool shows) =>
        Assert.Equal(shows ? [] : [PromotionTermsRule.NumberMissing], PromotionTermsRule.Check(Material with { Body = body }, Project).Select(f => f.Rule));

    [Fact]
    public void Another_amount_in_the_text_is_looked_at_though_the_fields_agree() =>
        Assert.Equal([(PromotionTermsRule.OtherAmount, Severity.Review)], Of(PromotionTermsRule.Check(Material with { Body = Material.Body + "另收资料费 200 元。" }, Project)));

    [Fact]
    public void Material_of_a_project_that_is_not_approved_or_waits_again_goes_nowhere()
    {
        Assert.Equal([PromotionTermsRule.NotApproved], PromotionTermsRule.Check(Material, Project with { State = ProjectStates.Draft }).Select(f => f.Rule));
        Assert.Equal([PromotionTermsRule.NotApproved], PromotionTermsRule.Check(Material, Project with { ApprovalNo = null }).Select(f => f.Rule));
    }

    [Fact]
    public void Both_approvals_are_recorded_with_day_and_minutes_and_in_order()
    {
        var m = Material with { MeetingDay = Today, MeetingMinutes = "会纪〔2026〕3号", OfficeDay = Today, OfficeMinutes = "同意" };
        Assert.Empty(ApprovalRecordRule.CheckMeeting(m, Today, Today));
        Assert.Empty(ApprovalRecordRule.CheckOffice(m, Today));
        Assert.Equal([(ApprovalRecordRule.MeetingMissing, Severity.Block)], Of(ApprovalRecordRule.CheckMeeting(m with { MeetingMinutes = "" }, Today, Today)));
        Assert.Equal([(ApprovalRecordRule.InFuture, Severity.Block)], Of(ApprovalRecordRule.CheckMeeting(m with { MeetingDay = Today.AddDays(1) }, Today, Today)));
        Assert.Equal([(ApprovalRecordRule.BeforeSubmission, Severity.Review)], Of(ApprovalRecordRule.CheckMeeting(m with { MeetingDay = Today.AddDays(-1) }, Today, Today)));
        Assert.Equal([(ApprovalRecordRule.MeetingMissing, Severity.Block)], Of(ApprovalRecordRule.CheckOffice(m with { MeetingDay = null }, Today)));
        Assert.Equal([(ApprovalRecordRule.OfficeMissing, Severity.Block)], Of(ApprovalRecordRule.CheckOffice(m with { OfficeDay = null }, Today)));
        Assert.Equal([(ApprovalRecordRule.OutOfOrder, Severity.Block)], Of(ApprovalRecordRule.CheckOffice(m with { OfficeDay = Today.AddDays(-1) }, Today)));
    }
}
