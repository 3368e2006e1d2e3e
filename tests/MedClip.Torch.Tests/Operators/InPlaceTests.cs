using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Operations in place, and functions, agree with the operations they are named after.</summary>
public class InPlaceTests
{
    private static readonly string[] Random = ["normal_", "uniform_", "random_", "exponential_", "log_normal_", "cauchy_", "geometric_", "bernoulli_"];

    internal static IEnumerable<string> Signatures => Pairs().Select(p => p.InPlace.ToString()!);

    public static TheoryData<string> InPlaceOperations() => new(Signatures);

    [Theory]
    [MemberData(nameof(InPlaceOperations))]
    public void An_operation_in_place_changes_the_tensor_to_the_result_and_returns_it(string signature)
    {
        using DisposeScope scope = NewDisposeScope();
        (MethodInfo inPlace, MethodInfo plain) = Pairs().Single(p => p.InPlace.ToString() == signature);
        Tensor start = Start(inPlace.Name);
        object?[] arguments = Arguments(inPlace, start);
        Tensor expected = (Tensor)plain.Invoke(start, arguments)!;
        Tensor target = start.clone();
        Tensor same = target.alias();

        var returned = (Tensor)inPlace.Invoke(target, arguments)!;

        ReferenceEquals(returned, target).ShouldBeTrue();
        Grid.Of(target).ShouldBeNear(Grid.Of(expected), 1e-12, signature);
        if (inPlace.Name != "transpose_" && expected.shape.SequenceEqual(same.shape))
        {
            Grid.Of(same).ShouldBeNear(Grid.Of(expected), 1e-12, $"{signature} in the same memory");
        }
    }

    [Fact]
    public void Every_function_does_what_the_member_of_its_name_does()
    {
        using DisposeScope scope = NewDisposeScope();
        int agreed = 0;
        foreach (MethodInfo function in typeof(torch).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => !m.IsGenericMethod))
        {
            ParameterInfo[] all = function.GetParameters();
            if (all.Length == 0 || all[0].ParameterType != typeof(Tensor) || function.ReturnType != typeof(Tensor) || Random.Contains(function.Name + "_")
                || all.Any(p => p.ParameterType.IsByRefLike))
            {
                continue;
            }
            Type[] rest = [.. all.Skip(1).Select(p => p.ParameterType)];
            MethodInfo? member = typeof(Tensor).GetMethod(function.Name, BindingFlags.Public | BindingFlags.Instance, rest);
            if (member is null || function.Name is "where" or "rand_like" or "randn_like" or "randint_like" or "empty_like" or "poisson" or "multinomial")
            {
                continue;
            }
            Tensor start = Start(function.Name);
            object?[] arguments = Arguments(member, start);
            object expected = Outcome(() => member.Invoke(start.clone(), arguments));
            object?[] same = [.. all.Skip(1).Select((p, i) => p.ParameterType == typeof(int) && arguments[i] is long l ? (int)l : arguments[i])];
            object actual = Outcome(() => function.Invoke(null, [start.clone(), .. same]));
            if (expected is Tensor tensor)
            {
                (actual as string).ShouldBeNull(function.ToString());
                Grid.Of((Tensor)actual).ShouldBeNear(Grid.Of(tensor), 1e-12, function.ToString()!);
                agreed++;
            }
            else
            {
                actual.ShouldBe(expected, function.ToString());
            }
        }
        agreed.ShouldBeGreaterThan(200);
    }

    private static IEnumerable<(MethodInfo InPlace, MethodInfo Plain)> Pairs()
    {
        foreach (MethodInfo method in typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!method.Name.EndsWith('_') || method.ReturnType != typeof(Tensor) || Random.Contains(method.Name) || method.Name is "requires_grad_" or "masked_scatter_")
            {
                continue;
            }
            Type[] parameters = [.. method.GetParameters().Select(p => p.ParameterType)];
            MethodInfo? plain = typeof(Tensor).GetMethod(method.Name[..^1], BindingFlags.Public | BindingFlags.Instance, parameters);
            if (plain is not null)
            {
                yield return (method, plain);
            }
        }
    }

    private static Tensor Start(string name) => name.StartsWith("bitwise", StringComparison.Ordinal) || name is "gcd" or "lcm" or "gcd_" or "lcm_" or "bincount"
        ? tensor(new long[] { 1, 6, 4, 3 }).reshape(2, 2)
        : name.Contains("acosh", StringComparison.Ordinal) || name.Contains("arccosh", StringComparison.Ordinal)
            ? tensor(new[] { 1.5, 2.0, 1.25, 3.0 }).reshape(2, 2)
            : tensor(new[] { 0.5, 0.25, 0.75, 0.125 }).reshape(2, 2);

    // Plausible arguments by name and type: what is compared is two ways to one operator.
    private static object?[] Arguments(MethodInfo method, Tensor start) => [.. method.GetParameters().Select(p => Argument(p, start))];

    private static object? Argument(ParameterInfo parameter, Tensor start)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(Tensor))
        {
            return parameter.Name switch
            {
                "index" when parameter.Member.Name.StartsWith("index", StringComparison.Ordinal) => tensor(new long[] { 1, 0 }),
                "index" or "indices" => tensor(new long[] { 1, 0, 0, 1 }).reshape(2, 2),
                "mask" or "condition" => tensor(new[] { true, false, false, true }).reshape(2, 2),
                "vec" or "vec1" or "vec2" => start[0].clone(),
                _ => start.flip(0, 1).contiguous(),
            };
        }
        return type == typeof(Scalar) ? (Scalar)(start.is_integral() ? 2 : 0.5)
            : type == typeof(long) ? parameter.Name!.Contains("dim1", StringComparison.Ordinal) ? 1L : 0L
            : type == typeof(int) ? 1
            : type == typeof(double) ? parameter.HasDefaultValue ? parameter.DefaultValue : 0.5
            : type == typeof(float) ? 2f
            : type == typeof(bool) ? false
            : type == typeof(long[]) ? new long[] { 0 }
            : type == typeof(RoundingMode) ? RoundingMode.floor
            : null;
    }

    private static object Outcome(Func<object?> call)
    {
        try
        {
            return call()!;
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException!.Message;
        }
    }
}
