namespace CEBase.Web.Errors;

/// <summary>What went wrong with a request, as the API's problem details and the error pages tell it.</summary>
/// <param name="Code">Stable code; the problem's type is <c>urn:cebase:CODE</c>.</param>
/// <param name="Sentence">What happened and what to do.</param>
/// <param name="Status">HTTP status.</param>
internal sealed partial record Problem(string Code, string Sentence, int Status)
{
    /// <summary>The field it belongs to.</summary>
    public string? Field { get; init; }

    /// <summary>The problem an exception means; a fault of the program says only that, and where to ask.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        Refusal refusal => new Problem(refusal.Code, refusal.Message, refusal.Status) { Field = refusal.Field },
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Of(StatusCodes.Status413PayloadTooLarge),
        BadHttpRequestException { InnerException: JsonException json } => new Problem("json_unreadable", JsonSentence(json), 400) { Field = json.Path },
        BadHttpRequestException bad when Parameter().Match(bad.Message) is { Success: true } match =>
            new Problem("parameter_unreadable", $"参数 {match.Groups[1].Value} 的值“{match.Groups[2].Value}”读不懂，请检查后重试。", 400) { Field = match.Groups[1].Value },
        BadHttpRequestException bad when Required().Match(bad.Message) is { Success: true } match =>
            new Problem("parameter_missing", $"缺少参数 {match.Groups[1].Value}，请补上后重试。", 400) { Field = match.Groups[1].Value },
        BadHttpRequestException bad => Of(bad.StatusCode),
        _ => Of(StatusCodes.Status500InternalServerError),
    };

    /// <summary>The problem a bare status means.</summary>
    public static Problem Of(int status) => status switch
    {
        400 => new("bad_request", "请求读不懂，请检查内容后重试。", status),
        401 => new("unauthorized", "请先登录，再做这一步。", status),
        403 => new(Demands.NotAllowed, "您没有这项权限，需要时请联系管理员。", status),
        404 => new("not_found", "没有这个地址，请核对后重试。", status),
        405 => new("method_not_allowed", "这个地址不支持这种请求方法，请查看接口文档。", status),
        413 => new("too_large", "上传的内容超过了大小上限，请减小后重试。", status),
        415 => new("unsupported_media_type", "请求内容应为 JSON（Content-Type: application/json）。", status),
        429 => new("too_many_requests", "操作过于频繁，请稍等一分钟再试。", status),
        503 => new("unavailable", "服务暂时不可用，请稍后再试。", status),
        >= 500 => new("unexpected", "系统出了意外，请把请求编号告诉管理员。", status),
        _ => new("refused", "请求没有被接受，请检查后重试。", status),
    };

    private static string JsonSentence(JsonException json) =>
        json.Path is { Length: > 1 } path && json.LineNumber is not null
            ? $"请求的 JSON 在 {path} 处读不懂（第 {json.LineNumber + 1} 行），请检查这一项的类型和写法。"
            : "请求的内容不是合法的 JSON，请检查后重试。";

    [GeneratedRegex("""^Failed to bind parameter "\S+ (\w+)" from "(.*)"\.""")]
    private static partial Regex Parameter();

    [GeneratedRegex("""^Required parameter "\S+ (\w+)" was not provided""")]
    private static partial Regex Required();
}
