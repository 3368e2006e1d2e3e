namespace MedClip.Models.Tests;

/// <summary>Tests that watch the whole process: its files, its children, its memory. They run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
