namespace CEBase.Platform.Workflows;

/// <summary>What the workflow panel's form sends, as a record page's handler takes it: <c>OnPostStepAsync(StepForm form)</c>.</summary>
public sealed class StepForm
{
    /// <summary>Name of the step.</summary>
    public string? Step { get; set; }

    /// <summary>Comment or reason.</summary>
    public string? Comment { get; set; }

    /// <summary>The Review findings were read and are to pass.</summary>
    public bool PassReviews { get; set; }

    /// <summary>What the reader saw: <see cref="OfferedStep.Seen"/>.</summary>
    public long? Seen { get; set; }

    /// <summary>The request for this record.</summary>
    public StepRequest For(string recordType, long recordId) => new(recordType, recordId, Step ?? "") { Comment = Comment, PassReviews = PassReviews, Seen = Seen };
}
