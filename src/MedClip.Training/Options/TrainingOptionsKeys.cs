using System.Globalization;
using System.Reflection;

namespace MedClip.Training;

/// <summary>The options as dotted keys, for the command line: "optimizer.learningRate=1e-3". Keys are read without regard to case.</summary>
public static class TrainingOptionsKeys
{
    /// <summary>All keys, in the order of the options.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Keys(typeof(TrainingOptions), "")];

    /// <summary>Sets one option.</summary>
    /// <param name="options">The options to change.</param>
    /// <param name="assignment">"key=value"; "null" or nothing after the sign clears an option that may be empty.</param>
    /// <exception cref="InvalidInputException">No "=", an unknown key, or a value of the wrong kind; the message says what is possible.</exception>
    public static void Apply(TrainingOptions options, string assignment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(assignment);
        int sign = assignment.IndexOf('=', StringComparison.Ordinal);
        if (sign <= 0)
        {
            throw new InvalidInputException($"'{assignment}' sets nothing; write key=value, e.g. optimizer.learningRate=1e-3.");
        }

        string key = assignment[..sign].Trim();
        object target = options;
        string[] parts = key.Split('.');
        for (int i = 0; i < parts.Length; i++)
        {
            PropertyInfo property = Find(target.GetType(), parts[i]) ?? throw Unknown(key);
            bool isGroup = IsGroup(property.PropertyType);
            if (isGroup == (i == parts.Length - 1))
            {
                throw Unknown(key);
            }

            if (isGroup)
            {
                target = property.GetValue(target)!;
            }
            else
            {
                property.SetValue(target, Convert(key, assignment[(sign + 1)..].Trim(), property.PropertyType));
            }
        }
    }

    /// <summary>The value of an option as text; "null" where it is left open.</summary>
    /// <param name="options">The options.</param>
    /// <param name="key">One of <see cref="All"/>.</param>
    public static string Text(TrainingOptions options, string key)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(key);
        object? value = options;
        foreach (string part in key.Split('.'))
        {
            value = (Find(value!.GetType(), part) ?? throw Unknown(key)).GetValue(value);
        }

        return System.Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "null";
    }

    internal static string List() => string.Join(", ", All);

    private static object? Convert(string key, string text, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return text.Length == 0 || text.Equals("null", StringComparison.OrdinalIgnoreCase) ? null : Convert(key, text, inner);
        }

        if (type.IsEnum)
        {
            string[] names = Enum.GetNames(type);
            string name = names.FirstOrDefault(known => known.Equals(text.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidInputException($"{key}: '{text}' is none of {string.Join(", ", names)}.");
            return Enum.Parse(type, name);
        }

        if (type == typeof(string))
        {
            return text.Length == 0 || text.Equals("null", StringComparison.OrdinalIgnoreCase) ? null : text;
        }

        object? value = type == typeof(bool) && bool.TryParse(text, out bool flag) ? flag : null;
        value ??= type == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole) ? whole : null;
        value ??= type == typeof(ulong) && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : null;
        value ??= type == typeof(double) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
        return value ?? throw new InvalidInputException($"{key}: '{text}' is no {Describe(type)}.");
    }

    private static string Describe(Type type) => type == typeof(double) ? "number" : type == typeof(bool) ? "true or false" : "whole number";

    private static InvalidInputException Unknown(string key) => new($"There is no option '{key}'; known are {List()}.");

    private static IEnumerable<string> Keys(Type type, string prefix) => Settable(type).SelectMany(property =>
        IsGroup(property.PropertyType)
            ? Keys(property.PropertyType, $"{prefix}{Camel(property.Name)}.")
            : [$"{prefix}{Camel(property.Name)}"]);

    private static PropertyInfo? Find(Type type, string name) =>
        Settable(type).FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static bool IsGroup(Type type) => type.IsClass && type != typeof(string);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
