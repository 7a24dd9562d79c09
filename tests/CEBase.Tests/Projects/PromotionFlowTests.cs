using CEBase.Projects;
using CEBase.Projects.Promotion;
using CEBase.Projects.RedFlags;
using FsCheck.Fluent;

namespace CEBase.Tests.Projects;

public sealed class PromotionFlowTests
{
    private static readonly TestUser Clerk = new(5, Permissions.View, Permissions.PromotionsManage);
    private static readonly TestUser Leader = new(6, Permissions.View, Permissions.UnitReview, CEBase.Platform.Permissions.FindingsOverride);
    private static readonly TestUser Office = new(7, Permissions.View, Permissions.OfficeReview, CEBase.Platform.Permissions.FindingsOverride);

    private static async Task<(Bench, ProjectCard)> StartAsync(DatabaseKind kind)
    {
        var bench = await Bench.WithRecipesAsync(kind, "npu");
        return (bench, await bench.ApprovedProjectAsync());
    }

    private static PromotionMaterial Of(ProjectCard p) => new()
    {
        ProjectId = p.Id, Title = $"{p.Name}招生简章", Body = $"审批编号：{p.ApprovalNo}。", SaysName = p.Name, SaysStartsOn = p.StartsOn, SaysEndsOn = p.EndsOn, SaysFee = p.Fee, SaysSeats = p.Headcount,
        SaysAudience = p.Audience,
    };

    private static Task<long> Draft(Bench bench, PromotionMaterial material, string? key = null) =>
        bench.RunAsync<PromotionService, long>(service => bench.Database.WriteAsync(s => service.CreateAsync(s, material, key, Clerk)));

    private static Task<StepOutcome> Take(Bench bench, long id, string step, ICurrentUser user, string? reason = null) => bench.RunAsync<WorkflowEngine, StepOutcome>(engine =>
        engine.TakeAsync(new StepRequest(PromotionStates.RecordType, id, step) { Comment = reason, PassReviews = reason is not null }, user));

    private static Task Record(Bench bench, long id, bool isMeeting) => bench.RunAsync<PromotionService>(service => bench.Database.WriteAsync(s => isMeeting
        ? service.RecordMeetingAsync(s, id, bench.Clock.Today(), "会纪〔2026〕3号", Leader) : service.RecordOfficeAsync(s, id, bench.Clock.Today(), "同意", Office)));

    private static async Task Approve(Bench bench, long id)
    {
        Assert.True((await Take(bench, id, PromotionWorkflow.Submit, Clerk)).Taken);
        await Record(bench, id, isMeeting: true);
        Assert.True((await Take(bench, id, PromotionWorkflow.MeetingPass, Leader)).Taken);
        await Record(bench, id, isMeeting: false);
        Assert.True((await Take(bench, id, PromotionWorkflow.OfficePass, Office)).Taken);
    }

    private static async Task<bool> IsPublic(Bench bench, long projectId) =>
        (await bench.Database.ReadAsync(s => bench.Services.GetRequiredService<IPromotionDirectory>().OfProjectAsync(s, projectId))).Any(c => c.IsApproved);

    [Theory, BothDatabases]
    public async Task Material_passes_the_meeting_then_the_office_and_both_are_on_record(DatabaseKind kind)
    {
        var (bench, project) = await StartAsync(kind);
        await using var _ = bench;
        var id = await Draft(bench, Of(project));
        Assert.False((await Take(bench, id, PromotionWorkflow.OfficePass, Office)).Taken);
        Assert.True((await Take(bench, id, PromotionWorkflow.Submit, Clerk)).Taken);
        Assert.False((await Take(bench, id, PromotionWorkflow.OfficePass, Office)).Taken);
        Assert.False((await Take(bench, id, PromotionWorkflow.MeetingPass, Office)).Taken);
        Assert.Contains((await Take(bench, id, PromotionWorkflow.MeetingPass, Leader)).Findings, f => f.Rule == ApprovalRecordRule.MeetingMissing);
        await Record(bench, id, isMeeting: true);
        Assert.True((await Take(bench, id, PromotionWorkflow.MeetingPass, Leader)).Taken);
        Assert.False(await IsPublic(bench, project.Id));
        Assert.Contains((await Take(bench, id, PromotionWorkflow.OfficePass, Office)).Findings, f => f.Rule == ApprovalRecordRule.OfficeMissing);
        await Record(bench, id, isMeeting: false);
        Assert.True((await Take(bench, id, PromotionWorkflow.OfficePass, Office)).Taken);
        Assert.True(await IsPublic(bench, project.Id));
        Assert.Equal(["meeting", "office"], await bench.Database.ReadAsync(s => s.QueryAsync<string>("SELECT stage FROM promotion_approval WHERE promotion_id = @id ORDER BY id", new { id })));
    }

