using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Personal;

public sealed class NumberCheckTests
{
    private const string CreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly Gen<string> RightCodes =
        from body in Gen.Elements(CreditAlphabet.ToCharArray()).ArrayOf(17)
        let text = new string(body)
        select text + CreditCode.CheckCharacter(text);

    [Fact]
    public void The_known_credit_code_is_right()
    {
        var check = CreditCode.Check("91350100M000100Y43");
        Assert.True(check.IsValid);
        Assert.True(check.ChecksumFits);
    }

    [Fact]
    public void A_credit_code_with_its_check_character_fits_and_with_any_character_changed_does_not()
    {
        Property.Holds(RightCodes, code => CreditCode.Check(code) is { IsValid: true, ChecksumFits: true });
        Property.Holds(
            from code in RightCodes
            from position in Gen.Choose(0, 16)
            from other in Gen.Elements(CreditAlphabet.ToCharArray())
            where code[position] != other
            select string.Concat(code.AsSpan(0, position), other.ToString(), code.AsSpan(position + 1)),
            changed => CreditCode.Check(changed) is { IsValid: true, ChecksumFits: false });
    }

    [Theory]
    [InlineData("91350100M000100Y4", "credit_code_length")]
    [InlineData("91350100M000100I43", "credit_code_characters")]
    [InlineData("9135010OM000100Y43", "credit_code_characters")]
    [InlineData("", "credit_code_length")]
    public void A_malformed_credit_code_has_its_reason(string code, string reason) => Assert.Equal(reason, CreditCode.Check(code).Reason);

    [Fact]
    public void A_legal_code_of_the_early_pilot_keeps_its_form_and_only_misses_the_checksum()
    {
        var check = CreditCode.Check("91350100M000100Y42");
        Assert.True(check.IsValid);
        Assert.False(check.ChecksumFits);
    }

    [Theory]
    [InlineData("13812345678")]
    [InlineData("+86 138-1234-5678")]
    [InlineData("0086 138 1234 5678")]
    [InlineData("8613812345678")]
    [InlineData("１３８１２３４５６７８")]
    [InlineData("138—1234—5678")]
    public void A_mobile_number_is_brought_into_one_form(string typed)
    {
        var check = Mobile.Check(typed);
        Assert.True(check.IsValid, check.Sentence);
        Assert.Equal("13812345678", check.Number);
    }

    [Theory]
    [InlineData(null, "phone_missing")]
    [InlineData(" - ", "phone_missing")]
    [InlineData("12812345678", "phone_format")]
    [InlineData("1381234567", "phone_format")]
    [InlineData("138123456789", "phone_format")]
    [InlineData("029-88460000", "phone_format")]
    [InlineData("1.38123E+10", "phone_format")]
    [InlineData("1381234567八", "phone_format")]
    public void A_malformed_mobile_number_has_its_reason(string? typed, string reason) => Assert.Equal(reason, Mobile.Check(typed).Reason);

    [Theory]
    [InlineData(DocumentKind.HongKongMacaoPermit, "h12345678", null)]
    [InlineData(DocumentKind.HongKongMacaoPermit, "M1234567801", null)]
    [InlineData(DocumentKind.HongKongMacaoPermit, "T12345678", "permit_format")]
    [InlineData(DocumentKind.TaiwanPermit, "01234567", null)]
    [InlineData(DocumentKind.TaiwanPermit, "0123456789(B)", null)]
    [InlineData(DocumentKind.TaiwanPermit, "012345678", "permit_format")]
    [InlineData(DocumentKind.Passport, "e12345678", null)]
    [InlineData(DocumentKind.Passport, "E123", "passport_format")]
    [InlineData(DocumentKind.OfficerCard, "军字第1234567号", null)]
    [InlineData(DocumentKind.OfficerCard, "军字第号", "officer_card_format")]
    [InlineData(DocumentKind.Other, "AB", "document_format")]
    public void Other_documents_are_checked_by_form(DocumentKind kind, string number, string? reason) =>
        Assert.Equal(reason, DocumentCheck.Of(kind, number, new DateOnly(2026, 3, 16)).Reason);

    [Fact]
    public void Masks_keep_what_is_needed_to_recognise_and_no_more()
    {
        Assert.Equal("110***********002X", Masking.Document("11010519491231002X"));
        Assert.Equal("138****5678", Masking.Phone("13812345678"));
        Assert.Equal(("张*", "王*明", "欧**华", "*", ""), (Masking.Name("张三"), Masking.Name("王小明"), Masking.Name("欧阳文华"), Masking.Name("王"), Masking.Name(" ")));
        Assert.Equal("z***@example.com", Masking.Email("zhang@example.com"));
        Assert.Equal("***45", Masking.Document("12345"));
    }

    [Fact]
    public void No_mask_shows_a_long_number_whole() =>
        Property.Holds(Property.Of<NonNull<string>>(), text => text.Get.Length == 0 || Masking.Document(text.Get) != text.Get || text.Get.All(c => c == '*'));
}
