namespace MedClip.Torch;

/// <summary>A part of a network that its module does not know of.</summary>
/// <param name="Module">Name of the module that has the field.</param>
/// <param name="Field">Name of the field.</param>
/// <param name="Type">Type of the module or parameter that was found.</param>
/// <param name="Held">Whether the field holds an array, list or dictionary of such parts.</param>
public sealed record UnregisteredComponent(string Module, string Field, string Type, bool Held)
{
    /// <summary>One sentence that names the field and says what to do.</summary>
    public override string ToString() => Held
        ? $"{Module}.{Field} holds a {Type} that is not registered: it won't be trained, moved or saved. Use ModuleList, ModuleDict or ParameterList, or register each item."
        : $"{Module}.{Field} is a {Type} that is not registered: it won't be trained, moved or saved. Call RegisterComponents() at the end of the constructor, after the field is set.";
}
