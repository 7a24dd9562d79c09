using CEBase.Income.OnlinePayments;
using Microsoft.Extensions.Configuration;

namespace CEBase.Tests.Income;

/// <summary>What the signature covers, and what is believed.</summary>
public sealed class PaymentSignatureTests
{
    private static readonly TestClock Clock = new();
    private static readonly PaymentSettings Settings = new() { BaseAddress = "https://pay.example.com", MerchantId = PaymentPlatform.Merchant, Key = PaymentPlatform.Key, PublicAddress = "https://jijiao.example.com" };
    private static readonly MessageSeal Seal = new(Settings, Clock);

    private static Dictionary<string, string> Message(params (string Name, string Value)[] fields) => Seal.Seal("notify", [("order_no", "ZF2026-0001"), ("amount", "80000"), .. fields]);

    [Fact]
    public void The_example_of_the_contract_comes_out_as_documented()
    {
        var fields = new Dictionary<string, string> { ["order_no"] = "ZF2026-0001", ["amount"] = "80000", ["payer_name"] = "张三 & 李四", ["merchant_id"] = "M-1", ["nonce"] = "n1", ["timestamp"] = "1773633600" };
        Assert.Equal("notify\namount=80000&merchant_id=M-1&nonce=n1&order_no=ZF2026-0001&payer_name=%E5%BC%A0%E4%B8%89%20%26%20%E6%9D%8E%E5%9B%9B&timestamp=1773633600", PaymentSignature.Canonical("notify", fields));
        Assert.Equal("fe013174e5d36aaf3b9f1dfcb1e6618c188c0f94312bfaf4e7f56dfb60f2b66c", PaymentSignature.Sign("0123456789abcdef0123456789abcdef", "notify", fields));
    }

    [Fact]
    public void What_we_sign_the_stand_in_signs_alike()
    {
        var message = Message(("payer_name", "王~五*(')"));
        Assert.Equal(PaymentPlatform.Sign(PaymentPlatform.Key, "notify", message), message["signature"]);
        Assert.Equal(SealFault.None, Seal.Check("notify", message));
    }

    [Fact]
    public void A_changed_added_or_missing_field_another_purpose_and_another_key_are_refused()
    {
        foreach (var field in Message().Keys)
        {
            var changed = Message();
            changed[field] += "0";
            Assert.Equal(SealFault.Signature, Seal.Check("notify", changed));
            var without = Message();
            without.Remove(field);
            Assert.Equal(SealFault.Signature, Seal.Check("notify", without));
        }
        var more = Message();
        more["extra"] = "1";
        Assert.Equal(SealFault.Signature, Seal.Check("notify", more));
        Assert.Equal(SealFault.Signature, Seal.Check("order.query.answer", Message()));
        Assert.Equal(SealFault.Signature, new MessageSeal(Settings with { Key = "another-key-0123456789-0123456789" }, Clock).Check("notify", Message()));
        Assert.Equal(SealFault.Signature, new MessageSeal(Settings with { Key = "" }, Clock).Check("notify", Message()));
    }

    [Fact]
    public void Text_can_not_be_moved_from_one_field_to_the_next() => Property.Holds(Property.Of<(string?, string?)>(), texts =>
    {
        var (a, b) = (texts.Item1 ?? "", texts.Item2 ?? "");
        return PaymentSignature.Canonical("p", [new("a", $"{a}&b={b}"), new("b", "")]) != PaymentSignature.Canonical("p", [new("a", a), new("b", b)]);
    });

    [Fact]
    public void Another_merchants_message_is_refused_though_it_is_signed() =>
        Assert.Equal(SealFault.Merchant, Seal.Check("notify", new MessageSeal(Settings with { MerchantId = "M-2" }, Clock).Seal("notify")));

    [Theory]
    [InlineData(-301, SealFault.Time)]
    [InlineData(-300, SealFault.None)]
    [InlineData(0, SealFault.None)]
    [InlineData(300, SealFault.None)]
    [InlineData(301, SealFault.Time)]
    internal void A_message_is_believed_for_five_minutes_to_either_side(int seconds, SealFault expected)
    {
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(expected, Seal.Check("notify", new MessageSeal(Settings, clock).Seal("notify")));
    }

    [Fact]
    public void The_key_before_is_believed_while_the_sides_change_over_and_never_signs()
    {
        var after = new MessageSeal(Settings with { Key = "the-new-key-0123456789-0123456789", PreviousKey = Settings.Key }, Clock);
        Assert.Equal(SealFault.None, after.Check("notify", Message()));
        Assert.Equal(SealFault.Signature, Seal.Check("notify", after.Seal("notify")));
    }

    [Fact]
    public void An_answer_to_another_request_is_refused()
    {
        var (first, second) = (Seal.Seal("order.query"), Seal.Seal("order.query"));
        var answer = Seal.Seal("order.query.answer", (MessageSeal.RequestNonce, first[MessageSeal.Nonce]));
        Assert.Equal(SealFault.None, Seal.CheckAnswer("order.query.answer", answer, first));
        Assert.Equal(SealFault.Nonce, Seal.CheckAnswer("order.query.answer", answer, second));
    }

    [Theory]
    [InlineData("{\"a\":\"1\"}", true)]
    [InlineData("{\"a\":1}", false)]
    [InlineData("{\"a\":{\"b\":\"1\"}}", false)]
    [InlineData("{\"a\":\"1\",\"a\":\"2\"}", false)]
    [InlineData("[]", false)]
    [InlineData("{", false)]
    [InlineData("", false)]
    public void Only_flat_objects_of_texts_are_messages(string json, bool isRead) => Assert.Equal(isRead, FlatFields.FromJson(System.Text.Encoding.UTF8.GetBytes(json)) is not null);

    [Theory]
    [InlineData("", "", "", null)]
    [InlineData("http://pay.example.com", PaymentPlatform.Key, "https://jijiao.example.com", "BaseAddress")]
    [InlineData("https://pay.example.com", "short", "https://jijiao.example.com", "Payments:Key")]
    [InlineData("https://pay.example.com", PaymentPlatform.Key, "", "PublicAddress")]
    [InlineData("https://pay.example.com", PaymentPlatform.Key, "https://jijiao.example.com", null)]
    public void Half_a_configuration_stops_the_program_with_a_sentence_and_none_turns_payment_off(string address, string key, string site, string? fault)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Payments:BaseAddress"] = address, ["Payments:Key"] = key, ["Payments:PublicAddress"] = site, ["Payments:MerchantId"] = "M-1",
        }).Build();
        if (fault is null)
        {
            Assert.Equal(address.Length > 0, PaymentSettings.Read(configuration).IsOn);
        }
        else
        {
            Assert.Contains(fault, Assert.Throws<Refusal>(() => PaymentSettings.Read(configuration)).Message);
        }
    }
}
