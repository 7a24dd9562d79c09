namespace CEBase.Projects.Names;

/// <summary>名称用语: the list, and a place to try a name.</summary>
[RequirePermission(Permissions.NamesManage)]
internal sealed class NamePageModel(IDatabase database, NameService service, INameCheck names, ICurrentUser user) : PageModel, IFormPage
{
    [FromQuery] public string? Try { get; set; }
    [FromQuery] public NameUse Use { get; set; }
    [FromQuery] public bool Open { get; set; }

    [BindProperty] public WordForm Word { get; set; } = new();
    [BindProperty] public PhraseForm Phrase { get; set; } = new();

    public IReadOnlyList<BannedWord> Words { get; private set; } = [];
    public IReadOnlyList<AllowedPhrase> Phrases { get; private set; } = [];
    public IReadOnlyList<Finding> Tried { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Words = await NameService.WordsAsync(db);
        Phrases = await NameService.PhrasesAsync(db);
        Tried = string.IsNullOrWhiteSpace(Try) ? [] : await names.CheckAsync(db, Try, Use, Open);
        return 0;
    });

    public Task<IActionResult> OnPostWordAsync() => DoneAsync(db => service.SaveWordAsync(db, new BannedWord
    {
        Word = Word.Word ?? "", Uses = string.Join(',', Word.Uses.Distinct()), IsOpenOnly = Word.IsOpenOnly, Citation = Word.Citation ?? "", IsActive = Word.IsActive,
    }, Word.Reason ?? "", user));

    public Task<IActionResult> OnPostPhraseAsync() => DoneAsync(db => service.SavePhraseAsync(db, new AllowedPhrase
    {
        Phrase = Phrase.Phrase ?? "", Document = Phrase.Document ?? "", IsActive = Phrase.IsActive,
    }, Phrase.Reason ?? "", user));

    private async Task<IActionResult> DoneAsync(Func<DbScope, Task> work)
    {
        await database.WriteAsync(work);
        TempData["Done"] = "已保存，立即生效。";
        return Redirect("/console/names");
    }

    public sealed class WordForm
    {
        [Display(Name = "字样")] public string? Word { get; set; }
        [Display(Name = "用途")] public NameUse[] Uses { get; set; } = [];
        [Display(Name = "只在面向社会招生时禁用")] public bool IsOpenOnly { get; set; }
        [Display(Name = "依据条款")] public string? Citation { get; set; }
        [Display(Name = "启用")] public bool IsActive { get; set; } = true;
        [Display(Name = "原因")] public string? Reason { get; set; }
    }

    public sealed class PhraseForm
    {
        [Display(Name = "词语")] public string? Phrase { get; set; }
        [Display(Name = "认定文件或说明")] public string? Document { get; set; }
        [Display(Name = "启用")] public bool IsActive { get; set; } = true;
        [Display(Name = "原因")] public string? Reason { get; set; }
    }
}
