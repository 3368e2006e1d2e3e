using System.Reflection;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>No operation of a tensor is public without a test of its values.</summary>
public class SurfaceTests
{
    // Tested by name in the file given, or aliases of one operator that the comparison of pairs covers.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["to"] = "ConversionTests", ["to_type"] = "ConversionTests", ["type"] = "ConversionTests", ["type_as"] = "ConversionTests", ["cpu"] = "ConversionTests",
        ["bool"] = "ConversionTests", ["byte"] = "ConversionTests", ["char"] = "ConversionTests", ["short"] = "ConversionTests", ["int"] = "ConversionTests",
        ["long"] = "ConversionTests", ["half"] = "ConversionTests", ["bfloat16"] = "ConversionTests", ["float"] = "ConversionTests", ["double"] = "ConversionTests",
        ["cfloat"] = "ConversionTests", ["cdouble"] = "ConversionTests", ["view_as_complex"] = "ConversionTests", ["view_as_real"] = "ConversionTests", ["to_dense"] = "ConversionTests",
        ["cuda"] = "needs a GPU", ["pin_memory"] = "needs a GPU",
        ["normal_"] = "RandomTests", ["uniform_"] = "RandomTests", ["random_"] = "RandomTests", ["exponential_"] = "RandomTests", ["log_normal_"] = "RandomTests",
        ["cauchy_"] = "RandomTests", ["geometric_"] = "RandomTests", ["bernoulli_"] = "RandomTests", ["bernoulli"] = "RandomTests", ["multinomial"] = "RandomTests",
        ["poisson"] = "RandomTests", ["rand_like"] = "RandomTests", ["randn_like"] = "RandomTests", ["randint_like"] = "RandomTests",
        ["zeros_like"] = "FactoryTests", ["ones_like"] = "FactoryTests", ["empty_like"] = "FactoryTests", ["full_like"] = "FactoryTests",
        ["new_zeros"] = "FactoryTests", ["new_empty"] = "FactoryTests", ["new_full"] = "FactoryTests",
        ["copy_"] = "FactoryTests", ["fill_"] = "FactoryTests", ["zero_"] = "FactoryTests", ["set_"] = "FactoryTests",
        ["index_put_"] = "IndexingTests", ["masked_scatter_"] = "IndexingTests",
        ["requires_grad_"] = "AutogradTests", ["with_requires_grad"] = "AutogradTests", ["detach"] = "AutogradTests", ["detach_"] = "AutogradTests",
        ["DetachFromDisposeScope"] = "DisposeScopeTests", ["MoveToOuterDisposeScope"] = "DisposeScopeTests", ["MoveToOtherDisposeScope"] = "DisposeScopeTests",
        ["allclose"] = "FactoryTests",
    };

    [Fact]
    public void Every_operation_has_a_case()
    {
        var tried = new HashSet<string>(OperatorTests.AllCases.SelectMany(c => Regex.Matches(c.Name, "[a-z_0-9]+|T$|mT$").Select(m => m.Value)), StringComparer.Ordinal);
        tried.UnionWith(InPlaceTests.Signatures.Select(s => Regex.Match(s, @" (\w+)\(").Groups[1].Value));
        string[] untried = [.. typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && Computes(m.ReturnType))
            .Select(m => m.Name)
            .Distinct()
            .Where(n => !tried.Contains(n) && !Elsewhere.ContainsKey(n))
            .Order()];
        untried.ShouldBeEmpty();
    }

    [Fact]
    public void Every_operator_named_in_the_code_exists_or_is_replaced()
    {
        string[] unknown = [.. TorchRuntime.Called().Where(o => !o.Exists && Decompositions.For(o.Name) is null).Select(o => o.Name)];
        unknown.ShouldBeEmpty();
    }

    private static bool Computes(Type type) =>
        type == typeof(Tensor) || type == typeof(Tensor[]) || (type.IsGenericType && type.GetGenericArguments().Contains(typeof(Tensor)));
}
