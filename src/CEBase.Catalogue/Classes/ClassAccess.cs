namespace CEBase.Catalogue.Classes;

/// <summary>Who may change which class.</summary>
internal static class ClassAccess
{
    public static bool MayManage(ClassRow row, ICurrentUser user) => MayManage(row.AdviserId, user);

    public static bool MayManage(long? adviserId, ICurrentUser user) => user.Has(Permissions.Manage)
        || (user.Has(Permissions.ManageOwn) && adviserId is not null && adviserId == user.AccountId);
}
