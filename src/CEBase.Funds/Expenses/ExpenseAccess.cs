namespace CEBase.Funds.Expenses;

/// <summary>Whose costs a user sees: of all classes, or of the classes that the user advises.</summary>
internal static class ExpenseAccess
{
    /// <summary>Finance, leaders and the staff who run all classes.</summary>
    public static bool SeesAll(ICurrentUser user) => user.Has(Permissions.View) || user.Has(Catalogue.Permissions.Manage);

    /// <summary>Of which classes the user sees the costs, on <c>@Account</c>.</summary>
    public static string SeenClasses(ICurrentUser user) => ClassAccess.Seen(user, Permissions.View);

    /// <summary>Whether the costs of the class are the user's to see.</summary>
    public static async Task<bool> SeesClassAsync(DbScope db, long classId, ICurrentUser user) =>
        ClassAccess.MaySee(await db.ScalarAsync<long?>("SELECT adviser_id FROM published_training_class WHERE id = @classId", new { classId }), user, Permissions.View);

    /// <summary>The class that somebody names in a form; null when none is named.</summary>
    /// <exception cref="Refusal"><c>class_unknown</c>, <c>not_allowed</c>, at <c>ClassNo</c>.</exception>
    public static async Task<long?> ClassAsync(DbScope db, IClassDirectory classes, string? classNo, ICurrentUser user, string notOwn)
    {
        if (string.IsNullOrWhiteSpace(classNo))
        {
            return null;
        }
        var served = await classes.FindAsync(db, classNo.Trim()) ?? throw new Refusal("class_unknown", $"没有班号为 {classNo.Trim()} 的培训班。") { Field = "ClassNo" };
        return ClassAccess.MaySee(served.AdviserId, user, Permissions.View) ? served.Id : throw new Refusal("not_allowed", notOwn) { Field = "ClassNo", Status = 403 };
    }
}
