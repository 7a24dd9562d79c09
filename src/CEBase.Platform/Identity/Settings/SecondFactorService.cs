using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Values;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace CEBase.Platform.Identity.Settings;

/// <summary>A key offered for the authenticator app; nothing is stored until a code proves that the app has it.</summary>
/// <param name="Sealed">The key, sealed for this account, as the form carries it.</param>
/// <param name="ManualKey">The key in groups of four, for typing.</param>
/// <param name="Svg">The same as a QR code.</param>
internal sealed record SecondFactorOffer(string Sealed, string ManualKey, string Svg);

/// <summary>Switches the second factor on and off and makes recovery codes.</summary>
internal sealed class SecondFactorService(
    AccountChanges changes, AccountRepository repository, UserManager<Account> users, IUserStore<Account> store, AccountPrincipals principals, IDatabase database,
    IDataProtectionProvider protection)
{
    private const int RecoveryCodes = 10;
    private const string CodeAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private readonly IDataProtector _offers = protection.CreateProtector("CEBase.SecondFactorOffer");

    /// <summary>Offers a key: the one of an earlier try when the form still carries it, else a new one.</summary>
    public SecondFactorOffer Offer(Account account, string? carried)
    {
        var key = Open(account, carried) ?? users.GenerateNewAuthenticatorKey();
        var issuer = Uri.EscapeDataString("继教基地");
        var uri = $"otpauth://totp/{issuer}:{Uri.EscapeDataString(account.Login)}?secret={key}&issuer={issuer}&digits=6";
        using var data = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return new SecondFactorOffer(
            _offers.Protect($"{account.Id}|{key}"),
            string.Join(' ', key.Chunk(4).Select(c => new string(c))),
            code.GetGraphic(4, "#000000", "#ffffff"));
    }

    /// <summary>Switches it on once the code fits, ends other sessions and returns the recovery codes, which are shown once.</summary>
    /// <exception cref="Refusal"><c>offer_expired</c>, <c>bad_code</c>.</exception>
    public async Task<(Account Account, IReadOnlyList<string> Codes)> TurnOnAsync(string? carried, string? code)
    {
        var account = await changes.OwnAsync();
        var key = Open(account, carried) ?? throw new Refusal("offer_expired", "页面停留太久，密钥已失效。请重新扫描下面的二维码。");
        await ((IUserAuthenticatorKeyStore<Account>)store).SetAuthenticatorKeyAsync(account, key, default);
        var typed = TextFold.Of(code, Keep.Digits);
        if (!await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, typed))
        {
            throw new Refusal("bad_code", "验证码不对或已过期。请输入验证器上当前显示的 6 位数字。") { Field = "Code" };
        }
        var protectedKey = account.AuthenticatorKey;
        var codes = NewCodes();
        var changed = await changes.ChangeAsync(account.Id, "second_factor_on", async (db, own) =>
        {
            own.AuthenticatorKey = protectedKey;
            own.SecondFactor = true;
            own.SecurityStamp = Account.NewStamp();
            await repository.ReplaceCodesAsync(db, own.Id, codes);
        });
        return (changed, codes);
    }

    /// <summary>New recovery codes; the old ones end.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync()
    {
        var codes = NewCodes();
        await changes.ChangeAsync(changes.OwnId, "recovery_codes_made", (db, own) => own.SecondFactor
            ? repository.ReplaceCodesAsync(db, own.Id, codes)
            : throw new Refusal("second_factor_off", "还没有启用两步验证。请先启用，再生成恢复码。"));
        return codes;
    }

    /// <summary>Switches it off for the own account, where it isn't required.</summary>
    /// <exception cref="Refusal"><c>second_factor_needed</c>.</exception>
    public async Task<Account> TurnOffAsync()
    {
        var id = changes.OwnId;
        if (await database.ReadAsync(db => principals.MustHaveSecondFactorAsync(db, id)))
        {
            throw new Refusal("second_factor_needed", "按本站设置，工作人员账号必须启用两步验证，不能停用。更换手机时，请用恢复码登录后重新绑定。");
        }
        return await changes.ChangeAsync(id, "second_factor_off", repository.RemoveSecondFactorAsync);
    }

    private string? Open(Account account, string? carried)
    {
        try
        {
            return carried is { Length: > 0 } && _offers.Unprotect(carried).Split('|') is [var id, var key] && id == account.Id.ToString() ? key : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string[] NewCodes() =>
        [.. Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(CodeAlphabet, 10)).Select(c => $"{c[..5]}-{c[5..]}")];
}
