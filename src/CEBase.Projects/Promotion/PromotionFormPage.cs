namespace CEBase.Projects.Promotion;

/// <summary>What the form of promotion material sends, as typed.</summary>
internal sealed class PromotionInput
{
    public string? Title { get; set; }
    public string? Body { get; set; }
    public string? SaysName { get; set; }
    public DateOnly? SaysStartsOn { get; set; }
    public DateOnly? SaysEndsOn { get; set; }
    public decimal? SaysFee { get; set; }
    public int? SaysSeats { get; set; }
    public string? SaysAudience { get; set; }
    public string? RequestKey { get; set; }
    public int Version { get; set; }

    public static PromotionInput Of(PromotionMaterial m) => new()
    {
        Title = m.Title, Body = m.Body, SaysName = m.SaysName, SaysStartsOn = m.SaysStartsOn, SaysEndsOn = m.SaysEndsOn, SaysFee = m.SaysFee.Yuan, SaysSeats = m.SaysSeats,
        SaysAudience = m.SaysAudience, Version = m.Version,
    };
}

/// <summary>What the pages for drafting and changing promotion material share.</summary>
internal abstract class PromotionFormPage(IDatabase database, IProjectDirectory projects) : PageModel, IFormPage
{
    [FromRoute] public string Number { get; set; } = "";

    [BindProperty] public PromotionInput Input { get; set; } = new();

    public ProjectCard Project { get; private set; } = null!;

    public string Cancel => $"/console/projects/{Number}/promotion";

    protected IDatabase Database => database;

    public async Task LoadAsync() => Project = await database.ReadAsync(db => projects.FindAsync(db, Number)) ?? throw Refusal.NotFound($"没有编号为 {Number} 的项目。");

    /// <summary>The entry when it can be stored; otherwise every problem is at its field.</summary>
    protected PromotionMaterial? ReadInput(long id)
    {
        var fee = Input.SaysFee is { } y && y is >= 0 and <= 1_000_000 && y * 100 == decimal.Truncate(y * 100) ? Money.FromYuan(y) : (Money?)null;
        if (fee is null)
        {
            ModelState.AddModelError("Input.SaysFee", "请填写每人收费，最多两位小数；不收费的填 0。");
        }
        var entry = new PromotionMaterial
        {
            Id = id,
            ProjectId = Project.Id,
            Title = (Input.Title ?? "").Trim(),
            Body = (Input.Body ?? "").Trim().ReplaceLineEndings("\n"),
            SaysName = (Input.SaysName ?? "").Trim(),
            SaysStartsOn = Input.SaysStartsOn ?? default,
            SaysEndsOn = Input.SaysEndsOn ?? default,
            SaysFee = fee ?? Money.Zero,
            SaysSeats = Input.SaysSeats ?? 0,
            SaysAudience = (Input.SaysAudience ?? "").Trim(),
            Version = Input.Version,
        };
        foreach (var (field, sentence) in PromotionService.Problems(entry))
        {
            ModelState.AddModelError($"Input.{field}", sentence);
        }
        return ModelState.IsValid ? entry : null;
    }

    protected IActionResult Again()
    {
        Response.StatusCode = 422;
        return Page();
    }
}
