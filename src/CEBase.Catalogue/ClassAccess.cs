namespace CEBase.Catalogue;

/// <summary>
/// Whose class it is: the one answer for all modules. A class is a user's own when the user is its adviser (班主任) and holds
/// <see cref="Permissions.ManageOwn"/>; to be named as adviser opens nothing by itself, and a class without adviser is nobody's own.
/// </summary>
public static class ClassAccess
{
    /// <summary>The user may act on the class: manages every class, or this one is the user's own.</summary>
    /// <param name="adviserId">Account of the adviser, or null.</param>
    /// <param name="user">Who asks.</param>
    public static bool MayManage(long? adviserId, ICurrentUser user) =>
        user.Has(Permissions.Manage) || (IsAnAdviser(user) && adviserId is not null && adviserId == user.AccountId);

    /// <inheritdoc cref="MayManage(long?, ICurrentUser)" />
    public static bool MayManage(ClassCard card, ICurrentUser user) => MayManage(card.AdviserId, user);

    /// <summary>The user may act on the class, and it isn't closed, archived or cancelled.</summary>
    public static bool MayChange(ClassCard card, ICurrentUser user) => MayManage(card, user) && !ClassStates.IsOver(card.State);

    /// <summary>The user may see what a module holds of the class: holds a permission that sees it of all classes, or may manage this one.</summary>
    /// <param name="adviserId">Account of the adviser, or null.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="seesAll">Permission of the caller's module that opens every class's.</param>
    public static bool MaySee(long? adviserId, ICurrentUser user, string seesAll) => user.Has(seesAll) || MayManage(adviserId, user);

    /// <summary>The same for lists, as a condition of SQL on the parameter <c>@Account</c>.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="seesAll">Permission of the caller's module that opens every class's.</param>
    /// <param name="adviserColumn">Column that holds the adviser's account.</param>
    public static string Seen(ICurrentUser user, string seesAll, string adviserColumn = "c.adviser_id") =>
        user.Has(seesAll) || user.Has(Permissions.Manage) ? "1 = 1"
        : IsAnAdviser(user) ? $"{adviserColumn} = @Account"
        : "1 = 0";

    private static bool IsAnAdviser(ICurrentUser user) => user.AccountId is not null && user.Has(Permissions.ManageOwn);
}
