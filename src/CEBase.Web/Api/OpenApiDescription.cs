using Microsoft.OpenApi;

namespace CEBase.Web.Api;

/// <summary>The description of <c>/api/v1</c> at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1", StringComparison.OrdinalIgnoreCase) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "继教基地开放接口",
                Version = "v1",
                Description = "学时以一位小数的学时为单位，日期为 yyyy-MM-dd，时刻为 UTC。先以 POST /api/v1/auth/sign-in 取得令牌，再以 Authorization: Bearer 携带。"
                    + "出错时返回 application/problem+json：type 为 urn:cebase:代码，title 为说明；Accept-Language: en 时说明用英文。",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "sign-in 返回的 accessToken" };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Responses ??= [];
            operation.Responses.TryAdd("default", new OpenApiResponse { Description = "没有办成：application/problem+json，说明原因和怎样处理" });
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Any() && !metadata.OfType<Microsoft.AspNetCore.Authorization.IAllowAnonymous>().Any())
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
            }
            return Task.CompletedTask;
        });
    });
}
