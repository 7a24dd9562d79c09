namespace CEBase.Tests.Display;

/// <summary>Forms that say all that is wrong at once, and lists in the order asked for.</summary>
public sealed class RefusalsTests
{
    [Fact]
    public void All_fields_are_refused_at_once_each_with_its_first_sentence()
    {
        var wrong = new Refusals();
        Assert.Equal(0, wrong.Ask<int>(() => throw Of("Amount", "不是数字")));
        wrong.Ask(() => throw Of("Payee", "请填写收款人"));
        wrong.Ask(() => throw Of("Amount", "应大于 0"));

        var refusal = Assert.Throws<Refusal>(wrong.Done);
        Assert.Equal(["不是数字", "请填写收款人"], new[] { refusal }.Concat(refusal.Others).Select(r => r.Message));
    }

    [Fact]
    public async Task What_belongs_to_no_field_stops_at_once_and_nothing_refused_goes_on()
    {
        var wrong = new Refusals();
        Assert.Throws<Refusal>(() => wrong.Ask(() => throw new Refusal("not_yours", "不是您的")));
        Assert.Equal(7, await wrong.AllAsync(() => Task.FromResult(7)));
        wrong.Ask(() => throw Of("Payee", "请填写收款人"));
        Assert.Equal("请填写收款人", (await Assert.ThrowsAsync<Refusal>(() => wrong.AllAsync(() => Task.FromResult(7)))).Message);
    }

    [Theory]
    [InlineData("amount", "k.total, k.id DESC")]
    [InlineData("-amount", "k.total DESC, k.id DESC")]
    [InlineData("total; DROP TABLE claim", "k.id DESC")]
    [InlineData(null, "k.id DESC")]
    public void A_list_is_ordered_by_columns_it_knows_and_by_nothing_else(string? sort, string order) =>
        Assert.Equal(order, SqlOrder.By(sort, "k.id DESC", ("amount", "k.total")));

    [Fact]
    public void States_stand_in_the_order_of_their_workflow() =>
        Assert.Equal("CASE k.state WHEN 'draft' THEN 0 WHEN 'checked' THEN 1 ELSE 99 END", StateOrder.Of("k.state", [new StateDefinition("draft", "草稿"), new StateDefinition("checked", "待审")]));

    private static Refusal Of(string field, string sentence) => new("required", sentence) { Field = field };
}
