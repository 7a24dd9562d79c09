using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Diagnostics;

namespace CEBase.Platform.Display.Errors;

/// <summary>What a visitor sees when there is no answer: what happened, why, and where to go on. The host shows it in place of the page asked for.</summary>
[Public, IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel(ICurrentUser user) : PageModel
{
    /// <summary>HTTP status.</summary>
    [FromRoute]
    public int Code { get; set; }

    /// <summary>What happened.</summary>
    public string Heading { get; private set; } = "";

    /// <summary>Why, and what to do.</summary>
    public string Sentence { get; private set; } = "";

    /// <summary>Number by which the log knows the request; shown for faults of ours only.</summary>
    public string? RequestId { get; private set; }

    /// <summary>Shown in the console's frame: to staff, when the address was the console's.</summary>
    public bool IsConsole { get; private set; }

    /// <summary>Tells the error.</summary>
    public void OnGet()
    {
        var refusal = HttpContext.Items.Values.OfType<Refusal>().FirstOrDefault();
        var original = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? "";
        IsConsole = new PathString(original.StartsWith('/') ? original : "/").StartsWithSegments("/console") && user.Has(Permissions.ConsoleUse);
        Code = Code is >= 400 and < 600 ? Code : StatusCodes.Status404NotFound;
        (Heading, Sentence) = WordsOf(Code);
        Sentence = refusal?.Message ?? Sentence;
        RequestId = Code >= 500 ? HttpContext.TraceIdentifier : null;
        Response.StatusCode = Code;
    }

    private static (string Heading, string Sentence) WordsOf(int code) => code switch
    {
        StatusCodes.Status401Unauthorized => ("需要先登录", "请登录后再查看这个页面。"),
        StatusCodes.Status403Forbidden => ("没有权限", "您的账号没有办理这件事的权限，需要时请联系管理员。"),
        StatusCodes.Status404NotFound => ("没有找到这个页面", "地址可能写错了，或者内容已经移走。可以从首页重新查找。"),
        StatusCodes.Status409Conflict => ("和别的操作冲突了", "刚才有人先改动了这条记录，请返回刷新后再办。"),
        StatusCodes.Status413PayloadTooLarge => ("文件太大", "上传的文件超过了允许的大小，请压缩或拆分后再上传。"),
        StatusCodes.Status429TooManyRequests => ("操作太频繁", "请稍等一分钟再试，已经填写的内容没有提交。"),
        StatusCodes.Status503ServiceUnavailable => ("系统正在维护", "请过几分钟再来，已经办理的事项都保存着。"),
        >= 500 => ("系统出了问题", "这一步没有办成，也没有改动任何数据。请稍后再试；如果仍然不行，请把下面的编号告诉管理员。"),
        _ => ("这个请求办不了", "提交的内容不完整或已经过期，请返回刷新后重新提交。"),
    };
}
