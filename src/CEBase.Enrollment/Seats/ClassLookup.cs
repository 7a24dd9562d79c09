namespace CEBase.Enrollment.Seats;

/// <summary>Classes by their number, or a refusal.</summary>
internal static class ClassLookup
{
    /// <exception cref="Refusal"><c>class_unknown</c>: none of that number, or not public yet.</exception>
    public static async Task<ClassCard> PublicAsync(this IClassDirectory classes, DbScope db, string classNo) =>
        await classes.FindAsync(db, classNo) is { State: not (ClassStates.Draft or ClassStates.Planned) } card
            ? card
            : throw new Refusal("class_unknown", $"没有班号为“{classNo}”的培训班，请核对班号。") { Status = 404 };

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public static async Task<ClassCard> OfNumberAsync(this IClassDirectory classes, DbScope db, string classNo) =>
        await classes.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为“{classNo}”的培训班。");
}
