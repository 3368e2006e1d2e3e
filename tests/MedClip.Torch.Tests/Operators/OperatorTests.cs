using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Every operator of the surface against its definition, on four element types, and its gradient against finite differences.</summary>
public class OperatorTests
{
    private static readonly OperatorCase[] Cases =
        [.. UnaryCases.All, .. BinaryCases.All, .. ReductionCases.All, .. ShapeCases.All, .. SelectionCases.All, .. LinearCases.All];

    internal static IEnumerable<OperatorCase> AllCases => Cases;

    public static TheoryData<string, ScalarType> ValueCases()
    {
        var data = new TheoryData<string, ScalarType>();
        foreach (OperatorCase one in Cases)
        {
            if (one.On.HasFlag(Types.Floating))
            {
                data.Add(one.Name, ScalarType.Float32);
                data.Add(one.Name, ScalarType.Float64);
                data.Add(one.Name, ScalarType.BFloat16);
            }
            if (one.On.HasFlag(Types.Double))
            {
                data.Add(one.Name, ScalarType.Float64);
            }
            if (one.On.HasFlag(Types.Single))
            {
                data.Add(one.Name, ScalarType.Float32);
            }
            if (one.On.HasFlag(Types.Integer))
            {
                data.Add(one.Name, ScalarType.Int64);
            }
        }
        return data;
    }

    public static TheoryData<string> GradientCases() => new(Cases.Where(c => c.Differentiable && c.On != Types.Integer).Select(c => c.Name));

    [Theory]
    [MemberData(nameof(ValueCases))]
    public void An_operator_gives_what_its_definition_gives(string name, ScalarType type)
    {
        OperatorCase one = Cases.Single(c => c.Name == name);
        using DisposeScope scope = NewDisposeScope();
        Grid[] inputs = one.Inputs(integers: type == ScalarType.Int64);
        Grid expected = one.Definition(inputs);
        Grid actual = Grid.Of(one.Operator([.. inputs.Select(i => i.ToTensor(type))]));
        double tolerance = type switch
        {
            ScalarType.Float64 => 1e-9,
            ScalarType.BFloat16 => 4e-2,
            _ => 2e-5,
        };
        actual.ShouldBeNear(expected, Math.Max(tolerance, one.Tolerance), $"{name} on {type}");
    }

    [Theory]
    [MemberData(nameof(GradientCases))]
    public void A_gradient_agrees_with_finite_differences(string name)
    {
        OperatorCase one = Cases.Single(c => c.Name == name);
        FiniteDifferences.Compare(one.Operator, one.Inputs(integers: false), name);
    }

    [Fact]
    public void Names_of_cases_are_unique() => Cases.GroupBy(c => c.Name).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
}
