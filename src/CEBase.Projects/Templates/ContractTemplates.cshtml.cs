using CEBase.Projects.RedFlags;

namespace CEBase.Projects.Templates;

/// <summary>合同范本: versions, and the list of what may not be agreed.</summary>
[RequirePermission(Permissions.View)]
internal sealed class TemplatesModel(RecordServices services, TemplateRepository templates, RedFlagRepository words, Trace trace, TimeProvider clock) : FormPage(services)
{
    [BindProperty] public TemplateInput Input { get; set; } = new();

    public IReadOnlyList<ContractTemplate> Templates { get; private set; } = [];
    public IReadOnlyList<RedFlagWord> Words { get; private set; } = [];
    public bool MayManage => CurrentUser.Has(Permissions.ContractsManage);

    public bool IsNewest(ContractTemplate template) =>
        Templates.First(t => t.Code == template.Code && (t.HoldsFrom <= clock.Today() || t.Version == 1)).Id == template.Id;

    public override Task OnGetAsync()
    {
        Input = new TemplateInput { RequestKey = NewKey(), HoldsFrom = clock.Today() };
        return LoadAsync();
    }

    protected override async Task LoadAsync(DbScope db)
    {
        Templates = await templates.AllAsync(db);
        Words = await words.AllAsync(db);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        CurrentUser.Demand(Permissions.ContractsManage);
        var entry = new ContractTemplate
        {
            Code = (Input.Code ?? "").Trim().ToLowerInvariant(), Name = (Input.Name ?? "").Trim(), Kind = Input.Kind, HoldsFrom = Input.HoldsFrom ?? default,
            Body = (Input.Body ?? "").Trim().ReplaceLineEndings("\n"),
        };
        Refusals.All("template_incomplete", Problems(entry));
        var version = await Database.WriteAsync(async db =>
        {
            if (await templates.FindByKeyAsync(db, Input.RequestKey) is { } before)
            {
                return before;
            }
            var next = await templates.NextAsync(db, entry.Code);
            var id = await templates.AddAsync(db, entry with { Version = next }, Input.RequestKey);
            await trace.AppendAsync(db, new TraceEntry("ContractTemplate", id, "publish_template") { Comment = $"{entry.Name} 第 {next} 版" }, CurrentUser);
            return next;
        });
        return Done($"{entry.Name} 第 {version} 版已启用。");
    }

    private static IEnumerable<(string Field, string Sentence)> Problems(ContractTemplate t)
    {
        if (t.Code.Length is < 2 or > 30 || t.Code.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
        {
            yield return (nameof(t.Code), "范本代码为 2 到 30 个字母、数字或连字符。");
        }
        if (t.Name.Length is 0 or > 60)
        {
            yield return (nameof(t.Name), "请填写名称，最多 60 个字。");
        }
        if (t.HoldsFrom == default)
        {
            yield return (nameof(t.HoldsFrom), "请填写启用日。");
        }
        if (t.Body.Length is 0 or > 50_000)
        {
            yield return (nameof(t.Body), "请填写正文。");
        }
    }

    public sealed class TemplateInput
    {
        public string? Code { get; set; }
        public string? Name { get; set; }
        public ContractKind Kind { get; set; }
        public DateOnly? HoldsFrom { get; set; }
        public string? Body { get; set; }
        public string? RequestKey { get; set; }
    }
}
