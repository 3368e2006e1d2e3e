using System.Reflection;

namespace MedClip.Packages.Tests;

/// <summary>Names of types as C# writes them, with <c>?</c> where null is allowed.</summary>
internal static class ApiTypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(nint)] = "nint", [typeof(float)] = "float",
        [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(char)] = "char", [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type) => Of(type, null);

    public static string Of(NullabilityInfo info) => Of(info.Type, info);

    private static string Of(Type type, NullabilityInfo? info)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, null);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value, null) + "?";
        }

        string mark = info is { ReadState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "";
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, info?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        return Plain(type, info) + mark;
    }

    private static string Plain(Type type, NullabilityInfo? info)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        string[] arguments = [.. type.GetGenericArguments().Select((argument, i) => Of(argument, info is { } known && i < known.GenericTypeArguments.Length ? known.GenericTypeArguments[i] : null))];
        int inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string name = type.Name.Split('`')[0] + (arguments.Length > inherited ? $"<{string.Join(", ", arguments[inherited..])}>" : "");
        return type.DeclaringType is { } outer ? $"{Plain(outer, null)}.{name}" : type.Namespace is { Length: > 0 } space && !space.StartsWith("System", StringComparison.Ordinal) ? $"{space}.{name}" : name;
    }
}
