using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MedClip.Packages.Tests;

/// <summary>Everything of an assembly that others can call, as lines: a type, and below it its members in order of their text.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly) =>
    [
        .. assembly.GetTypes().Where(IsVisible).OrderBy(ApiTypeName.Of, StringComparer.Ordinal)
            .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Select(member => $"    {member}").Prepend(Head(type))),
    ];

    private static string Head(Type type)
    {
        string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        Type[] bases = type.IsEnum || typeof(Delegate).IsAssignableFrom(type) ? [] :
        [
            .. type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? new[] { parent } : [],
            .. type.GetInterfaces().Where(i => i.IsVisible).OrderBy(ApiTypeName.Of, StringComparer.Ordinal),
        ];
        return $"{kind} {ApiTypeName.Of(type)}{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases.Select(ApiTypeName.Of)))}";
    }

    private static IEnumerable<string> Members(Type type) => type switch
    {
        { IsEnum: true } => type.GetEnumNames().Select(name => string.Create(
            CultureInfo.InvariantCulture, $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}")),
        _ when typeof(Delegate).IsAssignableFrom(type) => [Method(type.GetMethod("Invoke")!)],
        _ => type.GetMembers(Declared).Select(Member).OfType<string>(),
    };

    private static string? Member(MemberInfo member) => member switch
    {
        // What a record or an automatic property brings along is said by the rest.
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) => null,
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) => $"{Access(constructor)}new({Parameters(constructor.GetParameters())})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) && !method.Name.Contains('<') => Method(method),
        MethodInfo { IsSpecialName: true } method when IsVisible(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) => Method(method),
        PropertyInfo property when property.GetAccessors(true).Any(IsVisible) => Property(property),
        FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly =>
            $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{ApiTypeName.Of(new NullabilityInfoContext().Create(field))} {field.Name}",
        EventInfo { AddMethod: { } add } @event when IsVisible(add) => $"event {ApiTypeName.Of(@event.EventHandlerType!)} {@event.Name}",
        _ => null,
    };

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        string result = ApiTypeName.Of(new NullabilityInfoContext().Create(method.ReturnParameter));
        return $"{Access(method)}{result} {method.Name}{generic}({Parameters(method.GetParameters())})";
    }

    private static string Property(PropertyInfo property)
    {
        string get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        string set = property.SetMethod is { } setter && IsVisible(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; " : "";
        string index = property.GetIndexParameters() is { Length: > 0 } indices ? $"[{Parameters(indices)}]" : "";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        MethodInfo accessor = property.GetAccessors(true).First(IsVisible);
        return $"{Access(accessor)}{required}{ApiTypeName.Of(new NullabilityInfoContext().Create(property))} {property.Name}{index} {{ {get}{set}}}";
    }

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
        $"{(parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "")}"
        + $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "")}"
        + $"{ApiTypeName.Of(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}"));

    private static string Default(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            var value when type.IsEnum => Enum.ToObject(type, value).ToString()!,
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "") + (method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract "
            : method is { IsVirtual: true, IsFinal: false } && !method.DeclaringType!.IsInterface ? method is MethodInfo m && m.GetBaseDefinition() != m ? "override " : "virtual " : "");

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic;
}
