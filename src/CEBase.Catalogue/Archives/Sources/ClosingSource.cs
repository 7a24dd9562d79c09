using CEBase.Catalogue.Closing;

namespace CEBase.Catalogue.Archives.Sources;

/// <summary>Evaluation, summary and improvements of the class.</summary>
internal sealed class ClosingSource(ClosingRepository closing, ClosingFigures figures) : IArchiveSource
{
    public async Task<IReadOnlyList<ArchiveItem>> CollectAsync(DbScope db, ClassCard card)
    {
        var summary = await closing.SummaryAsync(db, card.Id);
        var evaluation = await closing.EvaluationAsync(db, card.Id);
        var improvements = await closing.ImprovementsAsync(db, card.Id);
        var page = CatalogueAddresses.Class(card.ClassNo, "summary");
        return
        [
            new ArchiveItem("evaluation.survey", !ClosingRule.CheckEvaluation(evaluation).Any(), page + "#evaluation")
            {
                HasOwnGate = true,
                Detail = evaluation is null ? "还没有登记" : evaluation.HasSurvey ? $"回收率 {evaluation.Rate}%" : "写明了没有评价的原因",
                Contents = evaluation is null ? [] : [ArchiveContent.Sheet($"{card.ClassNo} 学员评价.html", $"{card.Name} 学员评价",
                    _ => Task.FromResult<IEnumerable<(string, string)>>([("评价", evaluation.Sentence), ("意见", evaluation.Opinions), ("登记", $"{evaluation.RecordedByName} {evaluation.RecordedAt.InTable()}")]))],
            },
            new ArchiveItem("evaluation.summary", summary?.IsSubmitted == true, page)
            {
                HasOwnGate = true,
                Detail = summary is null ? "还没有写" : summary.IsSubmitted ? $"{summary.SubmittedOn?.InTable()} 提交" : "草稿",
                Contents = summary is null ? [] : [ArchiveContent.Sheet($"{card.ClassNo} 班级总结.html", $"{card.Name} 班级总结", s => SummaryAsync(s, card.Id, summary))],
            },
            new ArchiveItem("evaluation.improvements", improvements.Count > 0, page + "#improvements")
            {
                Detail = improvements.Count > 0 ? $"{improvements.Count} 条" : "",
                Contents = [ArchiveContent.Table($"{card.ClassNo} 改进与整改记录.csv", ["问题", "措施", "责任人", "期限", "完成日期", "结果"],
                    _ => Task.FromResult<IEnumerable<IReadOnlyList<object?>>>(improvements.Select(i => (object?[])[i.Problem, i.Measure, i.Responsible, i.DueOn, i.DoneOn, i.Outcome])))],
            },
        ];
    }

    private async Task<IEnumerable<(string, string)>> SummaryAsync(DbScope db, long classId, ClassSummary summary) =>
    [
        ("数据", string.Join("，", (await figures.ShownAsync(db, classId, summary)).Select(f => $"{f.Label} {f.Value}"))),
        .. summary.Parts,
        ("提交", $"{summary.SubmittedByName} {summary.SubmittedOn?.InTable()}"),
    ];
}
