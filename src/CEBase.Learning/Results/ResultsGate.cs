namespace CEBase.Learning.Results;

/// <summary>A class closes only when everybody on its roster has a result.</summary>
[RestsOn("NPU:6", How = "全部学员登记考核结果后才能结班")]
[RestsOn("BJTU:14", How = "全部学员登记考核结果后才能结班")]
internal static class EveryResultRecorded
{
    /// <summary>Findings; the finding leads to the class's result sheet.</summary>
    /// <param name="classNo">The class.</param>
    /// <param name="missing">Names of those without a result.</param>
    public static IReadOnlyList<Finding> Judge(string classNo, IReadOnlyList<string> missing)
    {
        if (missing.Count == 0)
        {
            return [];
        }
        var names = string.Join("、", missing.Take(3)) + (missing.Count > 3 ? "等" : "");
        return [Finding.Block("learning.results-missing", $"还有 {missing.Count} 名学员没有考核结果（{names}）。请到“考核”页登记。", "NPU:6", "BJTU:14") with { Remedy = LearningAddresses.Results(classNo) }];
    }
}

/// <summary>A stop on closing a class.</summary>
internal sealed class ResultsGate(IClassDirectory classes, IEnrolmentDirectory enrolments, ClassResults results) : IStepGate
{
    public string RecordType => ClassStates.RecordType;
    public string Step => "close";
    public string Label => "考核结果";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => EveryResultRecorded.Judge(
        (await classes.GetAsync(step.Db, [step.RecordId])).Single().ClassNo, await MissingAsync(step.Db, enrolments, results, step.RecordId));

    /// <summary>Names of learners on the roster without a result.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(DbScope db, IEnrolmentDirectory enrolments, ClassResults results, long classId)
    {
        var recorded = (await results.OfClassAsync(db, classId)).Select(r => r.LearnerId).ToHashSet();
        return [.. (await enrolments.OfClassAsync(db, classId)).Where(e => !recorded.Contains(e.LearnerId)).Select(e => e.LearnerName)];
    }
}
