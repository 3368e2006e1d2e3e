using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MedClip.Torch.Tests;

/// <summary>
/// Writes public and protected members in the format of <c>torchsharp-0.106-api.txt</c>: one line a type
/// (<c>Name :: kind : Base</c>) and one a member, with parameter names and defaults, and the flags <c>static</c> and <c>protected</c>.
/// </summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>All lines of the types in a namespace and below it.</summary>
    public static IEnumerable<string> Of(Assembly assembly, string root) => assembly.GetTypes()
        .Where(type => (type.Namespace == root || type.Namespace?.StartsWith(root + ".", StringComparison.Ordinal) == true) && IsVisible(type))
        .SelectMany(Of)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Of(Type type) => Members(type).Prepend($"{Name(type)} :: {Kind(type)}{Base(type)}");

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetEnumNames().Select(name => $"{Name(type)}.{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        }
        return type.GetMembers(Declared).Select(member => member switch
        {
            ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) => $"..ctor({Parameters(constructor.GetParameters())})",
            MethodInfo method when IsVisible(method) && IsOrdinary(method) =>
                $".{method.Name}{Generics(method)}({Parameters(method.GetParameters())}) : {Name(method.ReturnType)}{Flags(method)}",
            PropertyInfo property when property.GetAccessors(true).Any(IsVisible) => Property(property),
            FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly =>
                $".{field.Name} field : {Name(field.FieldType)}{(field.IsStatic ? " static" : "")}",
            _ => null,
        }).OfType<string>().Select(line => Name(type) + line);
    }

    private static string Property(PropertyInfo property)
    {
        string indices = property.GetIndexParameters() is { Length: > 0 } index ? $"[{Parameters(index, modifiers: false)}]" : "";
        string get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        string set = property.SetMethod is { } setter && IsVisible(setter) ? "set; " : "";
        bool isStatic = property.GetAccessors(true)[0].IsStatic;
        return $".{property.Name}{indices} {{ {get}{set}}} : {Name(property.PropertyType)}{(isStatic ? " static" : "")}";
    }

    // The listing leaves params out in the indices of properties.
    private static string Parameters(ParameterInfo[] parameters, bool modifiers = true) => string.Join(", ", parameters.Select(parameter =>
        $"{(modifiers ? Modifier(parameter) : "")}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Default(parameter) : "")}"));

    private static string Modifier(ParameterInfo parameter) =>
        parameter.IsOut ? "out " : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";

    private static string Default(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            var value when type.IsEnum => Enum.ToObject(type, value).ToString()!,
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.IsInterface ? "interface"
        : typeof(MulticastDelegate).IsAssignableFrom(type) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : "class";

    private static string Base(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && !type.IsEnum ? $" : {Name(parent)}" : "";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(",", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Flags(MethodInfo method) => (method.IsStatic ? " static" : "") + (method.IsFamily ? " protected" : "");

    // Accessors are listed with their properties; operators are methods.
    private static bool IsOrdinary(MethodInfo method) =>
        !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic;

    private static string Name(Type type) => type.ToString();
}
