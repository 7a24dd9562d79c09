namespace CEBase.Funds.Expenses;

/// <summary>Whose costs a user sees: of all classes, or of the classes that the user advises.</summary>
internal static class ExpenseAccess
{
    /// <summary>Finance, leaders and the staff who run all classes.</summary>
    public static bool SeesAll(ICurrentUser user) => user.Has(Permissions.View) || user.Has(Catalogue.Permissions.Manage);

    /// <summary>Of which classes the user sees the costs, on <c>@Account</c>.</summary>
    public static string SeenClasses(ICurrentUser user) => SeesAll(user) ? "1 = 1" : "c.adviser_id = @Account";

    public static async Task<bool> IsAdviserAsync(DbScope db, long classId, ICurrentUser user) =>
        user.AccountId is { } account && await db.ScalarAsync<long?>("SELECT adviser_id FROM training_class WHERE id = @classId", new { classId }) == account;
}
