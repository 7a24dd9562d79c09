using CEBase.Projects.RedFlags;

namespace CEBase.Projects.Templates;

/// <summary>合同范本: versions, and the list of what may not be agreed.</summary>
[RequirePermission(Permissions.View)]
internal sealed class TemplatesModel(IDatabase database, Trace trace, TimeProvider clock, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public TemplateInput Input { get; set; } = new();

    public IReadOnlyList<ContractTemplate> Templates { get; private set; } = [];
    public IReadOnlyList<RedFlagWord> Words { get; private set; } = [];
    public bool MayManage => user.Has(Permissions.ContractsManage);

    public bool IsNewest(ContractTemplate template) =>
        Templates.First(t => t.Code == template.Code && (t.HoldsFrom <= clock.Today() || t.Version == 1)).Id == template.Id;

    public Task OnGetAsync()
    {
        Input = new TemplateInput { RequestKey = Guid.NewGuid().ToString("N"), HoldsFrom = clock.Today() };
        return LoadAsync();
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Templates = await ContractTemplate.AllAsync(db);
        Words = await RedFlagWords.AllAsync(db);
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayManage)
        {
            return Forbid();
        }
        var (code, name, body) = ((Input.Code ?? "").Trim().ToLowerInvariant(), (Input.Name ?? "").Trim(), (Input.Body ?? "").Trim().ReplaceLineEndings("\n"));
        foreach (var (isWrong, field, sentence) in new[]
        {
            (code.Length is < 2 or > 30 || code.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'), nameof(Input.Code), "范本代码为 2 到 30 个字母、数字或连字符。"),
            (name.Length is 0 or > 60, nameof(Input.Name), "请填写名称，最多 60 个字。"),
            (Input.HoldsFrom is null, nameof(Input.HoldsFrom), "请填写启用日。"),
            (body.Length is 0 or > 50_000, nameof(Input.Body), "请填写正文。"),
        })
        {
            if (isWrong)
            {
                throw new Refusal("template_incomplete", sentence) { Field = field };
            }
        }
        var version = await database.WriteAsync(async db =>
        {
            if (await db.ScalarAsync<int?>("SELECT version FROM contract_template WHERE request_key = @RequestKey", new { Input.RequestKey }) is { } before)
            {
                return before;
            }
            var next = 1 + await db.ScalarAsync<int>("SELECT coalesce(max(version), 0) FROM contract_template WHERE code = @code", new { code });
            var id = await db.InsertAsync("""
                INSERT INTO contract_template (request_key, code, version, name, kind, holds_from, body) VALUES (@RequestKey, @code, @next, @name, @Kind, @HoldsFrom, @body)
                """, new { Input.RequestKey, code, next, name, Kind = Input.Kind.ToString(), Input.HoldsFrom, body });
            await trace.AppendAsync(db, new TraceEntry("ContractTemplate", id, "publish_template") { Comment = $"{name} 第 {next} 版" }, user);
            return next;
        });
        TempData["Done"] = $"{name} 第 {version} 版已启用。";
        return Redirect("/console/contract-templates");
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
