using System.Reflection;
using System.Text.RegularExpressions;

namespace VideoGen.Runtime.Tests.RealApi;

/// <summary>Writes a type's public face by reflection, in the words of real-api.txt.</summary>
internal static partial class ApiText
{
    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string FullName(Type type)
        => $"{type.Namespace}.{ApiSignature.NameOf(type)}".Replace(", ", ",", StringComparison.Ordinal);

    public static ApiType Describe(Type type)
    {
        var members = type switch
        {
            { IsEnum: true } => type.GetEnumNames().Select(name => $"{name} = {Convert.ToInt32(Enum.Parse(type, name), null)}"),
            _ when IsDelegate(type) => [ApiSignature.Of(type.GetMethod("Invoke")!)],
            _ => MembersOf(type),
        };
        return new ApiType(
            KindOf(type),
            BasesOf(type).Select(WithoutTypeParameterNullability).ToHashSet(),
            members.Select(WithoutTypeParameterNullability).ToHashSet());
    }

    /// <summary>Reflection reports a bare type parameter's nullability differently between declarations; callers never notice.</summary>
    public static string WithoutTypeParameterNullability(string signature) => TypeParameter().Replace(signature, "$1");

    static IEnumerable<string> MembersOf(Type type)
    {
        var constructors = type.GetConstructors(Declared & ~BindingFlags.Static).Where(IsVisible).Select(ApiSignature.Of);
        var fields = type.GetFields(Declared)
            .Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(ApiSignature.Of);
        var properties = type.GetProperties(Declared)
            .Where(property => property.Name != "EqualityContract" && property.GetAccessors(true).Any(IsVisible)).Select(ApiSignature.Of);
        var methods = type.GetMethods(Declared).Where(method => IsVisible(method) && !IsMadeByTheCompiler(method)).Select(ApiSignature.Of);
        return [.. constructors, .. fields, .. properties, .. methods];
    }

    public static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    static bool IsMadeByTheCompiler(MethodInfo method)
        => (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal))
            || method.Name is "PrintMembers" or "<Clone>$" or nameof(GetHashCode) or nameof(ToString)
            || (method.Name == nameof(Equals)
                && (method.GetBaseDefinition().DeclaringType == typeof(object) || IsRecord(method.DeclaringType!)));

    static string KindOf(Type type)
    {
        var targets = type.IsSubclassOf(typeof(Attribute)) ? $" on {type.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn}" : "";
        return type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            _ when IsDelegate(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}{targets}",
        };
    }

    static IEnumerable<string> BasesOf(Type type)
    {
        if (type.IsEnum || IsDelegate(type))
        {
            return [];
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var ofBase = type.BaseType is null || type.BaseType == typeof(object) || type.IsValueType ? [] : new[] { type.BaseType };
        return ofBase.Concat(type.GetInterfaces().Except(inherited)).Select(ApiSignature.NameOf);
    }

    static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    static bool IsRecord(Type type) => type.GetMethod("<Clone>$", Declared) is not null;

    [GeneratedRegex(@"\b(T[A-Z]\w*|T)\?(?=[\[,>\s)]|$)")]
    private static partial Regex TypeParameter();
}
