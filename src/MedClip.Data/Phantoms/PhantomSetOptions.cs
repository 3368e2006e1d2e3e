namespace MedClip.Data;

/// <summary>What a phantom set holds.</summary>
public sealed record PhantomSetOptions
{
    /// <summary>Films, 1…10,000,000; 2,000 by default.</summary>
    public int Films { get; init; } = 2000;

    /// <summary>Reports, which belong to none of the films; as many as films when null.</summary>
    public int? Reports { get; init; }

    /// <summary>The side of the films in pixels, 32…1024; 64 by default.</summary>
    public int Size { get; init; } = 64;

    /// <summary>The number of the first film and report: sets with the same seed and other numbers have other patients. Even; 0 by default.</summary>
    public int First { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="InvalidInputException">One is out of its range.</exception>
    public void Validate()
    {
        if (Films is < 1 or > 10_000_000 || Reports is < 0 or > 10_000_000)
        {
            throw new InvalidInputException($"A phantom set has 1 to 10000000 films and as many reports at most, not {Films} and {Reports}.");
        }

        if (First < 0 || First % 2 != 0)
        {
            throw new InvalidInputException($"The first number must be even and not below 0, not {First}: two films show one patient.");
        }
    }
}
