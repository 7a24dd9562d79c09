namespace CEBase.Projects.Promotion;

/// <summary>Drafts and changes promotion material, and records the two approvals; states move by <see cref="PromotionWorkflow"/>.</summary>
internal sealed class PromotionService(PromotionRepository promotions, IProjectDirectory projects, IFileStore files, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string>
    {
        ["create"] = "起草", ["edit"] = "修改", ["recipe"] = "由配方建立", ["picture_add"] = "加图片", ["picture_remove"] = "删图片", ["meeting_record"] = "登记联席会", ["office_record"] = "登记办公室审批",
    };

    /// <summary>Drafts material and returns its number. The same request key again returns the number of the first time.</summary>
    public async Task<long> CreateAsync(DbScope db, PromotionMaterial material, string? requestKey, ICurrentUser user)
    {
        Refusals.All("promotion_incomplete", Problems(material));
        var project = await projects.FindAsync(db, material.ProjectId) ?? throw Refusal.NotFound("没有这个项目，请从项目列表打开。");
        if (project.State == ProjectStates.Closed)
        {
            throw new Refusal("project_ended", "项目已结项，不能再起草宣传材料。") { Status = 409 };
        }
        var id = await promotions.AddAsync(db, material with { StateSince = clock.GetUtcNow() }, requestKey);
        if (id == 0)
        {
            return await promotions.FindByKeyAsync(db, requestKey);
        }
        await trace.AppendAsync(db, new TraceEntry(PromotionStates.RecordType, id, "create") { To = PromotionStates.Draft }, user);
        return id;
    }

    /// <summary>Changes the material; what was handed in or approved falls back to a draft.</summary>
    public async Task UpdateAsync(DbScope db, PromotionMaterial material, ICurrentUser user)
    {
        Refusals.All("promotion_incomplete", Problems(material));
        var before = await promotions.GetAsync(db, material.Id);
        var entry = before with
        {
            Title = material.Title, Body = material.Body, SaysName = material.SaysName, SaysStartsOn = material.SaysStartsOn, SaysEndsOn = material.SaysEndsOn,
            SaysFee = material.SaysFee, SaysSeats = material.SaysSeats, SaysAudience = material.SaysAudience,
        };
        if (entry == before)
        {
            return;
        }
        if (!await promotions.UpdateAsync(db, entry with { Version = material.Version }))
        {
            throw new Refusal("promotion_changed", "刚才有人改过这份材料。请复制您写的文字，刷新后再改。") { Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(PromotionStates.RecordType, before.Id, "edit"), user);
        await FallBackAsync(db, before, "内容改动，重新审批。");
    }

    /// <summary>Adds a picture; the same picture twice is there once.</summary>
    public async Task AddPictureAsync(DbScope db, long id, Stream content, string fileName, string description, ICurrentUser user)
    {
        var material = await promotions.GetAsync(db, id);
        Field.Check(description.Trim().Length is > 0 and <= 200, "required", "Description", "请写一句话说明图片内容，最多 200 个字，供看不到图片的人了解。");
        var stored = await files.SaveAsync(db, content, fileName, Permissions.View, FileKinds.Image, user);
        if (await promotions.AddPictureAsync(db, id, stored, description.Trim()))
        {
            await trace.AppendAsync(db, new TraceEntry(PromotionStates.RecordType, id, "picture_add") { Comment = stored.FileName, Attachments = [stored.Hash] }, user);
            await FallBackAsync(db, material, "图片改动，重新审批。");
        }
    }

    /// <summary>Takes a picture off; the stored file stays for the trace.</summary>
    public async Task RemovePictureAsync(DbScope db, long id, long pictureId, ICurrentUser user)
    {
        var material = await promotions.GetAsync(db, id);
        if (await promotions.RemovePictureAsync(db, id, pictureId))
        {
            await trace.AppendAsync(db, new TraceEntry(PromotionStates.RecordType, id, "picture_remove"), user);
            await FallBackAsync(db, material, "图片改动，重新审批。");
        }
    }

    /// <summary>Records day and minutes of the joint meeting while the material waits for it.</summary>
    public Task RecordMeetingAsync(DbScope db, long id, DateOnly? day, string minutes, ICurrentUser user) =>
        RecordAsync(db, id, "meeting", PromotionStates.Meeting, day, minutes, user);

    /// <summary>Records day and decision of the office while the material waits for it.</summary>
    public Task RecordOfficeAsync(DbScope db, long id, DateOnly? day, string minutes, ICurrentUser user) =>
        RecordAsync(db, id, "office", PromotionStates.Office, day, minutes, user);

    private async Task RecordAsync(DbScope db, long id, string stage, string state, DateOnly? day, string typed, ICurrentUser user)
    {
        Field.Check(day <= clock.Today(), "required", "Day", "请填写日期，不晚于今天。");
        var minutes = Field.Required(typed, "Minutes", "纪要或文件的编号", 200);
        if (!await promotions.RecordAsync(db, id, stage, state, day, minutes))
        {
            throw new Refusal("promotion_moved", "这份材料现在不在这一环节，请刷新后再看。") { Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(PromotionStates.RecordType, id, $"{stage}_record") { Comment = $"{day?.InTable()}，{minutes}" }, user);
    }

    /// <summary>Takes what is under review or approved back to the draft.</summary>
    public async Task FallBackAsync(DbScope db, PromotionMaterial material, string why)
    {
        if (material.State is PromotionStates.Meeting or PromotionStates.Office or PromotionStates.Approved)
        {
            await engine.TakeAsync(db, new StepRequest(PromotionStates.RecordType, material.Id, PromotionWorkflow.FallBack) { Comment = why }, SystemUser.Instance);
        }
    }

    /// <summary>What makes material impossible to store, by field.</summary>
    private static IEnumerable<(string Field, string Sentence)> Problems(PromotionMaterial m)
    {
        foreach (var (value, most, field, label) in new[]
        {
            (m.Title, 100, nameof(m.Title), "标题"), (m.Body, 50_000, nameof(m.Body), "正文"), (m.SaysName, 200, nameof(m.SaysName), "名称"), (m.SaysAudience, 1000, nameof(m.SaysAudience), "招生对象"),
        })
        {
            if (value.Length == 0 || value.Length > most)
            {
                yield return (field, $"请填写{label}，最多 {most:N0} 个字。");
            }
        }
        if (m.SaysStartsOn == default || m.SaysEndsOn == default || m.SaysStartsOn > m.SaysEndsOn)
        {
            yield return (nameof(m.SaysEndsOn), "请填写开始日和结束日，结束日不早于开始日。");
        }
        if (m.SaysSeats is <= 0 or > 100_000)
        {
            yield return (nameof(m.SaysSeats), "请填写名额。");
        }
        if (m.SaysFee < Money.Zero)
        {
            yield return (nameof(m.SaysFee), "请填写每人收费，最多两位小数；不收费的填 0。");
        }
    }
}

/// <summary>The project was changed: what its material says is no longer what is approved.</summary>
[RestsOn("BJTU:6(a)", How = "项目变更后，其在审和已批准的宣传材料退回草稿")]
internal sealed class FollowProjectChange(PromotionRepository repository, PromotionService promotions) : IDomainEventHandler<ProjectChanged>
{
    public async Task HandleAsync(ProjectChanged happened, DbScope db, CancellationToken cancel)
    {
        foreach (var material in await repository.OfAsync(db, happened.ProjectId))
        {
            await promotions.FallBackAsync(db, material, "项目的批准内容有变更，材料须与变更后的项目核对，重新审批。");
        }
    }
}
