using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace VideoGen.Runtime.Tests.RealApi;

/// <summary>One member as C# would declare it, without its body.</summary>
internal static class ApiSignature
{
    static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    public static string Of(ConstructorInfo constructor) => $"{Protected(constructor)}ctor({Parameters(constructor)})";

    public static string Of(FieldInfo field)
    {
        var type = Name(new NullabilityInfoContext().Create(field));
        return field.IsLiteral ? $"const {type} {field.Name} = {field.GetRawConstantValue()}"
            : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    public static string Of(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(ApiText.IsVisible).ToList();
        var names = accessors.Select(accessor => accessor == property.GetMethod ? "get" : IsInit(accessor) ? "init" : "set");
        return $"{Modifiers(accessors[0])}{Name(new NullabilityInfoContext().Create(property))} {property.Name} {string.Join(' ', names)}";
    }

    public static string Of(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(type => type.Name))}>" : "";
        var constraints = string.Concat(method.GetGenericArguments().Select(Constraints));
        var returns = Name(new NullabilityInfoContext().Create(method.ReturnParameter));
        return $"{Modifiers(method)}{returns} {method.Name}{generic}({Parameters(method)}){constraints}";
    }

    /// <summary>Without namespace and nullability, as in <c>IEquatable&lt;TaskName&gt;</c>.</summary>
    public static string NameOf(Type type) => Format(type, null);

    static string Modifiers(MethodInfo method)
    {
        var inherits = method switch
        {
            { DeclaringType.IsInterface: true } or { IsVirtual: false } => "",
            _ when method.DeclaringType!.IsSubclassOf(typeof(Delegate)) => "",
            { IsAbstract: true } => "abstract ",
            _ when method.GetBaseDefinition() != method => "override ",
            { IsFinal: true } => "",
            _ => "virtual ",
        };
        return $"{Protected(method)}{(method.IsStatic ? "static " : "")}{inherits}";
    }

    static string Protected(MethodBase method) => method.IsPublic ? "" : "protected ";

    static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute));
        var parameters = method.GetParameters().Select(Parameter);
        return (isExtension ? "this " : "") + string.Join(", ", parameters);
    }

    static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsOut ? "out " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        return $"{prefix}{Name(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{Default(parameter)}";
    }

    static string Default(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: false } => "",
        { DefaultValue: null, ParameterType: { IsValueType: true } type } when Nullable.GetUnderlyingType(type) is null => " = default",
        { DefaultValue: null } => " = null",
        { DefaultValue: bool value } => value ? " = true" : " = false",
        { DefaultValue: string text } => $" = \"{text}\"",
        _ => string.Create(CultureInfo.InvariantCulture, $" = {parameter.DefaultValue}"),
    };

    static string Constraints(Type parameter)
    {
        var isReference = parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);
        var all = (isReference ? new[] { "class" } : []).Concat(parameter.GetGenericParameterConstraints().Select(NameOf)).ToList();
        return all.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", all)}";
    }

    static string Name(NullabilityInfo info)
    {
        var state = info.ReadState is NullabilityState.Unknown ? info.WriteState : info.ReadState;
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        return Format(type, info) + (!type.IsValueType && state is NullabilityState.Nullable ? "?" : "");
    }

    static string Format(Type type, NullabilityInfo? info)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Format(value, null)}?";
        }

        if (type.IsArray)
        {
            return $"{(info?.ElementType is { } element ? Name(element) : Format(type.GetElementType()!, null))}[]";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        var name = type.IsNested && !type.IsGenericParameter ? $"{Format(type.DeclaringType!, null)}.{type.Name}" : type.Name;
        if (!type.IsGenericType)
        {
            return name;
        }

        var arguments = info is { GenericTypeArguments.Length: > 0 }
            ? info.GenericTypeArguments.Select(Name)
            : type.GetGenericArguments().Select(argument => Format(argument, null));
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>";
    }
}
