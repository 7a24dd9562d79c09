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
}
