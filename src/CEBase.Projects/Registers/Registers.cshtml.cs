using CEBase.Projects.Evidence;

namespace CEBase.Projects.Registers;

/// <summary>研究与交流: research topics, exchanges and partners.</summary>
[RequirePermission(Permissions.View)]
internal sealed class RegistersModel(RecordServices services, RegisterRepository registers, RegisterService service, EvidenceFiles files) : FormPage(services)
{
    /// <summary>An entry to be changed: its values fill the form.</summary>
    [FromQuery] public long? Topic { get; set; }

    [FromQuery] public long? Exchange { get; set; }

    [BindProperty] public TopicForm Research { get; set; } = new();
    [BindProperty] public ExchangeForm Activity { get; set; } = new();

    public IReadOnlyList<ResearchTopic> Topics { get; private set; } = [];
    public IReadOnlyList<ExchangeActivity> Exchanges { get; private set; } = [];
    public bool MayManage => CurrentUser.Has(Permissions.RegistersManage);

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        Research.Key = Activity.Key = NewKey();
        if (Topics.FirstOrDefault(t => t.Id == Topic) is { } t)
        {
            Research = new TopicForm
            {
                Id = t.Id, Version = t.Version, Title = t.Title, Source = t.Source, Leader = t.Leader, StartsOn = t.StartsOn, EndsOn = t.EndsOn, Result = t.Result, Applied = t.Applied,
            };
        }
        if (Exchanges.FirstOrDefault(e => e.Id == Exchange) is { } e)
        {
            Activity = new ExchangeForm
            {
                Id = e.Id, Version = e.Version, Kind = e.Kind, Title = e.Title, Partner = e.Partner, HeldOn = e.HeldOn, Place = e.Place, People = e.People, Summary = e.Summary,
            };
        }
    }

    protected override async Task LoadAsync(DbScope db)
    {
        Topics = await registers.TopicsAsync(db);
        Exchanges = await registers.ExchangesAsync(db);
    }

    public Task<IActionResult> OnPostTopicAsync() => ChangeAsync(async db =>
    {
        var from = Field.Day(Research.StartsOn, "Research.StartsOn", "立题日");
        var (hash, name) = await files.SaveAsync(db, Research.File, "Research.File", isRequired: false);
        await service.SaveTopicAsync(db, new ResearchTopic
        {
            Id = Research.Id, Version = Research.Version, Title = Research.Title ?? "", Source = Research.Source ?? "", Leader = Research.Leader ?? "", StartsOn = from, EndsOn = Research.EndsOn,
            Result = Research.Result ?? "", Applied = Research.Applied ?? "", FileHash = hash, FileName = name,
        }, Research.Key, CurrentUser);
    }, "课题已登记。");

    public Task<IActionResult> OnPostExchangeAsync() => ChangeAsync(async db =>
    {
        var day = Field.Day(Activity.HeldOn, "Activity.HeldOn", "日期");
        var (hash, name) = await files.SaveAsync(db, Activity.File, "Activity.File", isRequired: false);
        await service.SaveExchangeAsync(db, new ExchangeActivity
        {
            Id = Activity.Id, Version = Activity.Version, Kind = Activity.Kind ?? "", Title = Activity.Title ?? "", Partner = Activity.Partner ?? "", HeldOn = day, Place = Activity.Place ?? "",
            People = Math.Max(0, Activity.People ?? 0), Summary = Activity.Summary ?? "", FileHash = hash, FileName = name,
        }, Activity.Key, CurrentUser);
    }, "活动已登记。");

    public sealed class TopicForm
    {
        public long Id { get; set; }
        public int Version { get; set; }
        public string? Key { get; set; }
        [Display(Name = "课题名称")] public string? Title { get; set; }
        [Display(Name = "来源")] public string? Source { get; set; }
        [Display(Name = "负责人")] public string? Leader { get; set; }
        [Display(Name = "立题日")] public DateOnly? StartsOn { get; set; }
        [Display(Name = "结题日")] public DateOnly? EndsOn { get; set; }
        [Display(Name = "成果")] public string? Result { get; set; }
        [Display(Name = "应用情况")] public string? Applied { get; set; }
        [Display(Name = "材料")] public IFormFile? File { get; set; }
    }

    public sealed class ExchangeForm
    {
        public long Id { get; set; }
        public int Version { get; set; }
        public string? Key { get; set; }
        [Display(Name = "类别")] public string? Kind { get; set; }
        [Display(Name = "活动名称")] public string? Title { get; set; }
        [Display(Name = "合作单位")] public string? Partner { get; set; }
        [Display(Name = "日期")] public DateOnly? HeldOn { get; set; }
        [Display(Name = "地点")] public string? Place { get; set; }
        [Display(Name = "人数")] public int? People { get; set; }
        [Display(Name = "内容摘要")] public string? Summary { get; set; }
        [Display(Name = "材料")] public IFormFile? File { get; set; }
    }
}
