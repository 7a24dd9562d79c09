namespace CEBase.Enrollment.Logistics;

/// <summary>Who keeps rooms, meals, contacts and notes on the roster: holders of the permission, for the classes they may manage.</summary>
internal static class ClassKeeping
{
    public static bool IsTheirs(ClassCard card, ICurrentUser user) => user.Has(Permissions.Logistics) && ClassAccess.MayManage(card, user);

    public static bool MayKeep(ClassCard card, ICurrentUser user) =>
        user.Has(Permissions.Logistics) && ClassAccess.MayChange(card, user);

    /// <exception cref="Refusal"><c>not_found</c>, <c>not_yours</c>, <c>class_closed</c>.</exception>
    public static async Task<ClassCard> OpenAsync(IClassDirectory classes, DbScope db, string classNo, ICurrentUser user)
    {
        var card = await classes.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为“{classNo}”的培训班。");
        return MayKeep(card, user) ? card
            : IsTheirs(card, user) ? throw new Refusal("class_closed", $"这个班{ClassWords.States.LabelOf(card.State)}，不能再改动。") { Status = 409 }
            : throw new Refusal("not_yours", "只有基地工作人员和本班班主任可以办理这个班的食宿和名单。") { Status = 403 };
    }
}
