namespace CEBase.Enrollment;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("学员", "学员", "/console/learners", Permissions.ViewLearners, "users", 10),
        new("学员", "委托单位联系人", "/console/organisations", Permissions.ManageLearners, "building-community", 20),
    ];
}
