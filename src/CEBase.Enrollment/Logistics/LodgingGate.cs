namespace CEBase.Enrollment.Logistics;

/// <summary>Everybody who asked for a bed has one when the class starts.</summary>
[RestsOn("NPU:12", How = "开班前核对需要住宿的学员是否都已排到床位，未排的须写明理由")]
internal static class LodgingRule
{
    public const string WithoutBed = "lodging.without-bed";

    /// <param name="usesLodging">The class arranges lodging.</param>
    /// <param name="withoutBed">Learners who need a bed and have none.</param>
    public static IReadOnlyList<Finding> Check(bool usesLodging, int withoutBed) => usesLodging && withoutBed > 0
        ? [Finding.Review(WithoutBed, $"还有 {withoutBed} 名需要住宿的学员没有床位，请在“食宿”页编排，或说明怎样安排。", "NPU:12")]
        : [];
}

/// <summary>Beds, before the class starts.</summary>
internal sealed class LodgingGate(IClassDirectory classes, LogisticsRepository repository) : IStepGate
{
    public string RecordType => ClassStates.RecordType;
    public string Step => "start";
    public string Label => "床位安排";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        if (!(await repository.SettingAsync(step.Db, step.RecordId)).UsesLodging || (await classes.GetAsync(step.Db, [step.RecordId])).FirstOrDefault() is not { } card)
        {
            return [];
        }
        return [.. LodgingRule.Check(true, await repository.WithoutBedAsync(step.Db, card.Id)).Select(f => f with { Remedy = EnrollmentAddresses.Logistics(card.ClassNo) })];
    }
}
