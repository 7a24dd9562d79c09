namespace CEBase.Projects.Names;

/// <summary>名称用语: the list, and a place to try a name.</summary>
[RequirePermission(Permissions.NamesManage)]
internal sealed class NamePageModel(RecordServices services, NameRepository list, NameService service, INameCheck names) : FormPage(services)
{
    [FromQuery] public string? Try { get; set; }
    [FromQuery] public NameUse Use { get; set; }
    [FromQuery] public bool Open { get; set; }

    [BindProperty] public WordForm Word { get; set; } = new();
    [BindProperty] public PhraseForm Phrase { get; set; } = new();

    public IReadOnlyList<BannedWord> Words { get; private set; } = [];
    public IReadOnlyList<AllowedPhrase> Phrases { get; private set; } = [];
    public IReadOnlyList<Finding> Tried { get; private set; } = [];

    protected override async Task LoadAsync(DbScope db)
    {
        Words = await list.WordsAsync(db);
        Phrases = await list.PhrasesAsync(db);
        Tried = string.IsNullOrWhiteSpace(Try) ? [] : await names.CheckAsync(db, Try, Use, Open);
    }

    public Task<IActionResult> OnPostWordAsync() => ChangeAsync(db => service.SaveWordAsync(db, new BannedWord
    {
        Word = Word.Word ?? "", Uses = string.Join(',', Word.Uses.Distinct()), IsOpenOnly = Word.IsOpenOnly, Citation = Word.Citation ?? "", IsActive = Word.IsActive,
    }, Word.Reason ?? "", CurrentUser), "已保存，立即生效。");

    public Task<IActionResult> OnPostPhraseAsync() => ChangeAsync(db => service.SavePhraseAsync(db, new AllowedPhrase
    {
        Phrase = Phrase.Phrase ?? "", Document = Phrase.Document ?? "", IsActive = Phrase.IsActive,
    }, Phrase.Reason ?? "", CurrentUser), "已保存，立即生效。");

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
