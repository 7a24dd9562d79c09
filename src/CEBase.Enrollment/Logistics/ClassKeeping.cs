using CEBase.Enrollment.Seats;
using ClassPermissions = CEBase.Catalogue.Permissions;

namespace CEBase.Enrollment.Logistics;

/// <summary>Who keeps rooms, meals, contacts and notes on the roster: holders of the permission, for the classes they may manage.</summary>
internal static class ClassKeeping
{
    public static bool IsTheirs(ClassCard card, ICurrentUser user) => user.Has(Permissions.Logistics)
        && (user.Has(ClassPermissions.Manage) || (user.Has(ClassPermissions.ManageOwn) && card.AdviserId is { } adviser && adviser == user.AccountId));

    public static bool MayKeep(ClassCard card, ICurrentUser user) =>
        IsTheirs(card, user) && card.State is not (ClassStates.Closed or ClassStates.Archived or ClassStates.Cancelled);

    /// <exception cref="Refusal"><c>not_found</c>, <c>not_yours</c>, <c>class_closed</c>.</exception>
    public static async Task<ClassCard> OpenAsync(IClassDirectory classes, DbScope db, string classNo, ICurrentUser user)
    {
        var card = await classes.OfNumberAsync(db, classNo);
        return MayKeep(card, user) ? card
            : IsTheirs(card, user) ? throw new Refusal("class_closed", $"这个班{ClassWords.States.LabelOf(card.State)}，不能再改动。") { Status = 409 }
            : throw new Refusal("not_yours", "只有基地工作人员和本班班主任可以办理这个班的食宿和名单。") { Status = 403 };
    }
}
