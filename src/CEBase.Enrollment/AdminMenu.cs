namespace CEBase.Enrollment;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("学员", "学员", EnrollmentAddresses.Learners, Permissions.ViewLearners, "users", 10),
        new("学员", "委托单位联系人", EnrollmentAddresses.Contacts, Permissions.ManageLearners, "building-community", 20),
    ];
}
