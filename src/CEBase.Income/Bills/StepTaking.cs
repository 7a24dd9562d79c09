namespace CEBase.Income.Bills;

/// <summary>Refuses a whole act because of what a rule or a step of it says.</summary>
internal static class StepTaking
{
    /// <summary>Takes a step that belongs to a larger act.</summary>
    /// <exception cref="Refusal">What stops the step, under its rule, or <c>step_refused</c>; also when the step was taken before.</exception>
    public static async Task TakeOrRefuseAsync(this WorkflowEngine engine, DbScope db, string recordType, long recordId, string step, string? comment = null, ICurrentUser? user = null)
    {
        var outcome = await engine.TakeAsync(db, new StepRequest(recordType, recordId, step) { Comment = comment }, user ?? SystemUser.Instance);
        if (!outcome.Taken)
        {
            outcome.Findings.RefuseIfBlocked();
            throw new Refusal("step_refused", outcome.Refusal!) { Status = 409 };
        }
    }

    /// <summary>Goes on unless a finding blocks.</summary>
    /// <exception cref="Refusal">The first that does, under its rule: a clash, or a field to be mended.</exception>
    public static void RefuseIfBlocked(this IEnumerable<Finding> findings, string? field = null)
    {
        if (findings.FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw new Refusal(stop.Rule, stop.Sentence) { Field = field, Status = field is null ? 409 : 400 };
        }
    }
}