    [Fact]
    public async Task No_order_of_steps_and_edits_makes_material_public_without_both_approvals_of_what_it_says()
    {
        var (bench, project) = await StartAsync(DatabaseKind.Sqlite);
        await using var _ = bench;
        string[] acts = ["submit", "meeting-pass", "meeting-return", "office-pass", "office-return", "withdraw", "revive", "fall-back", "edit", "record-meeting", "record-office", "pass-round"];
        var all = new TestUser(9, Permissions.View, Permissions.PromotionsManage, Permissions.UnitReview, Permissions.OfficeReview, CEBase.Platform.Permissions.FindingsOverride);

        Property.Holds(Gen.ListOf(Gen.Elements(acts)).Resize(14), order =>
        {
            return RunAsync([.. order]).GetAwaiter().GetResult();

            async Task<bool> RunAsync(IReadOnlyList<string> steps)
            {
                var id = await Draft(bench, Of(project));
                var (meeting, office, edits) = (false, false, 0);
                foreach (var act in steps.SelectMany(s => s == "pass-round" ? ["submit", "record-meeting", "meeting-pass", "record-office", "office-pass"] : new[] { s }))
                {
                    var taken = false;
                    switch (act)
                    {
                        case "edit":
                            await bench.RunAsync<PromotionService>(service => bench.Database.WriteAsync(async s =>
                            {
                                var m = await new PromotionRepository().GetAsync(s, id);
                                await service.UpdateAsync(s, m with { Title = $"第 {++edits} 稿" }, all);
                            }));
                            (meeting, office) = (false, false);
                            break;
                        case "record-meeting" or "record-office":
                            try
                            {
                                await Record(bench, id, act == "record-meeting");
                            }
                            catch (CEBase.Platform.Refusals.Refusal)
                            {
                                // Not in that stage: nothing was recorded.
                            }
                            break;
                        default:
                            taken = (await Take(bench, id, act, all, "理由")).Taken;
                            break;
                    }
                    (meeting, office) = (act, taken) switch
                    {
                        ("submit" or "fall-back" or "revive" or "meeting-return" or "office-return" or "withdraw", true) => (false, false),
                        ("meeting-pass", true) => (true, office),
                        ("office-pass", true) => (meeting, true),
                        _ => (meeting, office),
                    };
                    var state = (await bench.Database.ReadAsync(s => new PromotionRepository().GetAsync(s, id))).State;
                    if (state == PromotionStates.Approved != (meeting && office))
                    {
                        return false;
                    }
                }
                return true;
            }
        }, tries: 25);
    }

    [Theory, BothDatabases]
    public async Task A_change_of_the_project_takes_material_back_and_says_why(DatabaseKind kind)
    {
        var (bench, project) = await StartAsync(kind);
        await using var _ = bench;
        var approved = await Draft(bench, Of(project));
        await Approve(bench, approved);
        var submitted = await Draft(bench, Of(project));
        await Take(bench, submitted, PromotionWorkflow.Submit, Clerk);

        Assert.True((await bench.ProjectStepAsync(project.Id, "revise")).Taken);

        Assert.False(await IsPublic(bench, project.Id));
        foreach (var id in new[] { approved, submitted })
        {
            Assert.Equal(PromotionStates.Draft, (await bench.Database.ReadAsync(s => new PromotionRepository().GetAsync(s, id))).State);
            var line = (await bench.RunAsync<Trace, IReadOnlyList<TraceLine>>(trace => bench.Database.ReadAsync(s => trace.OfAsync(s, PromotionStates.RecordType, id))))[0];
            Assert.Equal(PromotionWorkflow.FallBack, line.Step);
            Assert.Contains("项目的批准内容有变更", line.Comment);
        }
        Assert.Contains((await Take(bench, approved, PromotionWorkflow.Submit, Clerk)).Findings, f => f.Rule == PromotionTermsRule.NotApproved);
    }

    [Theory, BothDatabases]
    public async Task An_edit_of_approved_text_and_a_picture_take_it_back_and_its_minutes_count_no_more(DatabaseKind kind)
    {
        var (bench, project) = await StartAsync(kind);
        await using var _ = bench;
        var id = await Draft(bench, Of(project));
        await Approve(bench, id);
        await bench.RunAsync<PromotionService>(service => bench.Database.WriteAsync(async s => await service.UpdateAsync(s, await new PromotionRepository().GetAsync(s, id) with { Title = "另一个标题" }, Clerk)));
        Assert.False(await IsPublic(bench, project.Id));
        await Take(bench, id, PromotionWorkflow.Submit, Clerk);
        Assert.Contains((await Take(bench, id, PromotionWorkflow.MeetingPass, Leader)).Findings, f => f.Rule == ApprovalRecordRule.MeetingMissing);

        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
        await bench.RunAsync<PromotionService>(service => bench.Database.WriteAsync(s => service.AddPictureAsync(s, id, new MemoryStream(png), "海报.png", "招生海报", Clerk)));
        Assert.Equal(PromotionStates.Draft, (await bench.Database.ReadAsync(s => new PromotionRepository().GetAsync(s, id))).State);
        Assert.Single((await bench.Database.ReadAsync(s => bench.Services.GetRequiredService<IPromotionDirectory>().OfProjectAsync(s, project.Id)))[0].Pictures);
    }

    [Theory]
    [InlineData("number", PromotionTermsRule.NumberMissing)]
    [InlineData("fee", PromotionTermsRule.Fee)]
    [InlineData("agent", RedFlagRule.Forbidden)]
    [InlineData("name", "name.")]
    public async Task Each_wrong_thing_keeps_material_from_the_meeting(string what, string rule)
    {
        var (bench, project) = await StartAsync(DatabaseKind.Sqlite);
        await using var _ = bench;
        var sound = Of(project);
        var id = await Draft(bench, what switch
        {
            "number" => sound with { Body = "欢迎报名。" },
            "fee" => sound with { SaysFee = Money.FromYuan(1) },
            "agent" => sound with { Body = sound.Body + "各地设招生代理。" },
            _ => sound with { Title = "总裁精英班招生简章" },
        });

        var outcome = await Take(bench, id, PromotionWorkflow.Submit, Clerk);

        Assert.False(outcome.Taken);
        Assert.Contains(outcome.Findings, f => f.Severity == Severity.Block && f.Rule.StartsWith(rule, StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task A_form_sent_twice_makes_one_draft(DatabaseKind kind)
    {
        var (bench, project) = await StartAsync(kind);
        await using var _ = bench;
        Assert.Single((await Task.WhenAll(Draft(bench, Of(project), "a"), Draft(bench, Of(project), "a"))).Distinct());
    }
}
