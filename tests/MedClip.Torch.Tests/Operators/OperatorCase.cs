using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Which element types an operator is tried on.</summary>
[Flags]
public enum Types
{
    Floating = 1,
    Integer = 2,
    Double = 4,
    Single = 8,
    All = Floating | Integer,
}

/// <summary>An operator with the definition of its values.</summary>
public sealed record OperatorCase(string Name, Func<Tensor[], Tensor> Operator, Func<Grid[], Grid> Definition, params long[][] Shapes)
{
    public Types On { get; init; } = Types.All;

    public (double Low, double High) Domain { get; init; } = (-3, 3);

    /// <summary>Whether its gradient is compared with finite differences.</summary>
    public bool Differentiable { get; init; } = true;

    /// <summary>The lowest tolerance, for operators that libtorch itself computes with less.</summary>
    public double Tolerance { get; init; }

    public override string ToString() => Name;

    public Grid[] Inputs(bool integers)
    {
        return [.. Shapes.Select((s, i) => Grid.Sample(s, integers ? Math.Ceiling(Domain.Low) : Domain.Low, Domain.High, integers, (31 * Name.Length) + i))];
    }
}
