namespace CEBase.Projects.Promotion;

/// <summary>
/// Recipe step <c>promotions</c>: every sample project that recruits from the public and has its number gets approved material on its own terms; the
/// file adds further material that stands elsewhere. A project that has material is left alone.
/// </summary>
internal sealed class DemoPromotionsStep(PromotionRepository promotions, IProjectDirectory projects, Trace trace, TimeProvider clock) : IRecipeStep
{
    public string Name => "promotions";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var further = context.ReadFile<SamplePromotion[]>(step).ToLookup(l => $"P{clock.Today().Year}-{l.Project}");
        var ids = await db.QueryAsync<long>("""
            SELECT p.id FROM project p WHERE p.is_open_enrolment = TRUE AND p.approval_no IS NOT NULL AND p.state IN ('approved', 'closed')
            AND NOT EXISTS (SELECT 1 FROM promotion m WHERE m.project_id = p.id) ORDER BY p.number
            """);
        foreach (var project in await projects.GetAsync(db, [.. ids]))
        {
            foreach (var line in further[project.Number].Prepend(new SamplePromotion()))
            {
                await AddAsync(db, project, line);
            }
        }
    }

    private async Task AddAsync(DbScope db, ProjectCard project, SamplePromotion line)
    {
        var state = line.State.Length > 0 ? line.State : PromotionStates.Approved;
        var today = clock.Today();
        var meeting = project.StartsOn.AddDays(-60) < today.AddDays(-6) ? project.StartsOn.AddDays(-60) : today.AddDays(-6);
        var (hasMeeting, hasOffice) = (state is PromotionStates.Office or PromotionStates.Approved, state == PromotionStates.Approved);
        var fee = line.SaysFee is { } yuan ? Money.FromYuan(yuan) : project.Fee;
        var id = await promotions.AddAsync(db, new PromotionMaterial
        {
            ProjectId = project.Id, State = state, StateSince = meeting.AddDays(hasOffice ? 3 : 0).At(new TimeOnly(16, 0)), Title = $"{project.Name}{line.Kind}",
            Body = $"""
                审批编号：{project.ApprovalNo}

                ## 培训内容
                本班共 {project.Hours} 学时，{project.StartsOn.InText()}开班，{project.EndsOn.InText()}结束，{(project.City.Length > 0 ? $"地点在{project.City}" : "线上授课")}。课程表在开放报名时公布。

                ## 招生对象
                {project.Audience}

                ## 费用
                {(fee == Money.Zero ? "不收培训费。" : $"每人 {fee} 元，由学校财务统一收取并开具票据。")}

                ## 证书
                出勤和考核合格的，发给结业证书并登记学时。本班属于非学历继续教育，不授予学历学位。
                """,
            SaysName = project.Name, SaysStartsOn = project.StartsOn, SaysEndsOn = project.EndsOn, SaysFee = fee, SaysSeats = project.Headcount, SaysAudience = project.Audience,
            MeetingDay = hasMeeting ? meeting : null, MeetingMinutes = hasMeeting ? $"党政联席会纪要〔{meeting.Year}〕{meeting.Month} 号" : "",
            OfficeDay = hasOffice ? meeting.AddDays(3) : null, OfficeMinutes = hasOffice ? "与批准内容一致，同意发布" : "",
        }, null);
        await trace.AppendAsync(db, new TraceEntry(PromotionStates.RecordType, id, "recipe") { To = state, Comment = line.Why.Length > 0 ? line.Why : null }, SystemUser.Instance);
        foreach (var stage in new[] { "meeting", "office" }.Where(s => s == "meeting" ? hasMeeting : hasOffice))
        {
            await promotions.ApproveAsync(db, id, stage, "系统", clock.GetUtcNow());
        }
    }

    private sealed record SamplePromotion
    {
        /// <summary>The three digits of the project's working number.</summary>
        public string Project { get; init; } = "";

        /// <summary>What the title adds to the project's name.</summary>
        public string Kind { get; init; } = "招生简章";

        /// <summary>Empty for approved.</summary>
        public string State { get; init; } = "";

        public decimal? SaysFee { get; init; }

        /// <summary>What stands in its trace.</summary>
        public string Why { get; init; } = "";
    }
}
