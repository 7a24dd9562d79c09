namespace CEBase.Income.Bills;

/// <summary>Takes a step that belongs to a larger act: refused, the whole act is.</summary>
internal static class StepTaking
{
    /// <exception cref="Refusal">What stops the step, under its rule, or <c>step_refused</c>; also when the step was taken before.</exception>
    public static async Task TakeOrRefuseAsync(this WorkflowEngine engine, DbScope db, string recordType, long recordId, string step, string? comment = null, ICurrentUser? user = null)
    {
        var outcome = await engine.TakeAsync(db, new StepRequest(recordType, recordId, step) { Comment = comment }, user ?? SystemUser.Instance);
        if (!outcome.Taken)
        {
            var stop = outcome.Findings.FirstOrDefault(f => f.Severity == Severity.Block);
            throw new Refusal(stop?.Rule ?? "step_refused", stop?.Sentence ?? outcome.Refusal!) { Status = 409 };
        }
    }
}
