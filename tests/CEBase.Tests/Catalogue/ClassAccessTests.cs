using CEBase.Catalogue;
using CEBase.Funds.Claims;
using CEBase.Learning.Attendance;
using CEBase.Tests.Funds;
using AttendanceState = CEBase.Learning.AttendanceState;
using FundRights = CEBase.Funds.Permissions;

namespace CEBase.Tests.Catalogue;

/// <summary>Whose class it is: asked in one place, with the same answer for attendance, claims and the class itself.</summary>
public sealed class ClassAccessTests
{
    private const long Adviser = 7;

    private sealed class Nobody : ICurrentUser
    {
        public long? AccountId => null;
        public string DisplayName => "";
        public bool IsSystem => false;
        public bool Has(string permission) => permission == Permissions.ManageOwn;
    }

    [Fact]
    public void An_adviser_manages_the_own_class_and_no_other()
    {
        var adviser = new TestUser(Adviser, Permissions.ManageOwn);
        Assert.True(ClassAccess.MayManage(Adviser, adviser));
        Assert.False(ClassAccess.MayManage(Adviser + 1, adviser));
        Assert.False(ClassAccess.MayManage((long?)null, adviser));
        Assert.True(ClassAccess.MaySee(Adviser, adviser, FundRights.View));
        Assert.False(ClassAccess.MaySee(Adviser + 1, adviser, FundRights.View));
        Assert.Equal("c.adviser_id = @Account", ClassAccess.Seen(adviser, FundRights.View));
    }

    [Fact]
    public void An_adviser_without_ManageOwn_has_no_class()
    {
        var former = new TestUser(Adviser, FundRights.ClaimsManage);
        Assert.False(ClassAccess.MayManage(Adviser, former));
        Assert.False(ClassAccess.MaySee(Adviser, former, FundRights.View));
        Assert.Equal("1 = 0", ClassAccess.Seen(former, FundRights.View));
    }

    [Fact]
    public void Who_manages_all_classes_or_sees_all_of_a_module_is_asked_for_no_adviser()
    {
        var staff = new TestUser(1, Permissions.Manage);
        Assert.True(ClassAccess.MayManage(Adviser, staff));
        Assert.True(ClassAccess.MayManage((long?)null, staff));
        Assert.Equal("1 = 1", ClassAccess.Seen(staff, FundRights.View));
        var finance = new TestUser(2, FundRights.View);
        Assert.False(ClassAccess.MayManage(Adviser, finance));
        Assert.True(ClassAccess.MaySee(null, finance, FundRights.View));
        Assert.Equal("1 = 1", ClassAccess.Seen(finance, FundRights.View));
    }

    [Fact]
    public void A_visitor_without_account_has_not_the_classes_that_lack_an_adviser()
    {
        Assert.False(ClassAccess.MayManage((long?)null, new Nobody()));
        Assert.False(ClassAccess.MaySee(null, new Nobody(), FundRights.View));
        Assert.Equal("1 = 0", ClassAccess.Seen(new Nobody(), FundRights.View));
    }

    [Theory]
    [InlineData(ClassStates.Running, true)]
    [InlineData(ClassStates.Ended, true)]
    [InlineData(ClassStates.Closed, false)]
    [InlineData(ClassStates.Archived, false)]
    [InlineData(ClassStates.Cancelled, false)]
    public void Nobody_changes_a_class_that_is_over(string state, bool may) =>
        Assert.Equal(may, ClassAccess.MayChange(new ClassCard { State = state, AdviserId = Adviser }, new TestUser(Adviser, Permissions.ManageOwn)));

    [Fact]
    public async Task Attendance_is_taken_by_nobody_who_manages_neither_all_classes_nor_the_own()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var sample = await Learning.SampleClass.MakeAsync(bench);
        var session = await sample.SessionAsync();
        await bench.Database.WriteAsync(db => db.ExecuteAsync("UPDATE training_class SET adviser_id = @Adviser WHERE id = @Id", new { Adviser, sample.Id }));

        Assert.Equal("not_allowed", await RefusedAsync(new TestUser(9, "Attendance.Take")));
        Assert.Equal("not_allowed", await RefusedAsync(new TestUser(Adviser, "Attendance.Take")));
        Assert.Equal("not_allowed", await RefusedAsync(new TestUser(9, "Attendance.Take", Permissions.ManageOwn)));
        await SaveAsync(new TestUser(Adviser, "Attendance.Take", Permissions.ManageOwn));
        Assert.False((await sample.TakeAsync(session, "confirm", new TestUser(9, "Hours.Confirm"))).Taken);

        Task<SheetOutcome> SaveAsync(TestUser user) => bench.RunAsync<AttendanceSheet, SheetOutcome>(sheet => sheet.SaveAsync(session, [], AttendanceState.Present, user));
        async Task<string> RefusedAsync(TestUser user) => (await Assert.ThrowsAsync<Refusal>(() => SaveAsync(user))).Code;
    }

    [Fact]
    public async Task A_claim_for_a_class_is_written_by_its_adviser_while_holding_ManageOwn()
    {
        await using var bench = await FundBench.StartAsync(DatabaseKind.Sqlite);
        var fund = await bench.FundAsync(CEBase.Funds.Budgets.FundKind.Grant);
        var sample = await Learning.SampleClass.MakeAsync(bench.Bench);
        var classNo = await bench.Database.WriteAsync(db =>
            db.FirstAsync<string>("UPDATE training_class SET adviser_id = @Adviser WHERE id = @Id RETURNING class_no", new { Adviser, sample.Id }));
        var details = new ClaimDetails("讲义印刷", fund.Id, classNo!, "");

        var former = new TestUser(Adviser, FundRights.ClaimsView, FundRights.ClaimsManage);
        Assert.Equal("not_allowed", (await Assert.ThrowsAsync<Refusal>(() => CreateAsync(former))).Code);
        Assert.NotEmpty((await CreateAsync(new TestUser(Adviser, FundRights.ClaimsView, FundRights.ClaimsManage, Permissions.ManageOwn))).Number);

        Task<Claim> CreateAsync(TestUser user) => bench.WriteAsync<ClaimService, Claim>((claims, db) => claims.CreateAsync(db, details, user));
    }
}
