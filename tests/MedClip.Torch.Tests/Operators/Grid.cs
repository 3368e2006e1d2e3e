using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>A small array of doubles with a shape, in which definitions of operators are written.</summary>
public sealed record Grid(double[] Values, long[] Shape)
{
    public double this[params long[] place] => Values[Offset(place)];

    public long Size(int dimension) => Shape[dimension];

    public static Grid Build(long[] shape, Func<long[], double> element)
    {
        long count = shape.Aggregate(1L, (a, b) => a * b);
        var values = new double[count];
        for (long i = 0; i < count; i++)
        {
            values[i] = element(Place(i, shape));
        }
        return new Grid(values, shape);
    }

    public static Grid Number(double value) => new([value], []);

    public static Grid Vector(params double[] values) => new(values, [values.Length]);

    public Grid Map(Func<double, double> function) => new(Array.ConvertAll(Values, v => function(v)), Shape);

    public Grid Zip(Grid other, Func<double, double, double> function) => new([.. Values.Zip(other.Values, function)], Shape);

    /// <summary>Numbers that every tested type holds exactly: multiples of 1/8, or integers.</summary>
    public static Grid Sample(long[] shape, double low, double high, bool integers, int seed)
    {
        var random = new Random(seed);
        double step = integers ? 1 : 0.125;
        return Build(shape, _ => Math.Ceiling(low / step) * step + (step * random.Next(1 + (int)Math.Floor((high - (Math.Ceiling(low / step) * step)) / step))));
    }

    public Tensor ToTensor(ScalarType type) => tensor(Values, Shape).to_type(type);

    public static Grid Of(Tensor tensor) => new(tensor.to_type(ScalarType.Float64).contiguous().data<double>().ToArray(), tensor.shape);

    public void ShouldBeNear(Grid expected, double tolerance, string because)
    {
        Shape.ShouldBe(expected.Shape, because);
        for (int i = 0; i < Values.Length; i++)
        {
            double a = Values[i];
            double e = expected.Values[i];
            bool same = double.IsNaN(e) ? double.IsNaN(a) : double.IsInfinity(e) ? a == e : Math.Abs(a - e) <= tolerance * (1 + Math.Abs(e));
            same.ShouldBeTrue($"{because}: element {i} is {a}, its definition gives {e}");
        }
    }

    private long Offset(long[] place)
    {
        long offset = 0;
        for (int d = 0; d < Shape.Length; d++)
        {
            offset = (offset * Shape[d]) + place[d];
        }
        return offset;
    }

    private static long[] Place(long index, long[] shape)
    {
        var place = new long[shape.Length];
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            place[d] = index % shape[d];
            index /= shape[d];
        }
        return place;
    }
}
