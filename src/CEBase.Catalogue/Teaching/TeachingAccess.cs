using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Teaching;

/// <summary>Who keeps teaching plans, materials and safety records: holders of the permission, for the classes they may manage.</summary>
internal static class TeachingAccess
{
    public static bool MayKeep(ClassRow row, ICurrentUser user) =>
        user.Has(Permissions.TeachingManage) && ClassAccess.MayManage(row.AdviserId, user) && !ClassStates.IsOver(row.State);

    /// <summary>The class, locked until the transaction ends.</summary>
    /// <exception cref="Refusal"><c>not_allowed</c>, and those of <see cref="ClassService.LockAsync"/>.</exception>
    public static Task<ClassRow> LockAsync(DbScope db, string classNo, ICurrentUser user) => user.Has(Permissions.TeachingManage)
        ? ClassService.LockAsync(db, classNo, user)
        : throw new Refusal("not_allowed", "您没有管理教学计划、资料与安全记录的权限，请联系管理员。") { Status = 403 };
}
