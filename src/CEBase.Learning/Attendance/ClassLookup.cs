namespace CEBase.Learning.Attendance;

/// <summary>What the pages of a class begin with.</summary>
internal static class ClassLookup
{
    /// <summary>The class of that number.</summary>
    /// <exception cref="Refusal">No such class.</exception>
    public static async Task<ClassCard> OfNumberAsync(this IClassDirectory classes, DbScope db, string classNo) =>
        await classes.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为 {classNo} 的培训班，请核对班号。");

    /// <summary>The lesson, if it is one of this class.</summary>
    /// <exception cref="Refusal">No such lesson in this class.</exception>
    public static async Task<ClassLesson> SessionOfAsync(this IClassDirectory classes, DbScope db, string classNo, long sessionId)
    {
        var owner = await classes.OfNumberAsync(db, classNo);
        return await classes.SessionAsync(db, sessionId) is { } card && card.ClassId == owner.Id
            ? new ClassLesson(owner, card)
            : throw Refusal.NotFound("这个班没有这次课，可能课表已调整。");
    }
}
