using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace CEBase.Platform.Refusals;

/// <summary>What the framework says about unreadable or missing values, in the field's words (<c>[Display(Name = "手机号")]</c>).</summary>
public static class ChineseValidation
{
    /// <summary>Sets the sentences of model binding and of data annotations that bring none of their own.</summary>
    public static void Configure(MvcOptions mvc)
    {
        var messages = mvc.ModelBindingMessageProvider;
        messages.SetValueIsInvalidAccessor(value => $"“{value}”读不懂，请检查后重新填写。");
        messages.SetAttemptedValueIsInvalidAccessor((value, field) => $"{field}填的“{value}”读不懂，请检查后重新填写。");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"“{value}”读不懂，请检查后重新填写。");
        messages.SetUnknownValueIsInvalidAccessor(field => $"{field}填得不对，请检查后重新填写。");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "填得不对，请检查后重新填写。");
        messages.SetValueMustBeANumberAccessor(field => $"{field}应填数字。");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "应填数字。");
        messages.SetValueMustNotBeNullAccessor(_ => "请填写这一项。");
        messages.SetMissingBindRequiredValueAccessor(field => $"请填写{field}。");
        messages.SetMissingKeyOrValueAccessor(() => "请填写这一项。");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "请求没有内容。");
        mvc.ModelMetadataDetailsProviders.Add(new Annotations());
    }

    private sealed class Annotations : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            {
                // The data type attributes bring an English default of their own.
                if (attribute.ErrorMessageResourceName is null && (attribute.ErrorMessage is null || attribute.ErrorMessage.StartsWith("The {0} field", StringComparison.Ordinal)))
                {
                    attribute.ErrorMessage = SentenceFor(attribute) ?? attribute.ErrorMessage;
                }
            }
        }

        private static string? SentenceFor(ValidationAttribute attribute) => attribute switch
        {
            RequiredAttribute => "请填写{0}。",
            StringLengthAttribute { MinimumLength: > 0 } => "{0}应为 {2} 到 {1} 个字。",
            StringLengthAttribute or MaxLengthAttribute => "{0}不能超过 {1} 个字。",
            MinLengthAttribute => "{0}至少 {1} 个字。",
            RangeAttribute => "{0}应在 {1} 到 {2} 之间。",
            EmailAddressAttribute => "{0}不是合规的邮箱地址，例如 name@example.com。",
            CompareAttribute => "{0}与{1}不一致。",
            RegularExpressionAttribute or DataTypeAttribute => "{0}的格式不对，请检查后重新填写。",
            _ => null,
        };
    }
}
