using CEBase.Catalogue.Closing;

namespace CEBase.Catalogue.Archives;

/// <summary>The terms that due days are counted with.</summary>
/// <param name="ArchiveDays">Days after the class's end.</param>
/// <param name="SummaryWorkingDays">Working days after the class's end.</param>
internal sealed record ArchiveTerms(int ArchiveDays, int SummaryWorkingDays)
{
    public static async Task<ArchiveTerms> OnAsync(IParameters parameters, DbScope db, DateOnly day) => new(
        (await parameters.GetAsync(db, "archive.due-days", day)).Int, await SummaryTerm.DaysAsync(parameters, db, day));
}

/// <summary>When an item is due.</summary>
internal static class ArchiveDue
{
    public static DateOnly Of(ArchiveRequirement requirement, ClassCard card, ArchiveTerms terms)
    {
        var from = requirement.DueKind switch
        {
            DueKind.Start => card.StartsOn,
            DueKind.End => card.EndsOn,
            DueKind.Summary => SummaryTerm.AddWorkingDays(card.EndsOn, terms.SummaryWorkingDays),
            _ => card.EndsOn.AddDays(terms.ArchiveDays),
        };
        return from.AddDays(requirement.DueDays);
    }
}
