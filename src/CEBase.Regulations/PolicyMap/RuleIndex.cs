using System.Reflection;

namespace CEBase.Regulations.PolicyMap;

/// <summary>A piece of code that says which article it rests on.</summary>
/// <param name="Article">The citation as written.</param>
/// <param name="How">In what way it carries the article.</param>
/// <param name="Module">What staff call the module.</param>
/// <param name="Code">Where a developer finds it: the type's full name, and the method's.</param>
internal sealed record RuleMark(string Article, string How, string Module, string Code);

/// <summary>Every <see cref="RestsOnAttribute"/> on the types and methods of the modules, read once.</summary>
internal sealed class RuleIndex(ModuleSet modules)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All marks.</summary>
    public IReadOnlyList<RuleMark> Marks { get; } = [.. modules.All.SelectMany(m => Read(m.Manifest.Name, m.Assembly.GetTypes()))];

    /// <summary>The marks of some types.</summary>
    public static IEnumerable<RuleMark> Read(string module, IEnumerable<Type> types) =>
        from type in types
        from member in type.GetMethods(Declared).Prepend<MemberInfo>(type)
        from mark in member.GetCustomAttributes<RestsOnAttribute>(inherit: false)
        from article in mark.Articles
        select new RuleMark(article, mark.How, module, member is Type ? type.FullName! : $"{type.FullName}.{member.Name}");
}
