using System.Reflection;

namespace TorchSharp.Utils
{
    /// <summary>Gives a field of a module the name it has in the state dictionary, where that differs from the field's own.</summary>
    [AttributeUsage(AttributeTargets.Field)]
    public sealed class ComponentNameAttribute : Attribute
    {
        /// <summary>An attribute whose name is still to be set.</summary>
        public ComponentNameAttribute()
        {
        }

        /// <summary>The name in the state dictionary.</summary>
        public string? Name { get; set; }
    }
}

namespace TorchSharp
{
    /// <summary>What a field of a module is called in the state dictionary.</summary>
    public static class FieldInfoExtensionMethods
    {
        /// <summary>The name that <see cref="Utils.ComponentNameAttribute"/> gives, else the field's own.</summary>
        public static string ComponentName(this FieldInfo field)
        {
            ArgumentNullException.ThrowIfNull(field);
            return field.GetCustomAttribute<Utils.ComponentNameAttribute>()?.Name is { Length: > 0 } name ? name : field.Name;
        }
    }
}
