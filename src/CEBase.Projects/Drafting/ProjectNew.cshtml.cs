using CEBase.Projects.Intake;

namespace CEBase.Projects.Drafting;

/// <summary>新建立项: first the intake questions, whose answers the address carries, then the terms.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class ProjectNewModel(RecordServices services, IntakeQuestions questions, ProjectChoices choices, ProjectService projects) : ProjectFormPage(services, questions, choices)
{
    public override string Cancel => ProjectAddresses.Projects;

    public override IntakeForm Intake => new(Questions.All, code => Request.Query[code]);

    /// <summary>Every question has an answer, so the terms can be filled in.</summary>
    public bool IsAnswered => IntakeAnswers.Read(Questions.All, Intake.Answer) is not null;

    /// <summary>Some but not all questions were answered.</summary>
    public bool IsHalfAnswered => !IsAnswered && Request.Query.Keys.Any(k => k.StartsWith("q-", StringComparison.Ordinal));

    /// <summary>Where the answers lead, when they lead elsewhere.</summary>
    public IReadOnlyList<Finding> Elsewhere => IsAnswered ? [.. IntakeRule.Check(IntakeAnswers.Read(Questions.All, Intake.Answer), Questions.All)] : [];

    /// <summary>The terms are to be filled in: nothing leads elsewhere, or the draft is wanted as a record.</summary>
    public bool ShowsTerms => IsAnswered && (Elsewhere.Count == 0 || Request.Query["keep"] == "yes");

    public string Answers => Request.QueryString.Value ?? "";

    public override Task OnGetAsync()
    {
        Input.RequestKey = NewKey();
        Input.Fee = 0;
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput() is not { } details)
        {
            return await this.AgainAsync();
        }
        var card = await Database.WriteAsync(db => projects.CreateAsync(db, details, CurrentUser));
        return Done($"已建立立项草稿 {card.Number}。核对意见后提交审核。", ProjectAddresses.Project(card.Number));
    }
}
