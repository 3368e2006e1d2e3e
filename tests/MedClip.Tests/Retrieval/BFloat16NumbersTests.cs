namespace MedClip.Tests;

/// <summary>Rounding to bfloat16 against its definition, at lengths that fill vectors and that do not.</summary>
public sealed class BFloat16NumbersTests
{
    public static TheoryData<int> Lengths() => [.. Enumerable.Range(0, 71)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Numbers_go_to_the_nearest_and_halves_to_even(int length)
    {
        // No denormal ones: libtorch's threads take them for 0 when they make doubles of them.
        var random = new Random(length);
        float[] values = [.. Enumerable.Range(0, length).Select(_ => BitConverter.UInt32BitsToSingle(((uint)random.Next(0x80, 0x7F7F) << 16) | ((uint)random.Next(2) << 31) | Lower(random)))];
        ushort[] rounded = new ushort[length];
        BFloat16Numbers.Round(values, rounded).ShouldBe(-1);
        for (int i = 0; i < length; i++)
        {
            // A bfloat16 below and the one above, in magnitude; all three and the middle are exact in double.
            uint bits = BitConverter.SingleToUInt32Bits(values[i]);
            ushort toZero = (ushort)(bits >> 16), away = (ushort)(toZero + 1);
            double below = Math.Abs((double)BFloat16Numbers.Widen(toZero)), above = Math.Abs((double)BFloat16Numbers.Widen(away)), exact = Math.Abs((double)values[i]);
            ushort nearest = exact - below < above - exact ? toZero : exact - below > above - exact ? away : (toZero & 1) == 0 ? toZero : away;
            rounded[i].ShouldBe(nearest, $"{values[i]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void What_was_rounded_is_widened_without_a_change(int length)
    {
        ushort[] numbers = [.. Enumerable.Range(0, length).Select(i => (ushort)(i * 457))], again = new ushort[length];
        float[] widened = new float[length];
        BFloat16Numbers.Widen(numbers, widened);
        widened.ShouldBe(numbers.Select(BFloat16Numbers.Widen));
        BFloat16Numbers.Round(widened, again).ShouldBe(-1);
        again.ShouldBe(numbers);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.MaxValue)]
    [InlineData(float.MinValue)]
    public void The_first_number_without_a_finite_neighbour_is_named(float value)
    {
        for (int place = 0; place < 50; place++)
        {
            float[] values = [.. Enumerable.Repeat(1f, 70)];
            (values[place], values[^1]) = (value, float.NaN);
            BFloat16Numbers.Round(values, new ushort[70]).ShouldBe(place);
        }
    }

    // A middle, something beside it, or anything.
    private static uint Lower(Random random) => random.Next(4) switch { 0 => 0x8000, 1 => 0x7FFF, 2 => 0x8001, _ => (uint)random.Next(0x10000) };
}
