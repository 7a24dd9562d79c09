using CEBase.Projects.Evidence;

namespace CEBase.Projects.Registers;

/// <summary>研究与交流: research topics, exchanges and partners.</summary>
[RequirePermission(Permissions.View)]
internal sealed class RegistersModel(IDatabase database, RegisterService service, EvidenceFiles files, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>An entry to be changed: its values fill the form.</summary>
    [FromQuery] public long? Topic { get; set; }

    [FromQuery] public long? Exchange { get; set; }

    [BindProperty] public TopicForm Research { get; set; } = new();
    [BindProperty] public ExchangeForm Activity { get; set; } = new();

    public IReadOnlyList<ResearchTopic> Topics { get; private set; } = [];
    public IReadOnlyList<ExchangeActivity> Exchanges { get; private set; } = [];
    public bool MayManage => user.Has(Permissions.RegistersManage);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Research.Key = Activity.Key = Guid.NewGuid().ToString("N");
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

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Topics = await RegisterService.TopicsAsync(db);
        Exchanges = await RegisterService.ExchangesAsync(db);
        return 0;
    });

    public Task<IActionResult> OnPostTopicAsync()
    {
        var from = Research.StartsOn ?? throw new Refusal("topic_from", "请填写立题日。") { Field = "Research.StartsOn" };
        return DoneAsync("课题已登记。", async db =>
        {
            var (hash, name) = await files.SaveAsync(db, Research.File, "Research.File", isRequired: false);
            await service.SaveTopicAsync(db, new ResearchTopic
            {
                Id = Research.Id, Version = Research.Version, Title = Research.Title ?? "", Source = Research.Source ?? "", Leader = Research.Leader ?? "", StartsOn = from, EndsOn = Research.EndsOn,
                Result = Research.Result ?? "", Applied = Research.Applied ?? "", FileHash = hash, FileName = name,
            }, Research.Key, user);
        });
    }

    public Task<IActionResult> OnPostExchangeAsync()
    {
        var day = Activity.HeldOn ?? throw new Refusal("exchange_day", "请填写日期。") { Field = "Activity.HeldOn" };
        return DoneAsync("活动已登记。", async db =>
        {
            var (hash, name) = await files.SaveAsync(db, Activity.File, "Activity.File", isRequired: false);
            await service.SaveExchangeAsync(db, new ExchangeActivity
            {
                Id = Activity.Id, Version = Activity.Version, Kind = Activity.Kind ?? "", Title = Activity.Title ?? "", Partner = Activity.Partner ?? "", HeldOn = day, Place = Activity.Place ?? "",
                People = Math.Max(0, Activity.People ?? 0), Summary = Activity.Summary ?? "", FileHash = hash, FileName = name,
            }, Activity.Key, user);
        });
    }

    private async Task<IActionResult> DoneAsync(string sentence, Func<DbScope, Task> work)
    {
        await database.WriteAsync(work);
        TempData["Done"] = sentence;
        return Redirect("/console/registers");
    }

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
