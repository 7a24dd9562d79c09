namespace CEBase.Learning.Attendance;

/// <summary>Whose classes a user may act on: a class adviser's own, everybody else's all.</summary>
internal static class ClassAccess
{
    private const string AllClasses = "Classes.Manage";
    private const string OwnClasses = "Classes.ManageOwn";

    public static bool IsTheirs(ClassCard owner, ICurrentUser user) =>
        !user.Has(OwnClasses) || user.Has(AllClasses) || (owner.AdviserId is { } adviser && adviser == user.AccountId);
}
